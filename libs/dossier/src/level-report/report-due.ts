import { addDays, type LegalRegimes, type WorkingCalendar } from '@khien/compliance';
import type { Day } from '@khien/model';

/** One date of the yearly level report. «Trước 20/12» is kept as 19/12, the last day in time. */
export interface ReportDue {
  lastDay: Day;
  /** The last day in time on which offices are open. */
  lastWorkingDay: Day;
  clause: string;
  mark: string;
}
export interface LevelReportDue {
  /** The data are those at the end of this day, from the day after the cut-off of the year before (Đ35.3). */
  cutOff: Day;
  from: Day;
  /** Specialised unit and operator to the owner (Đ35.4a). */
  stage1?: ReportDue | undefined;
  /** Owner to the Ministry of Public Security (Đ35.4b). */
  stage2?: ReportDue | undefined;
}

export function levelReportDue(law: LegalRegimes, calendar: WorkingCalendar, year: number): LevelReportDue {
  const report = (id: string) => law.reports.find((each) => each.id === id);
  const dayOf = (id: string, of: number): Day | undefined => {
    const when = report(id)?.when;
    return when !== undefined && 'yearly_last_day' in when ? `${of}-${when.yearly_last_day}` : undefined;
  };
  const due = (id: string): ReportDue | undefined => {
    const [found, lastDay] = [report(id), dayOf(id, year)];
    if (found === undefined || lastDay === undefined) return undefined;
    const { clause, mark } = found;
    return { lastDay, lastWorkingDay: calendar.previousWorkingDay(lastDay), clause, mark };
  };
  return {
    cutOff: dayOf('level-cutoff', year) ?? `${year}-12-14`,
    from: addDays(dayOf('level-cutoff', year - 1) ?? `${year - 1}-12-14`, 1),
    stage1: due('level-stage-1'),
    stage2: due('level-stage-2'),
  };
}

/** Whether a report sent on a day came in time: on the last day it did, on the day of the decree's «trước» it did not. */
export const isInTime = ({ lastDay }: ReportDue, sentOn: Day): boolean => sentOn <= lastDay;
