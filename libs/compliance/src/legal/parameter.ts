import { z } from 'zod';
import { cited, countsOn, dated, Id, type LegalDay, Level, Wording } from './dated';

export const Unit = z.enum([
  'working_day',
  'day',
  'hour',
  'minute',
  'second',
  'month',
  'year',
  'times_per_year',
  'people',
  'users',
  'characters',
  'attempts',
  'at_once',
  'percent',
  'yes_no',
  'words',
  'date',
]);

const Entry = z.strictObject({
  /** Levels it holds for; without it all. */
  levels: z.array(Level).min(1).optional(),
  /** `null`: the text gives no value, which is a fact of its own. */
  value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
  unit: Unit,
  ...cited,
  ...dated,
  note: z.string().optional(),
});

/** A figure of the law, of a standard, of a plan or of the province, by level and by date. */
export const Parameter = z.strictObject({
  id: Id,
  group: z.enum([
    'threshold',
    'procedure',
    'incident',
    'personal_data',
    'inspection',
    'standard',
    'monitoring',
    'local',
  ]),
  title: Wording,
  /** For clocks: what starts it, who owes, who receives. */
  starts: z.string().optional(),
  from: Wording.optional(),
  to: z.string().optional(),
  entries: z.array(Entry).min(1),
});
export type Parameter = z.infer<typeof Parameter>;
export type ParameterEntry = Parameter['entries'][number];

/** The entry that counts on a day for a level; undefined when there is none. */
export function parameterEntry(
  parameters: readonly Parameter[],
  id: string,
  { level, on }: { level?: number | undefined; on: LegalDay },
): ParameterEntry | undefined {
  return parameters
    .find((parameter) => parameter.id === id)
    ?.entries.find(
      (entry) =>
        countsOn(entry, on) &&
        (entry.levels === undefined || (level !== undefined && entry.levels.includes(level))),
    );
}
