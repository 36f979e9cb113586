import type { Intake, Logger } from '@khien/model';

/** Counts what was lost or refused, and tells the intake once a second at most: one datagram must not cost a write. */
export interface LossCounter {
  /** `peer`: whose message it was, to be named in the log. */
  note(sourceId: string, reason: string, lost?: { count?: number; peer?: string }): void;
  /** Tells the intake what came together. */
  tell(): void;
  total(): number;
}

interface Loss {
  sourceId: string;
  reason: string;
  count: number;
  /** One of the senders. */
  peer?: string;
}

const WARN_EVERY_MS = 60_000;

export function createLossCounter({
  intake,
  log,
  now,
}: {
  intake: Intake;
  log: Logger;
  now: () => number;
}): LossCounter {
  let counts = new Map<string, Loss>();
  const warnedAt = new Map<string, number>();
  let total = 0;

  function warn(key: string, fields: Loss): void {
    const at = warnedAt.get(key);
    if (at !== undefined && Math.abs(now() - at) < WARN_EVERY_MS) return;
    warnedAt.set(key, now());
    log.warn('messages were not stored', { ...fields });
  }

  return {
    note(sourceId, reason, { count = 1, peer } = {}) {
      total += count;
      const key = `${sourceId}|${reason}`;
      const one: Loss = counts.get(key) ?? { sourceId, reason, count: 0 };
      one.count += count;
      if (peer !== undefined) one.peer = peer;
      counts.set(key, one);
    },
    tell() {
      const told = counts;
      counts = new Map();
      for (const [key, loss] of told) {
        intake.shed(loss.sourceId, loss.reason, loss.count);
        warn(key, loss);
      }
    },
    total: () => total,
  };
}
