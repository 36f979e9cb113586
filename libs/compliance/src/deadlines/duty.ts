import type { Bilingual, Day, Deadline, Evidence, System } from '@khien/model';
import { dayWords, say } from '../layers/say';
import type { LegalRegimes } from '../legal/legal-file';
import { dayDiff } from '../working-days/day-arithmetic';
import type { DeadlineInput } from './deadline-input';

/** One thing owed by a day, before it is measured against the day of today. */
export type Duty = Omit<Deadline, 'state' | 'daysLeft' | 'workingDaysLeft'> & {
  /** Said by its source; else the day decides. */
  state?: 'paused' | 'done';
};

/** What duties are looked for in, with the look-ups that several kinds need. */
export interface DutyCase extends Omit<DeadlineInput, 'systems' | 'evidence'> {
  law: LegalRegimes;
  /** Systems that are not retired. */
  systems: readonly System[];
  systemOf: (id: string | undefined) => System | undefined;
  agencyName: (id: string) => Bilingual;
  /** Not superseded, in force or past, none from the future. */
  evidence: readonly Evidence[];
  /** Of the system, its agency and the province. */
  evidenceOf: (system: System) => readonly Evidence[];
  levelOf: (system: System) => number | undefined;
}

/** A duty as it stands on a day: open, paused, done or overdue, with the days that are left. Many fall on the same day: each is measured once. */
export function toDeadlines(
  duties: readonly Duty[],
  { on, calendar }: Pick<DutyCase, 'on' | 'calendar'>,
): Deadline[] {
  const measured = new Map<Day, { workingDaysLeft: number; daysLeft: number; note: Bilingual | undefined }>();
  const measure = (dueOn: Day) => {
    const known = measured.get(dueOn);
    if (known) return known;
    const found = {
      workingDaysLeft: calendar.workingDaysBetween(on, dueOn),
      daysLeft: dayDiff(on, dueOn),
      note: calendarNote(dueOn, calendar),
    };
    measured.set(dueOn, found);
    return found;
  };
  return duties.map((duty) => {
    const { workingDaysLeft, daysLeft, note: ofDay } = measure(duty.dueOn);
    const note = joined([duty.note, ofDay]);
    return {
      ...duty,
      state: duty.state ?? (daysLeft < 0 ? 'overdue' : 'open'),
      workingDaysLeft,
      daysLeft,
      ...(note && { note }),
    };
  });
}

/** The law's day stays; a person is told which working day comes last before it. */
function calendarNote(dueOn: Day, calendar: DutyCase['calendar']): Bilingual | undefined {
  if (dueOn > calendar.knownThrough)
    return say(
      `Chưa có lịch nghỉ sau ${dayWords(calendar.knownThrough)}: số ngày làm việc chỉ là ước tính.`,
      `Holidays after ${dayWords(calendar.knownThrough)} are not known: working days are an estimate.`,
    );
  if (calendar.isWorkingDay(dueOn)) return undefined;
  const last = dayWords(calendar.previousWorkingDay(dueOn));
  return say(
    `Hạn rơi vào ngày nghỉ; ngày làm việc cuối cùng trước đó là ${last}.`,
    `The day is no working day; the last one before it is ${last}.`,
  );
}

function joined(notes: readonly (Bilingual | undefined)[]): Bilingual | undefined {
  const said = notes.filter((note) => note !== undefined);
  if (said.length === 0) return undefined;
  return { vi: said.map(({ vi }) => vi).join(' '), en: said.map(({ en }) => en).join(' ') };
}

/** «Rà quét lỗ hổng: Một cửa điện tử». */
export const titled = (what: Bilingual, of: Bilingual): Bilingual =>
  say(`${what.vi}: ${of.vi}`, `${what.en}: ${of.en}`);

/** Whose a duty is, and where it is worked on. */
export const ofSystem = (
  { id, agencyId }: System,
  page = '',
): Pick<Duty, 'systemId' | 'agencyId' | 'href'> => ({
  systemId: id,
  agencyId,
  href: `/systems/${id}${page}`,
});
