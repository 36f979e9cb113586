import { DeadlineKind, EvidenceFact } from '@khien/model';
import { z } from 'zod';
import { SystemCircle } from '../layers/conflict';
import { cited, dated, Id, Wording } from '../legal/dated';

const KINDS = EvidenceFact.options.map(({ shape }) => shape.kind.value);

/** Something owed again and again: evidence of one kind, at least every so often. */
export const DutyCycle = z.strictObject({
  id: Id,
  kind: DeadlineKind,
  title: Wording,
  /** What answers it, by its day. */
  evidence: z.enum(KINDS),
  /** Figure with the interval, in months; a level without a figure owes no day. */
  parameter: Id,
  /** Systems that owe it; without it all of the levels of the figure. */
  systems: SystemCircle.optional(),
  owes: Wording,
  ...cited,
  ...dated,
});
export type DutyCycle = z.infer<typeof DutyCycle>;
