import { DeadlineKind } from '@khien/model';
import { z } from 'zod';
import { cited, dated, Id } from '../legal/dated';

const Count = z.number().int().positive();

/** When people are reminded of a deadline and who is told. The first rule that names the kind counts, else the one that names none. */
export const ReminderRule = z.strictObject({
  id: Id,
  kinds: z.array(DeadlineKind).min(1).optional(),
  months_before: z.array(Count).default([]),
  days_before: z.array(Count).default([]),
  /** Days after the deadline. */
  days_overdue: z.array(Count).default([]),
  /** A step that was missed (Khiên was not running, the deadline is new) is made up for within so many days, then left out. */
  catch_up_days: z.number().int().nonnegative().default(7),
  /** From so many working days overdue the unit above, then the province, is told as well. */
  escalation: z.strictObject({ unit_above: Count, province: Count }),
  ...cited,
  ...dated,
});
export type ReminderRule = z.infer<typeof ReminderRule>;
