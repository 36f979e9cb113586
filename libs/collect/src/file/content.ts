import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { type Anchor, anchorStart, HEAD_BYTES, sha256Of } from './stream-state';

/** Content of a file as far as recognising it needs. */
export interface Content {
  /** Octets, decompressed ones for a compressed file. */
  size: number;
  head: Buffer;
  /** The octets that an anchor at this offset covers; `undefined` if the content ends before. */
  before(offset: number): Promise<Buffer | undefined>;
  /** Why decompressing ended before the end; what came until then is described here. */
  damage?: unknown;
}

/** Up to `length` octets from `position`, fewer only at the end of the file. */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

export async function plainContent(handle: FileHandle, size: number): Promise<Content> {
  const head = await readAt(handle, 0, Math.min(HEAD_BYTES, size));
  return {
    size,
    head,
    async before(offset) {
      if (offset > size) return undefined;
      const start = anchorStart(offset);
      const octets = await readAt(handle, start, offset - start);
      return octets.length === offset - start ? octets : undefined;
    },
  };
}

/** Decompressed octets of a gzip file, block by block; throws when the file is cut or damaged. */
export async function* gunzipped(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.once('error', (err) => gunzip.destroy(err));
  try {
    for await (const block of file.pipe(gunzip)) yield block;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

export async function gzipHead(path: string): Promise<Buffer> {
  let head = Buffer.alloc(0);
  try {
    for await (const block of gunzipped(path)) {
      head = Buffer.concat([head, block]);
      if (head.length >= HEAD_BYTES) break;
    }
  } catch (err) {
    if (head.length === 0) throw err;
  }
  return head.subarray(0, HEAD_BYTES);
}

/** Reads a gzip file once, keeping only what the given anchors are compared with. */
export async function gzipContent(path: string, anchors: readonly Anchor[]): Promise<Content> {
  const wanted = [...new Set(anchors.map(({ offset }) => offset))].sort((a, b) => a - b);
  const kept = new Map<number, Buffer>();
  let head = Buffer.alloc(0);
  let recent = Buffer.alloc(0);
  let size = 0;

  function keep(block: Buffer): void {
    const window = Buffer.concat([recent, block]);
    const windowStart = size - recent.length;
    size += block.length;
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, block]).subarray(0, HEAD_BYTES);
    for (let next = wanted[0]; next !== undefined && next <= size; next = wanted[0]) {
      wanted.shift();
      kept.set(next, Buffer.from(window.subarray(anchorStart(next) - windowStart, next - windowStart)));
    }
    recent = Buffer.from(window.subarray(-HEAD_BYTES));
  }

  const content = (damage?: unknown): Content => {
    kept.set(size, recent);
    const whole = { size, head, before: async (offset: number) => kept.get(offset) };
    return damage === undefined ? whole : { ...whole, damage };
  };
  try {
    for await (const block of gunzipped(path)) {
      keep(block);
    }
    return content();
  } catch (err) {
    return content(err);
  }
}

export async function holds(content: Content, anchor: Anchor): Promise<boolean> {
  const octets = await content.before(anchor.offset);
  return octets !== undefined && sha256Of(octets) === anchor.sha256;
}
