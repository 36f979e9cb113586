import type { Day, Store, StoredEvent } from '@khien/model';

/** Figures per second are over the whole: first post to last record stored and judged. */
export interface BenchRow {
  case: string;
  records: number;
  perSecond: number;
  /** Rate of the whole by this limit. */
  wholeOfLimit?: number;
  [figure: string]: unknown;
}

/** The newest partition's events, `most` at most. */
export async function someEvents(store: Store, most: number): Promise<{ day: Day; events: StoredEvent[] }> {
  const [day = ''] = (await store.partitions('events')).slice(-1);
  const events: StoredEvent[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.find<StoredEvent>('events', {
      limit: Math.min(5000, most),
      days: { from: day, to: day },
      ...(cursor !== undefined && { cursor }),
    });
    events.push(...page.docs);
    cursor = page.next;
  } while (cursor !== undefined && events.length < most);
  return { day, events };
}

/** The least anybody could do with the same events: read them as JSON. */
export function parseAlone(events: readonly StoredEvent[], whole: number): BenchRow {
  const texts = events.map((event) => JSON.stringify(event));
  const started = performance.now();
  for (const text of texts) JSON.parse(text);
  return limitRow('JSON.parse of the stored events', { records: events.length, started, whole });
}

/** The store's own rate for the same events, 500 a call, nothing else going on. */
export async function insertAlone(
  store: Store,
  { day, events }: { day: Day; events: readonly StoredEvent[] },
  whole: number,
): Promise<BenchRow> {
  const started = performance.now();
  for (let at = 0; at < events.length; at += 500)
    await store.insertManyOnce('events', events.slice(at, at + 500), day);
  return limitRow('store insert alone', { records: events.length, started, whole });
}

export function limitRow(
  name: string,
  { records, started, whole }: { records: number; started: number; whole: number },
): BenchRow {
  const perSecond = Math.round((records * 1000) / (performance.now() - started));
  return { case: `limit: ${name}`, records, perSecond, wholeOfLimit: round(whole / perSecond) };
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
