import { createWorkingCalendar, type WorkingCalendar } from '@khien/compliance';
import type { Calendar, Registry } from '@khien/model';

/** The working calendar of the registry in force; made anew only when the calendar is another one. */
export function workingCalendarOf(registry: () => Registry): () => WorkingCalendar {
  let of: Calendar | undefined;
  let made: WorkingCalendar | undefined;
  return () => {
    const { calendar } = registry();
    if (made === undefined || of !== calendar) {
      made = createWorkingCalendar(calendar);
      of = calendar;
    }
    return made;
  };
}
