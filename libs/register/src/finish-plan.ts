import type { z } from 'zod';
import type { CellProblem } from './cell-problem';
import type { Card, ColumnSpec } from './column';
import type { EntryRow } from './entry-rows';
import type { Planned, PlannedCard } from './plan-import';
import { problemAt } from './read-row';

export interface FinishContext {
  /** `system` or `agency`: how versions are named. */
  kind: 'system' | 'agency';
  specs: readonly ColumnSpec[];
  schema: z.ZodType;
  versions: ReadonlyMap<string, number>;
}

/** The card as it would be stored, or what the model refuses in it and no column did. */
function checked(entry: EntryRow, { schema, specs }: FinishContext): { card: Card } | CellProblem[] {
  const parsed = schema.safeParse({ ...entry.card, id: entry.id });
  if (parsed.success) return { card: parsed.data as Card };
  return parsed.error.issues.flatMap(({ path, message }) => {
    const key = path.map(String).join('.');
    const spec = specs.find((one) => one.key === key || key.startsWith(one.key)) ?? specs[0];
    const text = { vi: `Không hợp lệ: ${message}`, en: `Not valid: ${message}` };
    return spec === undefined
      ? []
      : [problemAt(entry.sheet, entry.row, spec, entry.cells.get(spec.key), text)];
  });
}

/** Sorts rows without a problem into new, changed and unchanged. */
export function finishPlan(
  entries: readonly EntryRow[],
  problems: readonly CellProblem[],
  context: FinishContext,
): Pick<Planned, 'add' | 'change' | 'unchanged' | 'problems'> {
  const placeOf = ({ sheet, row }: { sheet: string; row: number }): string => `${sheet} ${row}`;
  const badRows = new Set(problems.map(placeOf));
  const all = [...problems];
  const add: PlannedCard[] = [];
  const change: PlannedCard[] = [];
  let unchanged = 0;
  for (const entry of entries) {
    if (badRows.has(placeOf(entry)) || entry.problems.length > 0) continue;
    if (entry.before !== undefined && entry.fields.length === 0) {
      unchanged++;
      continue;
    }
    const result = checked(entry, context);
    if (!('card' in result)) all.push(...result);
    else if (entry.before === undefined) add.push(plannedOf(entry, result.card, context));
    else change.push(plannedOf(entry, result.card, context));
  }
  return { add, change, unchanged, problems: all.sort(byPlace) };
}

function plannedOf({ id, row, fields, before }: EntryRow, card: Card, context: FinishContext): PlannedCard {
  const name = card.name as { vi: string };
  return {
    id,
    name: name.vi,
    row,
    fields: before === undefined ? [] : fields,
    card,
    ...(before === undefined ? {} : { before }),
    version: context.versions.get(`${context.kind}:${id}`) ?? 0,
  };
}

/** Sheet by sheet, top to bottom. */
function byPlace(left: CellProblem, right: CellProblem): number {
  return left.sheet === right.sheet ? left.row - right.row : left.sheet < right.sheet ? -1 : 1;
}
