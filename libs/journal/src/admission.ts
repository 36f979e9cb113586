import { type IntakeKind, MonitorError } from '@khien/model';

/** Share of the limit at which each kind of source is asked to wait; UDP cannot wait, so it is last. */
export const HIGH_WATER: Readonly<Record<IntakeKind, number>> = { http: 0.8, file: 0.8, tcp: 0.85, udp: 0.9 };
/** Resuming lies this much lower, so that a kind does not flutter. */
const HYSTERESIS = 0.05;
const RETRY_SECONDS = 10;
const KINDS = Object.keys(HIGH_WATER) as IntakeKind[];

export interface Admission {
  paused(kind: IntakeKind): boolean;
  /** MonitorError `unavailable` with `retryAfter` when `kind` is paused. */
  admit(kind: IntakeKind): void;
}

/** Back-pressure by how much the journal holds that is not processed yet. */
export function createAdmission(unreleasedBytes: () => number, maxBytes: number): Admission {
  const pausedKinds = new Set<IntakeKind>();

  function update(): void {
    const share = unreleasedBytes() / maxBytes;
    for (const kind of KINDS) {
      if (share >= HIGH_WATER[kind]) pausedKinds.add(kind);
      else if (share < HIGH_WATER[kind] - HYSTERESIS) pausedKinds.delete(kind);
    }
  }

  function paused(kind: IntakeKind): boolean {
    update();
    return pausedKinds.has(kind);
  }

  return {
    paused,
    admit(kind) {
      if (!paused(kind)) return;
      throw new MonitorError(
        'unavailable',
        'journal: full up to the mark, what is in it has to be processed first',
        {
          retryAfter: RETRY_SECONDS,
        },
      );
    },
  };
}
