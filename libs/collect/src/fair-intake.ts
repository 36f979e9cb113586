import type { IncomingRecord, Intake } from '@khien/model';

/** Octets of one source that may be on their way to the journal at once: about one of its group writes. */
const WINDOW_BYTES = 1024 * 1024;
const RECORD_OVERHEAD = 200;

interface Lane {
  underWay: number;
  waiting: Array<() => void>;
}

/**
 * The intake, with a window for each source: however much one sends, at most a window of it stands in the journal's queue before
 * the next record of another. Records of one call stay in order; what is longer than the window goes in pieces, one after the other.
 */
export function createFairIntake(intake: Intake, windowBytes = WINDOW_BYTES): Intake {
  const lanes = new Map<string, Lane>();

  async function enter(sourceId: string): Promise<Lane> {
    const lane = lanes.get(sourceId) ?? { underWay: 0, waiting: [] };
    lanes.set(sourceId, lane);
    if (lane.underWay >= windowBytes || lane.waiting.length > 0) {
      await new Promise<void>((resolve) => lane.waiting.push(resolve));
    }
    return lane;
  }

  function leave(lane: Lane, bytes: number): void {
    lane.underWay -= bytes;
    if (lane.underWay < windowBytes) lane.waiting.shift()?.();
  }

  return {
    ...intake,
    paused: (kind) => intake.paused(kind),
    shed: (sourceId, reason, count) => intake.shed(sourceId, reason, count),
    lastPosition: (prefix) => intake.lastPosition(prefix),
    async accept(sourceId, records, options) {
      for (const piece of piecesOf(records, windowBytes)) {
        const lane = await enter(sourceId);
        lane.underWay += piece.bytes;
        // The next in line is let in as soon as there is room, not only when somebody leaves.
        if (lane.underWay < windowBytes) lane.waiting.shift()?.();
        try {
          await intake.accept(sourceId, piece.records, options);
        } finally {
          leave(lane, piece.bytes);
        }
      }
    },
  };
}

function piecesOf(
  records: readonly IncomingRecord[],
  windowBytes: number,
): Array<{ records: readonly IncomingRecord[]; bytes: number }> {
  const pieces: Array<{ records: readonly IncomingRecord[]; bytes: number }> = [];
  let from = 0;
  let bytes = 0;
  for (const [index, { raw }] of records.entries()) {
    const size = raw.length + RECORD_OVERHEAD;
    if (bytes > 0 && bytes + size > windowBytes) {
      pieces.push({ records: records.slice(from, index), bytes });
      [from, bytes] = [index, 0];
    }
    bytes += size;
  }
  return bytes > 0 ? [...pieces, { records: from === 0 ? records : records.slice(from), bytes }] : pieces;
}
