/** Messages that came in several datagrams: `1e 0f`, 8 octets of message id, number of the chunk, number of chunks. */
export interface GelfChunks {
  /** The message that this datagram completes, or that it is alone. */
  add(datagram: Buffer, address: string): Buffer | undefined;
  /** Gives up messages whose rest did not come in time. */
  expire(): void;
  pending(): { messages: number; bytes: number };
}

export type ChunkLoss = 'malformed GELF chunk' | 'GELF chunks missing' | 'too many GELF messages in parts';

export interface GelfChunksDeps {
  now: () => number;
  limits: { waitMs: number; messages: number; bytes: number };
  onLost: (reason: ChunkLoss, address: string) => void;
}

interface Partial {
  address: string;
  chunks: Array<Buffer | undefined>;
  missing: number;
  bytes: number;
  since: number;
}

const HEAD_BYTES = 12;
const MAX_CHUNKS = 128;

export function createGelfChunks({ now, limits, onLost }: GelfChunksDeps): GelfChunks {
  /** Oldest first. */
  const partials = new Map<string, Partial>();
  let bytes = 0;

  function giveUp(key: string, partial: Partial, reason: ChunkLoss): void {
    forget(key, partial);
    onLost(reason, partial.address);
  }
  function forget(key: string, partial: Partial): void {
    partials.delete(key);
    bytes -= partial.bytes;
  }

  function makeRoom(): void {
    for (const [key, partial] of partials) {
      if (partials.size <= limits.messages && bytes <= limits.bytes) return;
      giveUp(key, partial, 'too many GELF messages in parts');
    }
  }

  function addChunk(datagram: Buffer, address: string): Buffer | undefined {
    const index = datagram[10] ?? 0;
    const count = datagram[11] ?? 0;
    const key = `${address} ${datagram.toString('hex', 2, 10)}`;
    const known = partials.get(key);
    const wrong = datagram.length < HEAD_BYTES || count < 1 || count > MAX_CHUNKS || index >= count;
    if (wrong || (known && known.chunks.length !== count)) {
      onLost('malformed GELF chunk', address);
      return undefined;
    }
    const fresh = { address, chunks: Array(count).fill(undefined), missing: count, bytes: 0, since: now() };
    const partial: Partial = known ?? fresh;
    if (partial.chunks[index]) return undefined;
    // A copy: the datagram's memory may be larger than it.
    const piece = Buffer.from(datagram.subarray(HEAD_BYTES));
    partial.chunks[index] = piece;
    partial.missing--;
    partial.bytes += piece.length;
    bytes += piece.length;
    partials.set(key, partial);
    if (partial.missing > 0) {
      makeRoom();
      return undefined;
    }
    forget(key, partial);
    return Buffer.concat(partial.chunks.filter((chunk) => chunk !== undefined));
  }

  return {
    add: (datagram, address) =>
      datagram[0] === 0x1e && datagram[1] === 0x0f ? addChunk(datagram, address) : datagram,
    expire() {
      for (const [key, partial] of partials) {
        if (Math.abs(now() - partial.since) >= limits.waitMs) giveUp(key, partial, 'GELF chunks missing');
      }
    },
    pending: () => ({ messages: partials.size, bytes }),
  };
}
