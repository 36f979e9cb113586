import { SystemMark } from '@khien/model';
import { z } from 'zod';
import { cited, countsOn, dated, Id, type LegalDay, Level, Wording } from '../legal/dated';
import type { LegalRegimes } from '../legal/legal-file';
import { Mark } from '../legal/mark';
import { parameterEntry } from '../legal/parameter';

/** A circle of systems: any one of what is said puts a system inside. Nothing said: none. */
export const SystemCircle = z.strictObject({
  every: z.boolean().optional(),
  marks: z.array(SystemMark).min(1).optional(),
  level_at_least: Level.optional(),
  holds_datasets: z.boolean().optional(),
});
export type SystemCircle = z.infer<typeof SystemCircle>;

/** One way to read a text, and who reads it so. */
const Option = z.strictObject({
  id: Id,
  text: Wording,
  source: z.string().min(1),
  mark: Mark,
  systems: SystemCircle.optional(),
});

/**
 * Where the province's plans disagree with each other or with the law. It is shown with the reading in force, never settled in
 * silence: `parameter` names the dated figure that holds the id of the option (a province changes it by a new entry), `chosen` an
 * option that Khiên is built on.
 */
export const Conflict = z
  .strictObject({
    id: Id,
    text: Wording,
    ...cited,
    ...dated,
    options: z.array(Option).min(1),
    parameter: Id.optional(),
    chosen: Id.optional(),
    why: Wording,
  })
  .superRefine(({ parameter, chosen, options }, context) => {
    if ((parameter === undefined) === (chosen === undefined))
      context.addIssue({ code: 'custom', message: 'one of parameter, chosen is needed' });
    if (chosen !== undefined && !options.some(({ id }) => id === chosen))
      context.addIssue({ code: 'custom', path: ['chosen'], message: `no option "${chosen}"` });
  });
export type Conflict = z.infer<typeof Conflict>;
export type ConflictOption = Conflict['options'][number];

export interface ConflictInForce extends Omit<Conflict, 'chosen' | 'effective_from' | 'effective_to'> {
  /** Option in force; undefined when the figure names none, which is shown as such. */
  chosen?: ConflictOption;
  /** Of a figure: who chose it, where and how sure. */
  choice?: { clause: string; mark: Mark; note?: string };
}

/** Every conflict with the reading in force on a day. */
export function conflictsOn(
  law: Pick<LegalRegimes, 'conflicts' | 'parameters'>,
  on: LegalDay,
): ConflictInForce[] {
  return law.conflicts
    .filter((conflict) => countsOn(conflict, on))
    .map(({ chosen, effective_from: _from, effective_to: _to, ...conflict }) => {
      const entry =
        conflict.parameter === undefined
          ? undefined
          : parameterEntry(law.parameters, conflict.parameter, { on });
      const id = entry === undefined ? chosen : String(entry.value);
      const option = conflict.options.find((each) => each.id === id);
      return {
        ...conflict,
        ...(option && { chosen: option }),
        ...(entry && {
          choice: {
            clause: entry.clause,
            mark: entry.mark,
            ...(entry.note !== undefined && { note: entry.note }),
          },
        }),
      };
    });
}
