import { z } from 'zod';
import { Bilingual } from './alert';
import { Day } from './chunk';

/** What a deadline is about. */
export const DeadlineKind = z.enum([
  'dossier',
  'transition',
  'assessment',
  'drill',
  'certificate',
  'contract',
  'report',
  'exception',
  'agreement',
  'gap',
  'evidence',
  'risk',
]);
export type DeadlineKind = z.infer<typeof DeadlineKind>;

/** Thời hạn: one day by which somebody owes something. Derived, never stored; `id` is stable as long as it is the same duty. */
export const Deadline = z.strictObject({
  id: z.string(),
  kind: DeadlineKind,
  title: Bilingual,
  /** Last day in time («trước 20/12» is 12-19). */
  dueOn: Day,
  startedOn: Day.optional(),
  systemId: z.string().optional(),
  agencyId: z.string().optional(),
  /** Who owes it, in words. */
  owes: Bilingual.optional(),
  state: z.enum(['open', 'paused', 'done', 'overdue']),
  doneOn: Day.optional(),
  /** Working days left (negative: overdue), on the Vietnamese calendar. */
  workingDaysLeft: z.number().int().optional(),
  daysLeft: z.number().int(),
  clause: z.string(),
  mark: z.string(),
  /** Where it can be worked on: `/systems/lgsp`. */
  href: z.string().optional(),
  /** What a person should know beside the day: the last working day before it, another way of counting, a calendar that is not known. */
  note: Bilingual.optional(),
});
export type Deadline = z.infer<typeof Deadline>;

/** One reminder that became due; inserted once. `_id` `<deadline id>@<step>`. */
export const Reminder = z.strictObject({
  _id: z.string(),
  deadlineId: z.string(),
  /** `P12M`…`P1M`, `P30D`…`P1D`, `due`, `overdue+1`, … */
  step: z.string(),
  dueOn: Day,
  title: Bilingual,
  systemId: z.string().optional(),
  agencyId: z.string().optional(),
  /** Who is told: the unit, the unit above it, the province. */
  escalation: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  at: z.number().int(),
});
export type Reminder = z.infer<typeof Reminder>;
