/** A chunk that was published and has no ledger row yet. */
export interface Published {
  chunkId: string;
  bytes: number;
  /** Milliseconds since the epoch. */
  publishedAt: number;
}
/** Numbers that no readable chunk has: damaged or skipped, both inclusive. */
export interface Gap {
  from: number;
  to: number;
}

/**
 * Where the dispatcher stands: everything below `settled` is processed or a gap; from there to `next` each number is
 * in flight, done out of order, or in a gap.
 */
export interface DispatchState {
  /** Everything below has a ledger row. */
  settled: number;
  /** Number of the next chunk to publish. */
  next: number;
  inFlight: Map<number, Published>;
  done: Set<number>;
  gaps: Gap[];
  republished: number;
  publishFailures: number;
}

export function createDispatchState(cursor: number): DispatchState {
  return {
    settled: cursor,
    next: cursor,
    inFlight: new Map(),
    done: new Set(),
    gaps: [],
    republished: 0,
    publishFailures: 0,
  };
}

export function bytesInFlight(state: DispatchState): number {
  let bytes = 0;
  for (const entry of state.inFlight.values()) bytes += entry.bytes;
  return bytes;
}

/** The chunk has its row: it makes room at once, also while an earlier one holds the cursor back. */
export function markDone(state: DispatchState, seq: number): void {
  state.inFlight.delete(seq);
  if (seq >= state.settled) state.done.add(seq);
}

/** Moves the settled mark to `settled` and forgets what lies below. */
export function settle(state: DispatchState, settled: number): void {
  if (settled <= state.settled) return;
  state.settled = settled;
  for (const seq of state.inFlight.keys()) if (seq < settled) state.inFlight.delete(seq);
  for (const seq of state.done) if (seq < settled) state.done.delete(seq);
  state.gaps = state.gaps.filter((gap) => gap.to >= settled);
}

/** The gap that begins at or spans `seq`, if any. */
export function gapAt(state: DispatchState, seq: number): Gap | undefined {
  return state.gaps.find((gap) => gap.from <= seq && seq <= gap.to);
}
