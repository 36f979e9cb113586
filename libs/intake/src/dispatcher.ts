import { setTimeout as sleep } from 'node:timers/promises';
import { MonitorError } from '@khien/model';
import { bytesInFlight, createDispatchState, type DispatchState } from './dispatch-state';
import { cursorName, DEFAULT_DISPATCH_LIMITS, type DispatcherDeps } from './dispatcher-deps';
import { createIntakeRowWriter } from './intake-row-writer';
import { createPublisher } from './publisher';
import { createSettler } from './settler';

export interface DispatcherStats {
  /** Everything below is processed. */
  settled: number;
  /** Chunks in the journal that are not. */
  backlog: number;
  inFlight: number;
  inFlightBytes: number;
  republished: number;
  publishFailures: number;
  gaps: number;
}

/** Moves chunks from the journal to the queue and sees to it that each gets its ledger row, whatever the queue forgets. */
export interface Dispatcher {
  /** MonitorError `bad_configuration` when the store is ahead of the journal (one of them was exchanged). */
  start(): Promise<void>;
  /** Publishes nothing more, stores the cursor and the intake counts. The queue and journal stay open. */
  stop(): Promise<void>;
  /** Resolves once everything in the journal has its ledger row and the cursor says so. */
  drained(): Promise<void>;
  stats(): DispatcherStats;
}

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { journal } = deps;
  const limits = { ...DEFAULT_DISPATCH_LIMITS, ...deps.limits };
  const stopping = new AbortController();
  let state: DispatchState = createDispatchState(0);
  let loops: Array<Promise<void>> = [];
  let finish: (() => Promise<void>) | undefined;

  async function start(): Promise<void> {
    if (finish) throw new MonitorError('internal', 'dispatcher: started twice');
    const cursor = (await deps.state.get(cursorName(journal.collectorId))) ?? 0;
    if (cursor > journal.nextSeq()) {
      const have = `the store has processed ${cursor} chunks, the journal counts ${journal.nextSeq()}`;
      throw new MonitorError(
        'bad_configuration',
        `dispatcher: ${have}; they do not belong together, restore both from one backup`,
      );
    }
    state = createDispatchState(cursor);
    const rows = createIntakeRowWriter(journal, deps.intakeSink);
    const publisher = createPublisher({ ...deps, limits, state, signal: stopping.signal });
    const settler = createSettler({
      ...deps,
      cursors: deps.state,
      limits,
      state,
      rows,
      publish: publisher.again,
    });
    finish = settler.persist;
    loops = [
      publisher.run(),
      repeat('ledger check', limits.pollMs, settler.check),
      repeat('cursor', limits.persistMs, settler.persist),
    ];
  }

  /** Does `work` again and again until stopped; a failure is logged once per streak and tried again. */
  async function repeat(name: string, everyMs: number, work: () => Promise<void>): Promise<void> {
    let failing = false;
    while (!stopping.signal.aborted) {
      try {
        await work();
        if (failing) deps.log.info('dispatcher recovered', { task: name });
        failing = false;
      } catch (err) {
        if (!failing) deps.log.warn('dispatcher cannot do its task now and tries again', { task: name, err });
        failing = true;
      }
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  async function stop(): Promise<void> {
    if (stopping.signal.aborted) return;
    stopping.abort();
    await Promise.all(loops);
    try {
      await finish?.();
    } catch (err) {
      deps.log.warn('dispatcher could not store its cursor; the next start checks more chunks', { err });
    }
  }

  async function drained(): Promise<void> {
    while (state.settled < journal.nextSeq()) {
      if (stopping.signal.aborted)
        throw new MonitorError('unavailable', 'dispatcher: stopped before it was drained');
      await sleep(Math.min(limits.pollMs, 50));
    }
    await finish?.();
  }

  function stats(): DispatcherStats {
    const { settled, inFlight, republished, publishFailures, gaps } = state;
    const backlog = Math.max(0, journal.nextSeq() - settled);
    const flight = { inFlight: inFlight.size, inFlightBytes: bytesInFlight(state) };
    return { settled, backlog, ...flight, republished, publishFailures, gaps: gaps.length };
  }

  return { start, stop, drained, stats };
}
