import { addDays } from '@khien/compliance';
import { figureOf, procedureLevel } from './dossier-law';
/** Appraisal: a limit of the law by level; levels 1 and 2 have none there, only what the province set itself. */
const APPRAISAL = {
    1: ['LP-A9', 'local.appraisal.level-1-2'],
    2: ['LP-A9', 'local.appraisal.level-1-2'],
    3: ['LP-A10'],
    4: ['LP-A11'],
    5: ['LP-A11'],
};
/** Parameters of the clocks that start when a dossier is accepted as valid. */
export const appraisalClocks = (dossier) => APPRAISAL[procedureLevel(dossier) ?? 0] ?? [];
/**
 * A clock that starts on a day (which is day 0), by the figure of the dossier's regime. Undefined where the regime has no such
 * figure at all; a figure of `null` is a clock without a limit, because that the law gives none is worth showing.
 */
export function clockOf(parameter, { dossier, on, law }) {
    const figure = figureOf(law, parameter, { regime: dossier.regime, level: procedureLevel(dossier), on });
    if (figure === undefined || (figure.unit !== 'working_day' && figure.unit !== 'day'))
        return undefined;
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
function dueOn({ on, limit, unit, law, }) {
    return unit === 'working_day' ? law.calendar.addWorkingDays(on, limit) : addDays(on, limit);
}
/** Starts clocks after those there are; one of the same parameter that still ran or stood has ended. */
export function startClocks(clocks, started) {
    const fresh = started.filter((clock) => clock !== undefined);
    const names = new Set(fresh.map(({ parameter }) => parameter));
    const earlier = clocks.map((clock) => names.has(clock.parameter) && clock.state !== 'ended' ? ended(clock, fresh[0]?.startedOn ?? '') : clock);
    return [...earlier, ...fresh];
}
/** The dossier went back: what ran stands still, with the day of the reply. */
export const pauseClocks = (clocks, on) => clocks.map((clock) => (clock.state === 'running' ? { ...clock, state: 'paused', endedOn: on } : clock));
/** What was waited for has come. Of the named clocks, or of all; one that stood keeps the day on which it was answered. */
export const endClocks = (clocks, on, names) => clocks.map((clock) => clock.state !== 'ended' && (names?.includes(clock.parameter) ?? true) ? ended(clock, on) : clock);
const ended = (clock, on) => ({
    ...clock,
    state: 'ended',
    endedOn: clock.endedOn ?? on,
});
/** How a clock stands on a day. */
export function clockStanding(clock, on, calendar) {
    if (clock.dueOn === undefined)
        return { late: false, guessed: false };
    const until = clock.endedOn ?? on;
    const standing = { late: until > clock.dueOn, guessed: clock.dueOn > calendar.knownThrough };
    if (clock.state !== 'running')
        return standing;
    return { ...standing, workingDaysLeft: calendar.workingDaysBetween(on, clock.dueOn) };
}
