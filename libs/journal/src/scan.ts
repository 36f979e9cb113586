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
  const place: Place = { window: createWindow(files, range), range, ordinal: -1 };
  let offset = range.from;
  while (offset < range.to) {
    const frame = await frameAt(place, offset);
    const next = frame?.bodyIntact ? undefined : await resync(place, offset + 1);
    if (frame && (next === undefined || next >= frame.end)) {
      yield frame;
      offset = frame.end;
      place.ordinal = frame.header.ordinal;
      continue;
    }
    yield { kind: next === undefined ? 'torn' : 'bad', offset, end: next ?? range.to };
    offset = next ?? range.to;
  }
}

type Window = (offset: number, length: number) => Promise<Buffer>;

/** Where the scan is. Ordinals only ascend: a frame that was moved or repeated is not taken for one of this place. */
interface Place {
  window: Window;
  range: ScanRange;
  /** Of the last frame. */
  ordinal: number;
}

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

async function headerAt({ window, range, ordinal }: Place, offset: number): Promise<FrameHeader | undefined> {
  if (offset + HEADER_BYTES > range.to) return undefined;
  const header = decodeHeader(await window(offset, HEADER_BYTES), 0);
  return header?.segment === range.segment && header.ordinal > ordinal ? header : undefined;
}

async function frameAt(place: Place, offset: number): Promise<ScannedFrame | undefined> {
  const { window, range } = place;
  const header = await headerAt(place, offset);
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
async function resync(place: Place, from: number): Promise<number | undefined> {
  const { window, range } = place;
  let offset = from;
  while (offset + HEADER_BYTES <= range.to) {
    const length = Math.min(BLOCK_BYTES, range.to - offset);
    const found = nextMagic(await window(offset, length), 0);
    if (found < 0) offset += Math.max(length - 3, 1);
    else if (await headerAt(place, offset + found)) return offset + found;
    else offset += found + 1;
  }
  return undefined;
}
