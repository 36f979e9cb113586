import type { ChunkDigest, Day, Store } from '@khien/model';
import { insertOne } from './insert-one';

/** What each chunk says about accounts, for the baselines; in the partition of its chunk's day. */
export interface DigestRepository {
  insertOnce(digest: ChunkDigest): Promise<boolean>;
  get(day: Day, chunkId: string): Promise<ChunkDigest | undefined>;
  /** Digests with a `seq` above the given one, ascending, from the partitions of the days given. */
  rowsAfter(
    collectorId: string,
    seq: number,
    options: { days: { from: Day; to: Day }; limit: number },
  ): Promise<ChunkDigest[]>;
  days(): Promise<Day[]>;
  drop(day: Day): Promise<void>;
}

export function createDigestRepository(store: Store): DigestRepository {
  return {
    insertOnce: (digest) => insertOne(store, 'digests', digest, digest.partitionDay),
    get: (day, chunkId) => store.get<ChunkDigest>('digests', chunkId, day),
    async rowsAfter(collectorId, seq, { days, limit }) {
      const page = await store.find<ChunkDigest>('digests', {
        filter: { collectorId, seq: { gt: seq } },
        sort: [['seq', 'asc']],
        days,
        limit,
      });
      return page.docs;
    },
    days: () => store.partitions('digests'),
    drop: (day) => store.dropPartition('digests', day),
  };
}
