import type { Source } from '@khien/model';

/** What each source may send on average. A request or a block may overdraw; then the source waits until that is made good. */
export interface Quotas {
  charge(sourceId: string, records: number, bytes: number): void;
  /** Milliseconds until the source may send again; 0 when it may now. */
  waitMs(sourceId: string): number;
}

interface Bucket {
  perSecond: number;
  balance: number;
  at: number;
}
interface Buckets {
  records?: Bucket;
  bytes?: Bucket;
}

/** So many seconds' worth may come at once after a quiet time. */
const BURST_SECONDS = 2;

export function createQuotas(sources: readonly Source[], now: () => number): Quotas {
  const bucketOf = (perSecond: number | undefined): Bucket | undefined =>
    perSecond === undefined ? undefined : { perSecond, balance: perSecond * BURST_SECONDS, at: now() };
  const all = new Map<string, Buckets>();
  for (const { id, quota } of sources) {
    const records = bucketOf(quota?.recordsPerSecond);
    const bytes = bucketOf(quota?.bytesPerSecond);
    if (records || bytes) all.set(id, { ...(records && { records }), ...(bytes && { bytes }) });
  }

  function refill(bucket: Bucket): Bucket {
    // A clock that was set back gives nothing and takes nothing.
    const elapsed = Math.max(0, now() - bucket.at) / 1000;
    bucket.at = now();
    bucket.balance = Math.min(bucket.perSecond * BURST_SECONDS, bucket.balance + elapsed * bucket.perSecond);
    return bucket;
  }
  function debtMs(bucket: Bucket | undefined): number {
    if (!bucket) return 0;
    const { balance, perSecond } = refill(bucket);
    return balance >= 1 ? 0 : Math.ceil(((1 - balance) * 1000) / perSecond);
  }

  return {
    charge(sourceId, records, bytes) {
      const buckets = all.get(sourceId);
      if (buckets?.records) refill(buckets.records).balance -= records;
      if (buckets?.bytes) refill(buckets.bytes).balance -= bytes;
    },
    waitMs(sourceId) {
      const buckets = all.get(sourceId);
      return buckets ? Math.max(debtMs(buckets.records), debtMs(buckets.bytes)) : 0;
    },
  };
}
