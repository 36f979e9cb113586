import { addDays, type WorkingCalendar } from '@khien/compliance';
import type { Day, Dossier, DossierClock } from '@khien/model';
import { type DossierLaw, figureOf, procedureLevel } from './dossier-law';

type Clocks = readonly DossierClock[];

/** Appraisal: a limit of the law by level; levels 1 and 2 have none there, only what the province set itself. */
const APPRAISAL: Record<number, string[]> = {
  1: ['LP-A9', 'local.appraisal.level-1-2'],
  2: ['LP-A9', 'local.appraisal.level-1-2'],
  3: ['LP-A10'],
  4: ['LP-A11'],
  5: ['LP-A11'],
};

/** Parameters of the clocks that start when a dossier is accepted as valid. */
export const appraisalClocks = (dossier: Dossier): string[] => APPRAISAL[procedureLevel(dossier) ?? 0] ?? [];

/**
 * A clock that starts on a day (which is day 0), by the figure of the dossier's regime. Undefined where the regime has no such
 * figure at all; a figure of `null` is a clock without a limit, because that the law gives none is worth showing.
 */
export function clockOf(
  parameter: string,
  { dossier, on, law }: { dossier: Dossier; on: Day; law: DossierLaw },
): DossierClock | undefined {
  const figure = figureOf(law, parameter, { regime: dossier.regime, level: procedureLevel(dossier), on });
  if (figure === undefined || (figure.unit !== 'working_day' && figure.unit !== 'day')) return undefined;
  const limit = typeof figure.value === 'number' ? figure.value : null;
  return {
    parameter,
    startedOn: on,
    limit,
    unit: figure.unit,
    ...(limit === null ? {} : { dueOn: dueOn({ on, limit, unit: figure.unit, law }) }),
    state: 'running',
    clause: figure.clause,
    mark: figure.mark,
  };
}

function dueOn({
  on,
  limit,
  unit,
  law,
}: {
  on: Day;
  limit: number;
  unit: 'working_day' | 'day';
  law: DossierLaw;
}): Day {
  return unit === 'working_day' ? law.calendar.addWorkingDays(on, limit) : addDays(on, limit);
}

/** Starts clocks after those there are; one of the same parameter that still ran or stood has ended. */
export function startClocks(clocks: Clocks, started: readonly (DossierClock | undefined)[]): DossierClock[] {
  const fresh = started.filter((clock) => clock !== undefined);
  const names = new Set(fresh.map(({ parameter }) => parameter));
  const earlier = clocks.map((clock) =>
    names.has(clock.parameter) && clock.state !== 'ended' ? ended(clock, fresh[0]?.startedOn ?? '') : clock,
  );
  return [...earlier, ...fresh];
}

/** The dossier went back: what ran stands still, with the day of the reply. */
export const pauseClocks = (clocks: Clocks, on: Day): DossierClock[] =>
  clocks.map((clock) => (clock.state === 'running' ? { ...clock, state: 'paused', endedOn: on } : clock));

/** What was waited for has come. Of the named clocks, or of all; one that stood keeps the day on which it was answered. */
export const endClocks = (clocks: Clocks, on: Day, names?: readonly string[]): DossierClock[] =>
  clocks.map((clock) =>
    clock.state !== 'ended' && (names?.includes(clock.parameter) ?? true) ? ended(clock, on) : clock,
  );

const ended = (clock: DossierClock, on: Day): DossierClock => ({
  ...clock,
  state: 'ended',
  endedOn: clock.endedOn ?? on,
});

export interface ClockStanding {
  /** Past its last day without an answer, or answered after it. Never more than a flag: the law knows no tacit consent. */
  late: boolean;
  /** Working days to the last day in time, negative once it is past; undefined without a limit or once it no longer runs. */
  workingDaysLeft?: number;
  /** The last day lies beyond the years whose holidays are known. */
  guessed: boolean;
}

/** How a clock stands on a day. */
export function clockStanding(clock: DossierClock, on: Day, calendar: WorkingCalendar): ClockStanding {
  if (clock.dueOn === undefined) return { late: false, guessed: false };
  const until = clock.endedOn ?? on;
  const standing = { late: until > clock.dueOn, guessed: clock.dueOn > calendar.knownThrough };
  if (clock.state !== 'running') return standing;
  return { ...standing, workingDaysLeft: calendar.workingDaysBetween(on, clock.dueOn) };
}
