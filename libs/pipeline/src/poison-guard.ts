import type { Chunk, Logger, Store } from '@khien/model';

/** From this attempt on a chunk is suspected of killing its process. */
const SUSPECT_FROM = 3;

interface Suspicion {
  _id: string;
  version: number;
  /** Record being tried alone; null when none is. Found set at the next attempt, it is the one that killed the process. */
  probing: number | null;
  /** Records that killed the process. */
  deadly: number[];
}

export interface PoisonGuard {
  /** Indexes of records to leave out because they killed the process. May end in the process dying again: that is how it learns. */
  begin(chunk: Chunk, attempt: number): Promise<ReadonlySet<number>>;
}

export interface PoisonGuardDeps {
  store: Store;
  log: Logger;
  /** Works one record alone through everything that could kill the process, without storing anything. */
  probe: (chunk: Chunk, index: number) => void;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * A record that makes the worker die (memory, a fault in native code) would otherwise take its chunk, and every chunk behind it, down for ever.
 * From the third attempt each record is tried alone, its index noted in the store first: if the process dies, the next attempt knows which
 * record did it, dead-letters that one, and the rest of the chunk goes through.
 */
export function createPoisonGuard({ store, log, probe }: PoisonGuardDeps): PoisonGuard {
  async function begin(chunk: Chunk, attempt: number): Promise<ReadonlySet<number>> {
    if (attempt < SUSPECT_FROM) return NONE;
    const suspicion = (await store.get<Suspicion>('state', idOf(chunk))) ?? {
      _id: idOf(chunk),
      version: 1,
      probing: null,
      deadly: [],
    };
    if (suspicion.probing !== null) {
      log.error('record kills the worker and is dead-lettered', {
        chunkId: chunk.chunkId,
        index: suspicion.probing,
      });
      suspicion.deadly.push(suspicion.probing);
    }
    for (let index = (suspicion.probing ?? -1) + 1; index < chunk.records.length; index++) {
      await store.put('state', [{ ...suspicion, probing: index }]);
      probe(chunk, index);
    }
    await store.put('state', [{ ...suspicion, probing: null }]);
    return new Set(suspicion.deadly);
  }

  return { begin };
}

function idOf(chunk: Chunk): string {
  return `suspect:${chunk.chunkId}`;
}
