import type { Bilingual, Cell } from '@khien/model';
import { canonicalJson } from './canonical-json';
import { problem, type Reading, value } from './cell-format';
import { type CellProblem, shownValue } from './cell-problem';
import { cellText } from './cell-text';
import { type Card, type ColumnSpec, fieldOf, withValue } from './column';
import type { KnownEntries } from './known-entries';
import type { TableRow } from './sheet-table';

export type Known = Record<'agency' | 'system', KnownEntries>;

/** A field that would change, as people read it. */
export interface FieldDiff {
  field: string;
  label: Bilingual;
  before: string;
  after: string;
  /** Names and telephone numbers of people: recorded as changed, without the words. */
  personal?: true;
}

export interface RowReading {
  card: Card;
  fields: FieldDiff[];
  problems: CellProblem[];
}

export interface RowContext {
  sheet: string;
  specs: readonly ColumnSpec[];
  known: Known;
  /** Fields that follow the dossier, which exists. */
  governed?: boolean;
}

/**
 * What a row makes of a card. Columns the file does not have stay as they are, empty cells take a field off, a cell that says what the card
 * says already changes nothing (even where it would not be accepted today). Every bad cell is a problem.
 */
export function readRow(row: TableRow, before: Card | undefined, context: RowContext): RowReading {
  let card: Card = before ?? {};
  const fields: FieldDiff[] = [];
  const problems: CellProblem[] = [];
  for (const spec of context.specs) {
    const cell = row.cells.get(spec.key);
    const reading = readColumn(spec, cell, before, context);
    if (reading === 'same') continue;
    if (!reading.ok) {
      problems.push(problemAt(context.sheet, row.row, spec, cell, reading.text));
      continue;
    }
    const was = fieldOf(card, spec.key);
    card = withValue(card, spec.key, reading.value);
    fields.push(diffOf(spec, was, reading.value));
  }
  return { card, fields, problems };
}

export function problemAt(
  sheet: string,
  row: number,
  spec: ColumnSpec,
  cell: Cell | undefined,
  text: Bilingual,
): CellProblem {
  return { sheet, row, column: spec.header.vi, value: shownValue(cellText(cell)), text };
}

export const MISSING = { vi: 'Bắt buộc phải có', en: 'Must not be empty' };
export const BY_DOSSIER = {
  vi: 'Hệ thống đã có hồ sơ cấp độ trên Khiên: thông tin này lấy theo hồ sơ, không nhập được',
  en: 'The system has a level dossier in Khiên: this follows the dossier and cannot be typed',
};

type ColumnReading = Reading | 'same';

function readColumn(
  spec: ColumnSpec,
  cell: Cell | undefined,
  before: Card | undefined,
  { known, governed }: RowContext,
): ColumnReading {
  const was = before === undefined ? undefined : fieldOf(before, spec.key);
  const text = cellText(cell);
  if (cell === undefined)
    return before === undefined && spec.required ? problem(MISSING.vi, MISSING.en) : 'same';
  if (text === '') return readBlank(spec, was, governed === true);
  if (was !== undefined && cellText(spec.format.write(was)) === text) return 'same';
  const reading = resolved(spec, spec.format.read(cell), known);
  if (!reading.ok) return reading;
  if (canonicalJson(reading.value) === canonicalJson(was ?? nothingOf(spec))) return 'same';
  return governed && spec.byDossier ? problem(BY_DOSSIER.vi, BY_DOSSIER.en) : reading;
}

function readBlank(spec: ColumnSpec, was: unknown, governed: boolean): ColumnReading {
  if (spec.required) return problem(MISSING.vi, MISSING.en);
  // What is written as an empty cell (an empty list, «no») is empty already.
  if (spec.blank === 'keep' || was === undefined || cellText(spec.format.write(was)) === '') return 'same';
  if (governed && spec.byDossier) return problem(BY_DOSSIER.vi, BY_DOSSIER.en);
  return value(Array.isArray(was) ? [] : undefined);
}

/** An unmarked flag is «no». */
function nothingOf(spec: ColumnSpec): unknown {
  return spec.key.includes('#') ? false : null;
}

export function resolved(spec: ColumnSpec, reading: Reading, known: Known): Reading {
  const { refersTo } = spec.format;
  if (!reading.ok || refersTo === undefined || typeof reading.value !== 'string') return reading;
  const id = known[refersTo].resolve(reading.value);
  if (id !== undefined) return value(id);
  const shown = shownValue(reading.value);
  const near = known[refersTo].otherCase(reading.value);
  const hint =
    near === undefined ? { vi: '', en: '' } : { vi: `; có phải «${near}»?`, en: `; is it «${near}»?` };
  return refersTo === 'agency'
    ? problem(
        `Không có cơ quan «${shown}» trong sổ đăng ký${hint.vi}`,
        `No agency «${shown}» in the register${hint.en}`,
      )
    : problem(
        `Không có hệ thống «${shown}» trong sổ đăng ký${hint.vi}`,
        `No system «${shown}» in the register${hint.en}`,
      );
}

function diffOf(spec: ColumnSpec, was: unknown, is: unknown): FieldDiff {
  return {
    field: spec.key,
    label: spec.header,
    before: shownField(spec, was),
    after: shownField(spec, is),
    ...(spec.personal ? { personal: true } : {}),
  };
}

function shownField(spec: ColumnSpec, held: unknown): string {
  return held === undefined ? '' : cellText(spec.format.write(held));
}
