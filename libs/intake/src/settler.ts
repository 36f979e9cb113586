import type { Journal, Logger } from '@khien/model';
import { bytesInFlight, type DispatchState, type Gap, gapAt, markDone, settle } from './dispatch-state';
import { cursorName, type DispatcherLimits, type LedgerView, type NumberState } from './dispatcher-deps';
import type { IntakeRowWriter } from './intake-row-writer';

export interface SettlerDeps {
  journal: Journal;
  ledger: LedgerView;
  cursors: NumberState;
  sync: () => Promise<void>;
  onGap?: (gap: Gap) => Promise<void>;
  rows: IntakeRowWriter;
  /** Publishes a chunk again; false when the journal cannot read it any more. */
  publish: (seq: number) => Promise<boolean>;
  now: () => number;
  log: Logger;
  limits: DispatcherLimits;
  state: DispatchState;
}

/** Compares what was published with what the ledger says. */
export interface Settler {
  check(): Promise<void>;
  /** Stores the intake counts and how far everything is processed, then lets the journal release that. */
  persist(): Promise<void>;
}

export function createSettler(deps: SettlerDeps): Settler {
  const { journal, ledger, cursors, rows, limits, log, now, state } = deps;
  const { collectorId } = journal;
  let stored = -1;
  let persisting: Promise<void> = Promise.resolve();

  async function check(): Promise<void> {
    if (state.settled >= state.next) return;
    settle(state, await settledNow());
    await reconcile();
  }

  async function settledNow(): Promise<number> {
    let settled = state.settled;
    while (settled < state.next) {
      const gap = gapAt(state, settled);
      const through = gap?.to ?? (await ledger.contiguousThrough(collectorId, settled));
      if (through < settled) break;
      settled = Math.min(through + 1, journal.nextSeq());
    }
    return settled;
  }

  /** Asks about single chunks when some are overdue, or when little room is left and an early one may be holding back the rest. */
  async function reconcile(): Promise<void> {
    const overdue = [...state.inFlight].filter(([, { publishedAt }]) => isOverdue(publishedAt));
    if (overdue.length === 0 && !isCrowded()) return;
    const asked = [...state.inFlight];
    const have = await ledger.has(asked.map(([, { chunkId }]) => chunkId));
    for (const [seq, { chunkId }] of asked) if (have.has(chunkId)) markDone(state, seq);
    const lost = overdue.filter(([, { chunkId }]) => !have.has(chunkId));
    if (lost.length > 0) log.warn('chunks without a ledger row are published again', { chunks: lost.length });
    for (const [seq] of lost) if (!(await deps.publish(seq))) await giveUp(seq);
  }

  /** A clock that was set back makes a chunk overdue rather than forgotten. */
  function isOverdue(publishedAt: number): boolean {
    const age = now() - publishedAt;
    return age >= limits.republishMs || age < 0;
  }

  function isCrowded(): boolean {
    const { inFlightChunks, inFlightBytes } = limits;
    return state.inFlight.size * 2 >= inFlightChunks || bytesInFlight(state) * 2 >= inFlightBytes;
  }

  async function giveUp(seq: number): Promise<void> {
    const gap = { from: seq, to: seq };
    log.error('journal has no readable chunk for these numbers', { ...gap });
    await deps.onGap?.(gap);
    state.gaps.push(gap);
    state.inFlight.delete(seq);
  }

  async function persistNow(): Promise<void> {
    await rows.write();
    const { settled } = state;
    if (settled === stored) return;
    // Rows first onto the disk, then the cursor that relies on them, then the segments that nobody needs any more:
    // after a crash between any two of these, chunks are looked at once more and nothing is missing.
    await deps.sync();
    await cursors.set(cursorName(collectorId), settled);
    await journal.releaseThrough(settled - 1);
    stored = settled;
  }

  return {
    check,
    persist() {
      const result = persisting.then(persistNow);
      persisting = result.catch(() => {});
      return result;
    },
  };
}
