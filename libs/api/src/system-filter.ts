import { DossierStep, LayerVerdict, SystemMark } from '@khien/model';
import type { SystemRow } from '@khien/office';
import { z } from 'zod';
import type { Place } from './list-page';
import { CardId, commaList, folded, Paging, Words } from './query-fields';

const digit = (most: number) => z.string().regex(new RegExp(`^[1-${most}]$`));

export const SystemQuery = z.strictObject({
  agencyId: CardId.optional(),
  /** Cấp độ 1..5; `none` for those that have none yet. */
  level: commaList(z.enum(['1', '2', '3', '4', '5', 'none'])).optional(),
  step: commaList(DossierStep).optional(),
  layer: digit(4).transform(Number).optional(),
  /** Of the named layer, else of any. */
  verdict: commaList(LayerVerdict).optional(),
  mark: commaList(SystemMark).optional(),
  q: Words.optional(),
  sort: z.enum(['name', 'level', 'agency', 'gaps', 'due']).default('name'),
  ...Paging,
});
export type SystemQuery = z.output<typeof SystemQuery>;

/** Whether a row is asked for. Which bodies' rows there are is the scope's business. */
export function meets(row: SystemRow, query: SystemQuery): boolean {
  const { level, step, layer, verdict, mark, q } = query;
  const verdicts = layer === undefined ? row.layers : row.layers.slice(layer - 1, layer);
  return (
    (!level || level.includes(levelWord(row))) &&
    (!step || step.includes(row.step)) &&
    (!verdict || verdicts.some((one) => verdict.includes(one))) &&
    (!mark || mark.some((one) => row.marks.includes(one))) &&
    (q === undefined || hasWords(row, folded(q).split(/\s+/)))
  );
}

/** Highest level, most gaps and nearest day first; what has none last. */
export function placeOf({ sort }: Pick<SystemQuery, 'sort'>): (row: SystemRow) => Place {
  const keyOf: Record<SystemQuery['sort'], (row: SystemRow) => Place['key']> = {
    name: ({ name }) => name.vi,
    level: ({ level }) => (level === undefined ? null : -level),
    agency: ({ agencyName }) => agencyName.vi,
    gaps: ({ gaps }) => -gaps.open,
    due: ({ nextDeadline }) => nextDeadline?.dueOn ?? null,
  };
  return (row) => ({ key: keyOf[sort](row), id: row.id });
}

export interface SystemTotals {
  systems: number;
  byLevel: Record<string, number>;
  byStep: Record<string, number>;
}

export function totalsOf(rows: readonly SystemRow[]): SystemTotals {
  const totals: SystemTotals = {
    systems: rows.length,
    byLevel: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, none: 0 },
    byStep: Object.fromEntries(DossierStep.options.map((step) => [step, 0])),
  };
  for (const row of rows) {
    const level = levelWord(row);
    totals.byLevel[level] = (totals.byLevel[level] ?? 0) + 1;
    totals.byStep[row.step] = (totals.byStep[row.step] ?? 0) + 1;
  }
  return totals;
}

function levelWord({ level }: SystemRow) {
  return level === undefined ? ('none' as const) : (String(level) as '1' | '2' | '3' | '4' | '5');
}

function hasWords({ id, name, agencyName }: SystemRow, words: readonly string[]): boolean {
  const text = folded([id, name.vi, name.en, agencyName.vi, agencyName.en].join(' '));
  return words.every((word) => text.includes(word));
}
