import { z } from 'zod';
import { cited, countsOn, dated, Id, type LegalDay, Level, Wording } from './dated';

export const DutyForce = z.enum(['mandatory', 'by_need']);

/** What the owner of a system owes because of its level. */
export const Duty = z.strictObject({
  id: Id,
  kind: z.enum(['task', 'measure', 'inspection']),
  title: Wording,
  ...dated,
  /** `critical`: systems on the list of those critical to national security, whatever their level. */
  applies: z
    .array(
      z.strictObject({
        levels: z.array(Level).optional(),
        critical: z.boolean().default(false),
        force: DutyForce,
        ...cited,
      }),
    )
    .min(1),
  note: z.string().optional(),
});
export type Duty = z.infer<typeof Duty>;

export interface OwedDuty extends Pick<Duty, 'id' | 'kind' | 'title'> {
  force: z.infer<typeof DutyForce>;
  clause: string;
  mark: Duty['applies'][number]['mark'];
  note?: string;
}

/** Duties of a system of this level on a day. The row for critical systems goes before that of the level. */
export function dutiesOf(
  duties: readonly Duty[],
  { level, critical, on }: { level: number; critical: boolean; on: LegalDay },
): OwedDuty[] {
  return duties
    .filter((duty) => countsOn(duty, on))
    .flatMap(({ id, kind, title, applies, note }) => {
      const row =
        (critical ? applies.find((each) => each.critical) : undefined) ??
        applies.find((each) => each.levels?.includes(level));
      if (!row) return [];
      const { force, clause, mark } = row;
      return [{ id, kind, title, force, clause, mark, ...(note === undefined ? {} : { note }) }];
    });
}
