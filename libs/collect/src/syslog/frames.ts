import { MAX_RECORD_BYTES } from '@khien/model';
import { withoutCutCharacter } from '../cut-character';

export interface Frame {
  octets: Buffer;
  truncated: boolean;
}

export interface SyslogFramer {
  push(block: Buffer, onFrame: (frame: Frame) => void): void;
  /** The connection ended: what there is of the last message. */
  flush(onFrame: (frame: Frame) => void): void;
}

type Start = { kind: 'line' } | { kind: 'undecided' } | { kind: 'counted'; length: number; bodyAt: number };

const LF = 0x0a;
const SPACE = 0x20;
const LESS_THAN = 0x3c;
/** A count of more digits is taken for text. */
const MAX_COUNT_DIGITS = 8;

/**
 * Cuts a TCP stream into syslog messages, telling for each how it is framed (RFC 6587): `MSGLEN SP MSG` counts octets and may hold
 * line feeds; anything else ends at LF, CRLF or NUL. Line ends and NULs at a message's end are not part of it; empty messages are none.
 * Of a message longer than `maxBytes` the first octets are kept and flagged, the rest is passed over without losing step.
 */
export function createSyslogFramer(maxBytes: number = MAX_RECORD_BYTES): SyslogFramer {
  let mode: 'start' | 'line' | 'counted' = 'start';
  /** A message without `<` behind its count is ambiguous; then the sender is taken to go on as it did. */
  let linesBefore = false;
  let undecided: Buffer | undefined;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let seen = 0;
  let remaining = 0;

  function hold(piece: Buffer): void {
    seen += piece.length;
    const part = piece.subarray(0, Math.max(0, maxBytes - heldBytes));
    if (part.length === 0) return;
    held.push(Buffer.from(part));
    heldBytes += part.length;
  }

  function end(piece: Buffer, onFrame: (frame: Frame) => void, cutOff = false): void {
    const over = seen + piece.length > maxBytes;
    const part = piece.subarray(0, Math.max(0, maxBytes - heldBytes));
    const whole = held.length === 0 ? part : Buffer.concat([...held, part]);
    const octets = over ? withoutCutCharacter(whole) : withoutTrailer(whole);
    held = [];
    heldBytes = 0;
    seen = 0;
    mode = 'start';
    if (octets.length > 0) onFrame({ octets, truncated: over || cutOff });
  }

  /** Handles one step from `at`; returns where the next one begins. */
  function step(block: Buffer, at: number, onFrame: (frame: Frame) => void): number {
    if (mode === 'start') return begin(block, at);
    if (mode === 'counted') {
      const piece = block.subarray(at, at + remaining);
      remaining -= piece.length;
      if (remaining === 0) end(piece, onFrame);
      else hold(piece);
      return at + piece.length;
    }
    const stop = lineEnd(block, at);
    if (stop < 0) hold(block.subarray(at));
    else end(block.subarray(at, stop), onFrame);
    return stop < 0 ? block.length : stop + 1;
  }

  function begin(block: Buffer, at: number): number {
    if (isTrailer(block[at])) return at + 1;
    const start = startOf(block, at, linesBefore);
    if (start.kind === 'undecided') {
      undecided = Buffer.from(block.subarray(at));
      return block.length;
    }
    mode = start.kind;
    linesBefore = start.kind === 'line';
    if (start.kind === 'line') return at;
    remaining = start.length;
    return start.bodyAt;
  }

  return {
    push(block, onFrame) {
      const octets = undecided ? Buffer.concat([undecided, block]) : block;
      undecided = undefined;
      for (let at = 0; at < octets.length; ) at = step(octets, at, onFrame);
    },
    flush(onFrame) {
      end(undecided ?? Buffer.alloc(0), onFrame, mode === 'counted');
      undecided = undefined;
    },
  };
}

function startOf(block: Buffer, at: number, linesBefore: boolean): Start {
  let behind = at;
  while (behind < block.length && behind - at <= MAX_COUNT_DIGITS && isDigit(block[behind])) behind++;
  const digits = behind - at;
  if (digits === 0 || digits > MAX_COUNT_DIGITS || block[at] === 0x30) return { kind: 'line' };
  if (behind === block.length) return { kind: 'undecided' };
  if (block[behind] !== SPACE) return { kind: 'line' };
  if (behind + 1 === block.length) return { kind: 'undecided' };
  if (linesBefore && block[behind + 1] !== LESS_THAN) return { kind: 'line' };
  return { kind: 'counted', length: Number(block.toString('latin1', at, behind)), bodyAt: behind + 1 };
}

/** Index of the first LF or NUL from `at`, or -1. */
function lineEnd(block: Buffer, at: number): number {
  const lf = block.indexOf(LF, at);
  const nul = (lf < 0 ? block : block.subarray(0, lf)).indexOf(0, at);
  return nul < 0 ? lf : nul;
}

/** Octets without line ends and NULs at their end. */
export function withoutTrailer(octets: Buffer): Buffer {
  let end = octets.length;
  while (end > 0 && isTrailer(octets[end - 1])) end--;
  return octets.subarray(0, end);
}

function isTrailer(octet: number | undefined): boolean {
  return octet === LF || octet === 0x0d || octet === 0;
}

function isDigit(octet: number | undefined): boolean {
  return octet !== undefined && octet >= 0x30 && octet <= 0x39;
}
