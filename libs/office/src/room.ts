import type { WorkingCalendar } from '@khien/compliance';
import type { Logger } from '@khien/model';
import type { OfficeDeps } from './office';

/** What changed, so that what follows from it is computed again: these systems, those of an agency and below it, or all. */
export type Touched = { systemIds: readonly string[] } | { agencyId: string } | { everything: true };

/** What the desks share. */
export interface Room extends OfficeDeps {
  calendar: () => WorkingCalendar;
  /** Computes again what stands on the change. Never throws: what was written is written, and the scheduler computes again. */
  changed(touched: Touched): Promise<void>;
}

/** Does what follows from a write; a failure is logged, because the write itself stands. */
export async function followUp(log: Logger, what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error(`${what} failed, the scheduler does it again`, { err: error });
  }
}
