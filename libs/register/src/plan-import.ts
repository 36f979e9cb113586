import { createHash } from 'node:crypto';
import type { Agency, Sheet, System } from '@khien/model';
import { AGENCY_COLUMNS } from './agency-columns';
import { canonicalJson } from './canonical-json';
import type { CellProblem, SheetNote } from './cell-problem';
import type { Card } from './column';
import { findSheets, SHEET_NAMES, type SheetKind } from './find-sheets';
import { planAgencies } from './plan-agencies';
import { planSystems } from './plan-systems';
import type { FieldDiff } from './read-row';
import { SYSTEM_COLUMNS } from './system-columns';

/** The register as it stands: configuration, cards in the store and dossiers laid over each other. */
export interface RegisterState {
  systems: readonly System[];
  agencies: readonly Agency[];
  /** Version of the card in the store by `system:<id>` or `agency:<id>`; what is not there stands only in the configuration. */
  versions: ReadonlyMap<string, number>;
  /** Systems whose level and dossier fields follow a dossier in the store. */
  withDossier: ReadonlySet<string>;
  /** Systems with a dossier that is neither approved nor retired: they cannot be retired. */
  withOpenDossier: ReadonlySet<string>;
}

/** An entry of the file that would change the register. `fields` is empty for a new one. */
export interface PlannedCard {
  id: string;
  name: string;
  row: number;
  fields: FieldDiff[];
  card: Card;
  /** The card it was planned from. */
  before?: Card;
  /** Its version in the store, 0 when it is not there. */
  version: number;
}

export interface ImportPlan {
  kind: SheetKind;
  /** SHA-256 over what the file says and what it would change: another file, or another register by now, is another plan. */
  planHash: string;
  /** Rows with something in them. */
  rows: number;
  add: PlannedCard[];
  change: PlannedCard[];
  unchanged: number;
  /** In the register, not in the file. They stay: an import deletes nothing. */
  notInFile: string[];
  /** Every bad cell. With one of them, nothing can be applied. */
  problems: CellProblem[];
  notes: SheetNote[];
}

export type Planned = Pick<
  ImportPlan,
  'rows' | 'add' | 'change' | 'unchanged' | 'notInFile' | 'problems' | 'notes'
>;

/** Rows of a main sheet; a card holds up to 2,000 items of each detail, all sheets of them together up to MAX_DETAIL_ROWS. */
export const MAX_ROWS = 5000;
export const MAX_DETAIL_ROWS = 20_000;

/** What importing these sheets would do: a dry run that changes nothing. */
export function planImport({
  sheets,
  kind,
  current,
}: {
  sheets: readonly Sheet[];
  kind: SheetKind;
  current: RegisterState;
}): ImportPlan {
  const found = findSheets(sheets, kind);
  const tooLong = [
    ...(found.main ? [{ sheet: found.main, most: MAX_ROWS }] : []),
    ...found.details.map(({ sheet }) => ({ sheet, most: MAX_DETAIL_ROWS })),
  ]
    .filter(({ sheet, most }) => sheet.rows.length > most + 1)
    .map(({ sheet, most }) => tooManyRows(sheet, most));
  const nothing = found.main === undefined && found.details.length === 0 ? [noSheet(kind)] : [];
  const stopped = [...tooLong, ...nothing];
  const planned: Planned =
    stopped.length > 0
      ? { rows: 0, add: [], change: [], unchanged: 0, notInFile: [], problems: stopped, notes: [] }
      : kind === 'systems'
        ? planSystems(found, current)
        : planAgencies(found, current);
  const notes = [...found.notes, ...planned.notes];
  return { ...planned, kind, notes, planHash: hashOf(sheets, kind, planned) };
}

function hashOf(sheets: readonly Sheet[], kind: SheetKind, { add, change }: Planned): string {
  const touched = [...add, ...change].map(({ id, version, before, card }) => ({ id, version, before, card }));
  return createHash('sha256').update(canonicalJson({ kind, sheets, touched })).digest('hex');
}

function tooManyRows(sheet: Sheet, most: number): CellProblem {
  const { row = 1 } = sheet.rows[most + 1] ?? {};
  const shown = most.toLocaleString('de-DE');
  const text = {
    vi: `Có ${sheet.rows.length - 1} dòng, tối đa ${shown}; hãy chia tệp`,
    en: `${sheet.rows.length - 1} rows, at most ${most}; split the file`,
  };
  return { sheet: sheet.name, row, column: '', value: '', text };
}

function noSheet(kind: SheetKind): CellProblem {
  const name = SHEET_NAMES[kind];
  const key = (kind === 'systems' ? SYSTEM_COLUMNS : AGENCY_COLUMNS)[0];
  const text = {
    vi: `Tệp không có trang tính «${name.vi}» với cột «${key?.header.vi ?? ''}»`,
    en: `The file has no sheet «${name.en}» with the column «${key?.header.en ?? ''}»`,
  };
  return { sheet: name.vi, row: 1, column: key?.header.vi ?? '', value: '', text };
}
