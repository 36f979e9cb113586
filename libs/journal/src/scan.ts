import { crc32 } from 'node:zlib';
import type { Files } from './files';
import { decodeHeader, type FrameHeader, frameBytes, HEADER_BYTES, nextMagic } from './frame';

const BLOCK_BYTES = 1024 * 1024;

export interface ScannedFrame {
  kind: 'frame';
  header: FrameHeader;
  offset: number;
  end: number;
  meta: Buffer;
  body: Buffer;
  /** False when the octets of the body are not those that were written. */
  bodyIntact: boolean;
}
/** Octets that are no frame: `torn` ones reach to the end, `bad` ones have good frames behind them. */
export interface ScannedDamage {
  kind: 'torn' | 'bad';
  offset: number;
  end: number;
}
export type Scanned = ScannedFrame | ScannedDamage;

export interface ScanRange {
  path: string;
  segment: number;
  /** Octets; `from` must be the start of a frame. */
  from: number;
  to: number;
}

/** Walks the frames of one segment file, finding its way again behind damage by looking for the next valid header. */
export async function* scanFrames(files: Files, range: ScanRange): AsyncGenerator<Scanned> {
  const window = createWindow(files, range);
  let offset = range.from;
  while (offset < range.to) {
    const frame = await frameAt(window, offset, range);
    if (frame?.bodyIntact) {
      yield frame;
      offset = frame.end;
      continue;
    }
    const next = await resync(window, offset + 1, range);
    if (frame && (next === undefined || next >= frame.end)) {
      yield frame;
      offset = frame.end;
      continue;
    }
    yield { kind: next === undefined ? 'torn' : 'bad', offset, end: next ?? range.to };
    offset = next ?? range.to;
  }
}

type Window = (offset: number, length: number) => Promise<Buffer>;

/** A moving view of the file, so that small frames do not cost a read each. */
function createWindow(files: Files, { path, to }: ScanRange): Window {
  let base = 0;
  let block: Buffer = Buffer.alloc(0);
  return async (offset, length) => {
    if (offset < base || offset + length > base + block.length) {
      base = offset;
      block = await files.read(path, offset, Math.min(Math.max(length, BLOCK_BYTES), to - offset));
    }
    return block.subarray(offset - base, offset - base + length);
  };
}

async function headerAt(window: Window, offset: number, range: ScanRange): Promise<FrameHeader | undefined> {
  if (offset + HEADER_BYTES > range.to) return undefined;
  const header = decodeHeader(await window(offset, HEADER_BYTES), 0);
  return header?.segment === range.segment ? header : undefined;
}

async function frameAt(window: Window, offset: number, range: ScanRange): Promise<ScannedFrame | undefined> {
  const header = await headerAt(window, offset, range);
  if (!header) return undefined;
  const end = offset + frameBytes(header);
  if (end > range.to) return undefined;
  const payload = await window(offset + HEADER_BYTES, header.metaBytes + header.bodyBytes);
  const meta = payload.subarray(0, header.metaBytes);
  const body = payload.subarray(header.metaBytes);
  if (payload.length < header.metaBytes + header.bodyBytes || crc32(meta) !== header.metaCrc)
    return undefined;
  return { kind: 'frame', header, offset, end, meta, body, bodyIntact: crc32(body) === header.bodyCrc };
}

/** Offset of the next valid header from `from` on. */
async function resync(window: Window, from: number, range: ScanRange): Promise<number | undefined> {
  let offset = from;
  while (offset + HEADER_BYTES <= range.to) {
    const length = Math.min(BLOCK_BYTES, range.to - offset);
    const found = nextMagic(await window(offset, length), 0);
    if (found < 0) offset += Math.max(length - 3, 1);
    else if (await headerAt(window, offset + found, range)) return offset + found;
    else offset += found + 1;
  }
  return undefined;
}
