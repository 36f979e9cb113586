import type { Chunk } from '@khien/model';

/** The newest chunks, so that the dispatcher, reading right behind the writer, does not open what was just sealed. */
export interface ChunkCache {
  put(chunk: Chunk, bytes: number): void;
  get(seq: number): Chunk | undefined;
}

/** Holds at most `maxBytes` octets of records; the oldest go first. */
export function createChunkCache(maxBytes: number): ChunkCache {
  const chunks = new Map<number, { chunk: Chunk; bytes: number }>();
  let held = 0;
  return {
    put(chunk, bytes) {
      chunks.set(chunk.seq, { chunk, bytes });
      held += bytes;
      for (const [seq, entry] of chunks) {
        if (held <= maxBytes) break;
        chunks.delete(seq);
        held -= entry.bytes;
      }
    },
    get: (seq) => chunks.get(seq)?.chunk,
  };
}
