import type { Chunk, Logger, Store } from '@khien/model';

/** From this attempt on a chunk is suspected of killing its process. */
const SUSPECT_FROM = 3;
/** Records tried under one note: a chunk that was only unlucky (its worker was killed, the store was away) costs few writes. */
const BLOCK = 50;

interface Suspicion {
  _id: string;
  version: number;
  /** Records being tried, `to` exclusive; null when none are. Found set at the next attempt, the process died among them. */
  probing: { from: number; to: number } | null;
  /** The record during which, alone, the process died once: it may have been killed by somebody else. */
  unlucky?: number;
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
 * From the third attempt on records are tried in blocks, each block noted in the store first; a block that killed the process is tried record
 * by record. The one that did it twice is dead-lettered, and the rest of the chunk goes through: a worker that is killed from outside
 * at the wrong moment, several times over, must not cost a good record its place.
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
    const died = suspicion.probing;
    const alone = died !== null && died.to - died.from === 1;
    const again = alone && suspicion.unlucky === died.from;
    if (alone) suspicion.unlucky = died.from;
    if (again) {
      log.error('record kills the worker and is dead-lettered', { chunkId: chunk.chunkId, index: died.from });
      suspicion.deadly.push(died.from);
    }
    const suspects = died === null || again ? undefined : died;
    for (let from = suspects?.from ?? 0; from < chunk.records.length; ) {
      const single = suspects !== undefined && from < suspects.to;
      const to = single ? from + 1 : Math.min(from + BLOCK, chunk.records.length);
      await store.put('state', [{ ...suspicion, probing: { from, to } }]);
      for (let index = from; index < to; index++) if (!suspicion.deadly.includes(index)) probe(chunk, index);
      from = to;
    }
    await store.put('state', [{ ...suspicion, probing: null }]);
    return new Set(suspicion.deadly);
  }

  return { begin };
}

function idOf(chunk: Chunk): string {
  return `suspect:${chunk.chunkId}`;
}
