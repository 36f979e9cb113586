import { MAX_RECORD_BYTES } from '@khien/model';
import { withoutCutCharacter } from './cut-character';

/** `offset` is the octet at which the line starts in its stream, `end` the one behind its line end; line ends and a byte order mark are not in `octets`. */
export interface Line {
  octets: Buffer;
  offset: number;
  end: number;
  truncated: boolean;
}

export interface LineSplitter {
  /** Lines that end in this block, empty ones included. `octets` may point into the block. */
  push(block: Buffer, onLine: (line: Line) => void): void;
  /** The last line, when it has no line feed; nothing if there is none. */
  flush(onLine: (line: Line) => void): void;
  /** Offset after the last line given out: where to start again. */
  consumed(): number;
  /** Octets seen of the line that has not ended yet. */
  pending(): number;
}

export interface LineSplitterOptions {
  /** Offset in the stream of the first octet pushed. */
  offset?: number;
  /** Octets per code unit: 2 for UTF-16LE. */
  unit?: 1 | 2;
  maxBytes?: number;
}

const BOM = { 1: Buffer.from([0xef, 0xbb, 0xbf]), 2: Buffer.from([0xff, 0xfe]) };
const LF = { 1: Buffer.from([0x0a]), 2: Buffer.from([0x0a, 0x00]) };
const CR = 0x0d;

/**
 * Cuts a stream of octets into lines (LF or CRLF) wherever its blocks happen to end, without decoding it.
 * Of a line longer than `maxBytes` the first octets are kept and flagged, the rest is counted and forgotten.
 */
export function createLineSplitter(options: LineSplitterOptions = {}): LineSplitter {
  const { unit = 1, maxBytes = MAX_RECORD_BYTES } = options;
  /** One unit more than the cap, so that a CR right behind a line of exactly the cap is seen. */
  const keep = maxBytes + unit;
  let start = options.offset ?? 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let lineBytes = 0;
  let odd: Buffer | undefined;

  function hold(piece: Buffer): void {
    lineBytes += piece.length;
    const room = keep - heldBytes;
    if (room <= 0 || piece.length === 0) return;
    const part = Buffer.from(piece.subarray(0, room));
    held.push(part);
    heldBytes += part.length;
  }

  function lineOf(kept: Buffer, total: number): Omit<Line, 'end'> {
    let octets =
      start === 0 && kept.subarray(0, BOM[unit].length).equals(BOM[unit])
        ? kept.subarray(BOM[unit].length)
        : kept;
    if (total <= keep && endsWithCr(octets, unit)) octets = octets.subarray(0, octets.length - unit);
    const truncated = total > keep || octets.length > maxBytes;
    if (truncated) octets = octets.subarray(0, maxBytes);
    return {
      octets: truncated && unit === 1 ? withoutCutCharacter(octets) : octets,
      offset: start,
      truncated,
    };
  }

  function end(piece: Buffer, lineEnd: number, onLine: (line: Line) => void): void {
    const total = lineBytes + piece.length;
    let kept = piece.subarray(0, keep);
    if (held.length > 0) {
      held.push(piece.subarray(0, keep - heldBytes));
      kept = Buffer.concat(held);
    }
    const line = lineOf(kept, total);
    start += total + lineEnd;
    held = [];
    heldBytes = 0;
    lineBytes = 0;
    onLine({ ...line, end: start });
  }

  /** UTF-16 is read in whole units: an odd last octet waits for its other half. */
  function wholeUnits(block: Buffer): Buffer {
    if (unit === 1) return block;
    const joined = odd ? Buffer.concat([odd, block]) : block;
    const whole = joined.length - (joined.length % 2);
    odd = whole === joined.length ? undefined : Buffer.from(joined.subarray(whole));
    return joined.subarray(0, whole);
  }

  return {
    push(block, onLine) {
      const units = wholeUnits(block);
      let from = 0;
      for (let at = indexOfLf(units, 0, unit); at >= 0; at = indexOfLf(units, from, unit)) {
        end(units.subarray(from, at), unit, onLine);
        from = at + unit;
      }
      hold(units.subarray(from));
    },
    flush(onLine) {
      if (odd) hold(odd);
      odd = undefined;
      if (lineBytes === 0) return;
      end(Buffer.alloc(0), 0, onLine);
    },
    consumed: () => start,
    pending: () => lineBytes + (odd ? 1 : 0),
  };
}

function indexOfLf(block: Buffer, from: number, unit: 1 | 2): number {
  if (unit === 1) return block.indexOf(0x0a, from);
  let at = block.indexOf(LF[2], from);
  while (at >= 0 && at % 2 === 1) at = block.indexOf(LF[2], at + 1);
  return at;
}

function endsWithCr(octets: Buffer, unit: 1 | 2): boolean {
  if (octets.length < unit) return false;
  return unit === 1
    ? octets[octets.length - 1] === CR
    : octets[octets.length - 2] === CR && octets[octets.length - 1] === 0;
}
