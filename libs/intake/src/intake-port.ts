import type { Intake, Journal, Logger } from '@khien/model';

/** A flood of refusals is one line in the log a minute; the counts are in the journal. */
const LOG_EVERY_MS = 60_000;

export interface IntakePortDeps {
  journal: Journal;
  now: () => number;
  log: Logger;
}

/** What receivers hand records to: on disk before it resolves, and every refusal counted. */
export function createIntakePort({ journal, now, log }: IntakePortDeps): Intake {
  const logged = new Map<string, number>();

  function shed(sourceId: string, reason: string, count: number): void {
    const key = `${sourceId} ${reason}`;
    const last = logged.get(key);
    if (last === undefined || now() - last >= LOG_EVERY_MS) {
      logged.set(key, now());
      log.warn('records were shed', { sourceId, reason, count });
    }
    journal.shed(sourceId, reason, count).catch((err: unknown) => {
      log.error('shed records could not be counted', { sourceId, reason, count, err });
    });
  }

  return {
    accept: (sourceId, records, options) => journal.append(sourceId, records, options),
    shed,
    paused: (kind) => journal.paused(kind),
    lastPosition: (streamPrefix) => journal.lastPosition(streamPrefix),
  };
}
