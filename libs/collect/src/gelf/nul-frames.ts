import { MAX_RECORD_BYTES } from '@khien/model';
import { withoutCutCharacter } from '../cut-character';
import { type Frame, withoutTrailer } from '../syslog/frames';

export interface NulFramer {
  push(block: Buffer, onFrame: (frame: Frame) => void): void;
  /** The connection ended: what there is of the last message. */
  flush(onFrame: (frame: Frame) => void): void;
}

/** Cuts a stream into messages that end with NUL; of one that is too long the first octets are kept and flagged. */
export function createNulFramer(maxBytes: number = MAX_RECORD_BYTES): NulFramer {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let seen = 0;

  function hold(piece: Buffer): void {
    seen += piece.length;
    const part = piece.subarray(0, Math.max(0, maxBytes - heldBytes));
    if (part.length === 0) return;
    held.push(Buffer.from(part));
    heldBytes += part.length;
  }
  function end(onFrame: (frame: Frame) => void, cutOff: boolean): void {
    const over = seen > maxBytes;
    const whole = Buffer.concat(held);
    const octets = over ? withoutCutCharacter(whole) : withoutTrailer(whole);
    [held, heldBytes, seen] = [[], 0, 0];
    if (octets.length > 0) onFrame({ octets, truncated: over || cutOff });
  }

  return {
    push(block, onFrame) {
      let from = 0;
      for (let at = block.indexOf(0); at >= 0; at = block.indexOf(0, from)) {
        hold(block.subarray(from, at));
        end(onFrame, false);
        from = at + 1;
      }
      hold(block.subarray(from));
    },
    flush: (onFrame) => end(onFrame, true),
  };
}
