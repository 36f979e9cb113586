import { setTimeout as sleep } from 'node:timers/promises';
import {
  ERROR_CODES,
  type IncomingRecord,
  type Intake,
  type IntakeKind,
  type Logger,
  MonitorError,
} from '@khien/model';

const RETRY_MS = { first: 100, most: 5_000 };
const PAUSED_MS = 50;

export interface StoreDeps {
  intake: Intake;
  kind: IntakeKind;
  log: Logger;
  signal: AbortSignal;
  repeatable?: boolean;
}

/** Tries until the records are on disk; rejects only when the receiver has been stopped. */
export async function storeUntilDone(
  sourceId: string,
  batch: readonly IncomingRecord[],
  { intake, kind, log, signal, repeatable }: StoreDeps,
): Promise<void> {
  for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.most)) {
    while (intake.paused(kind)) await sleep(PAUSED_MS, undefined, { signal });
    signal.throwIfAborted();
    try {
      return await intake.accept(sourceId, batch, { kind, ...(repeatable && { repeatable }) });
    } catch (err) {
      const known = err instanceof MonitorError && ERROR_CODES[err.code].retry;
      if (!known) log.error('records were refused; trying again', { sourceId, records: batch.length, err });
      const asked = err instanceof MonitorError ? err.retryAfter : undefined;
      await sleep(asked === undefined ? wait : asked * 1_000, undefined, { signal });
    }
  }
}
