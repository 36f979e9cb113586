import { type IncomingRecord, type Intake, type IntakeKind, MonitorError, Source } from '@khien/model';

export interface Received extends IncomingRecord {
  sourceId: string;
  kind: IntakeKind;
  repeatable: boolean;
}

/** An intake whose disk is an array: what `accept` resolved for is in it, what it rejected is not; faults are switched on by the test. */
export interface RecordingIntake extends Intake {
  /** Every record that is "on disk", in order. Survives a receiver being dropped and built anew. */
  readonly stored: Received[];
  readonly batches: number[];
  readonly sheds: { sourceId: string; reason: string; count: number }[];
  /** The next so many calls are refused as `unavailable`. */
  refuse(times: number): void;
  /** From the call after the next `after` ones, records reach the disk but the caller never hears of it: the process died there. */
  dieAfterStoring(after: number): void;
  pause(kind: IntakeKind, paused: boolean): void;
  raws(sourceId?: string): string[];
}

export function createRecordingIntake(options: { latencyMs?: number } = {}): RecordingIntake {
  const stored: Received[] = [];
  const batches: number[] = [];
  const sheds: RecordingIntake['sheds'] = [];
  const pausedKinds = new Set<IntakeKind>();
  const last = new Map<string, string>();
  let refusals = 0;
  let callsToLive = Number.POSITIVE_INFINITY;

  return {
    stored,
    batches,
    sheds,
    refuse: (times) => {
      refusals = times;
    },
    dieAfterStoring: (after) => {
      callsToLive = after;
    },
    pause: (kind, paused) => void (paused ? pausedKinds.add(kind) : pausedKinds.delete(kind)),
    raws: (sourceId) => stored.filter((one) => !sourceId || one.sourceId === sourceId).map((one) => one.raw),
    paused: (kind) => pausedKinds.has(kind),
    shed: (sourceId, reason, count) => void sheds.push({ sourceId, reason, count }),
    lastPosition: (prefix) => last.get(prefix),
    async accept(sourceId, records, { kind, repeatable = false }) {
      if (callsToLive < 0) return new Promise(() => {});
      await new Promise((resolve) => setTimeout(resolve, options.latencyMs ?? 0));
      if (refusals > 0) {
        refusals--;
        throw new MonitorError('unavailable', 'journal: full', { retryAfter: 0.01 });
      }
      callsToLive--;
      batches.push(records.length);
      for (const record of records) {
        stored.push({ ...record, sourceId, kind, repeatable });
        const { position } = record;
        if (position === undefined) continue;
        const prefix = position.slice(0, position.lastIndexOf(':') + 1);
        if (position > (last.get(prefix) ?? '')) last.set(prefix, position);
      }
      if (callsToLive < 0) return new Promise(() => {});
    },
  };
}

export function sourceOf(id: string, transport: unknown, rest: Record<string, unknown> = {}): Source {
  return Source.parse({
    id,
    name: { vi: id, en: id },
    profile: 'ecs-json',
    systemId: 'system-1',
    transport,
    ...rest,
  });
}

/** Waits for a condition, looking every few milliseconds; fails after `ms`. */
export async function until(condition: () => boolean, what: string, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`did not happen in ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
