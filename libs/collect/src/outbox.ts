import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingRecord, Intake, IntakeKind, Logger } from '@khien/model';
import { storeUntilDone } from './store-until-done';

/** Records on their way to the intake, in order for each source; sources do not wait for each other. */
export interface Outbox {
  offer(sourceId: string, record: IncomingRecord): void;
  /** Whether this source has as much waiting as it may. */
  isFull(sourceId: string): boolean;
  waiting(): { records: number; bytes: number };
  /** Waits for what is waiting, at most so long; what is left then is given back by source. */
  close(graceMs: number): Promise<Map<string, number>>;
}

export interface OutboxDeps {
  intake: Intake;
  kind: IntakeKind;
  log: Logger;
  /** Of one source, and of all together. */
  maxBytes: { source: number; all: number };
  onAccepted: (records: number) => void;
  /** A source that was full has room again. */
  onRoom: () => void;
}

interface Lane {
  sourceId: string;
  records: IncomingRecord[];
  bytes: number;
  sending?: Promise<void> | undefined;
  wasFull: boolean;
}

const BATCH = 500;
const RECORD_OVERHEAD = 200;

export function createOutbox(deps: OutboxDeps): Outbox {
  const { intake, kind, log, maxBytes } = deps;
  const lanes = new Map<string, Lane>();
  const stopped = new AbortController();
  let bytes = 0;

  function laneOf(sourceId: string): Lane {
    const lane = lanes.get(sourceId) ?? { sourceId, records: [], bytes: 0, wasFull: false };
    lanes.set(sourceId, lane);
    return lane;
  }

  function isFull(sourceId: string): boolean {
    const lane = laneOf(sourceId);
    const full =
      lane.bytes >= Math.min(maxBytes.source, bytes >= maxBytes.all ? fairShare() : maxBytes.source);
    lane.wasFull ||= full;
    return full;
  }

  /** When all is used up, only those are full that have more than their part of it: the noisy do not silence the others. */
  function fairShare(): number {
    const busy = [...lanes.values()].filter((lane) => lane.bytes > 0).length;
    return maxBytes.all / Math.max(1, busy);
  }

  async function send(lane: Lane): Promise<void> {
    while (lane.records.length > 0) {
      const batch = lane.records.slice(0, BATCH);
      await storeUntilDone(lane.sourceId, batch, { intake, kind, log, signal: stopped.signal });
      lane.records.splice(0, batch.length);
      const done = batch.reduce((sum, record) => sum + weightOf(record), 0);
      lane.bytes -= done;
      bytes -= done;
      deps.onAccepted(batch.length);
      if (!lane.wasFull || lane.bytes > maxBytes.source / 2 || bytes > maxBytes.all / 2) continue;
      lane.wasFull = false;
      deps.onRoom();
    }
    lane.sending = undefined;
  }

  return {
    offer(sourceId, record) {
      const lane = laneOf(sourceId);
      lane.records.push(record);
      lane.bytes += weightOf(record);
      bytes += weightOf(record);
      lane.sending ??= send(lane).catch(() => {});
    },
    isFull,
    waiting: () => ({
      records: [...lanes.values()].reduce((sum, { records }) => sum + records.length, 0),
      bytes,
    }),
    async close(graceMs) {
      const sent = Promise.all([...lanes.values()].map(({ sending }) => sending));
      await Promise.race([sent, sleep(graceMs, undefined, { ref: false })]);
      stopped.abort();
      const left = [...lanes.values()].filter(({ records }) => records.length > 0);
      return new Map(left.map(({ sourceId, records }) => [sourceId, records.length]));
    },
  };
}

function weightOf(record: IncomingRecord): number {
  return record.raw.length + RECORD_OVERHEAD;
}
