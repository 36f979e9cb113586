import { Agency } from '@khien/model';
import { AGENCY_COLUMNS } from './agency-columns';
import type { CellProblem } from './cell-problem';
import { idsInCircles } from './circles';
import { type Card, fieldOf } from './column';
import { type EntryRow, type EntryRows, namesInFile, readEntries, readMain } from './entry-rows';
import { type FoundSheets, SHEET_NAMES } from './find-sheets';
import { finishPlan } from './finish-plan';
import { knownEntries, namesOf } from './known-entries';
import type { Planned, RegisterState } from './plan-import';
import { problemAt } from './read-row';

/** What the sheet «Cơ quan» would change: the tree stays a tree. */
export function planAgencies(found: FoundSheets, current: RegisterState): Planned {
  const { table, problems, notes } = readMain(found, AGENCY_COLUMNS, SHEET_NAMES.agencies.vi);
  if (table === undefined) {
    return { rows: 0, add: [], change: [], unchanged: 0, notInFile: [], problems, notes };
  }
  const registered = new Map(current.agencies.map((agency) => [agency.id, agency as Card]));
  const own = knownEntries([
    ...current.agencies.map(({ id, name }) => ({ id, names: namesOf(name) })),
    ...namesInFile(table),
  ]);
  const known = { agency: own, system: knownEntries([]) };
  const read = readEntries({
    table,
    specs: AGENCY_COLUMNS,
    known,
    registered,
    own,
    governed: () => false,
  });
  const entries = read.entries.map((entry) => ({ ...entry, card: withEnglishName(entry.card) }));
  const wrong = [...problems, ...read.problems, ...circleProblems({ ...read, entries }, registered)];
  const context = {
    kind: 'agency' as const,
    specs: AGENCY_COLUMNS,
    schema: Agency,
    versions: current.versions,
  };
  const inFile = new Set(namesInFile(table).map(({ id }) => id));
  const notInFile = [...registered.keys()].filter((id) => !inFile.has(id));
  return { ...finishPlan(entries, wrong, context), rows: read.rows, notInFile, notes };
}

/** Where nobody wrote an English name, the Vietnamese one serves. */
export function withEnglishName(card: Card): Card {
  const vi = fieldOf(card, 'name.vi');
  return fieldOf(card, 'name.en') === undefined && typeof vi === 'string'
    ? { ...card, name: { vi, en: vi } }
    : card;
}

function circleProblems({ entries }: EntryRows, registered: ReadonlyMap<string, Card>): CellProblem[] {
  const spec = AGENCY_COLUMNS.find(({ key }) => key === 'parent');
  const parentOf = (card: Card): string | undefined => {
    const parent = card.parent;
    return typeof parent === 'string' ? parent : undefined;
  };
  const parents = new Map<string, string | undefined>();
  for (const [id, card] of registered) parents.set(id, parentOf(card));
  for (const { id, card } of entries) parents.set(id, parentOf(card));
  const circles = idsInCircles(parents);
  const text = {
    vi: 'Cơ quan cấp trên nối vòng trở lại chính cơ quan này',
    en: 'The agencies above it lead back to itself',
  };
  return entries
    .filter(
      ({ id, before, card }: EntryRow) => circles.has(id) && !(before && parentOf(before) === parentOf(card)),
    )
    .flatMap(({ sheet, row, cells }) =>
      spec === undefined ? [] : [problemAt(sheet, row, spec, cells.get('parent'), text)],
    );
}
