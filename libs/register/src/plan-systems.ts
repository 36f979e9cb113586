import { System } from '@khien/model';
import type { CellProblem, SheetNote } from './cell-problem';
import { idsInCircles } from './circles';
import { type Card, fieldOf } from './column';
import { type EntryRow, type EntryRows, namesInFile, readEntries, readMain } from './entry-rows';
import { type FoundSheets, SHEET_NAMES } from './find-sheets';
import { finishPlan } from './finish-plan';
import { knownEntries, namesOf } from './known-entries';
import { ownershipProblems } from './owned-names';
import { withEnglishName } from './plan-agencies';
import type { Planned, RegisterState } from './plan-import';
import { type DetailReading, detailColumns, detailDiff, itemKey, readDetails } from './read-details';
import { type Known, problemAt } from './read-row';
import { readTable, type SheetTable } from './sheet-table';
import { SYSTEM_COLUMNS } from './system-columns';

/** What the sheet «Hệ thống» and the detail sheets would change. */
export function planSystems(found: FoundSheets, current: RegisterState): Planned {
  const main = readMain(found, SYSTEM_COLUMNS, SHEET_NAMES.systems.vi);
  const registered = new Map(current.systems.map((system) => [system.id, system as Card]));
  const inFile = namesInFile(main.table);
  const own = knownEntries([
    ...current.systems.map(({ id, name }) => ({ id, names: namesOf(name) })),
    ...inFile,
  ]);
  const agency = knownEntries(current.agencies.map(({ id, name }) => ({ id, names: namesOf(name) })));
  const known: Known = { agency, system: own };
  const read = readRows(main.table, { known, registered, governed: (id) => current.withDossier.has(id) });
  const details = readDetailSheets(found, known, registered);
  const bySystem = bySystemId(details.readings);
  const entries = [...read.entries, ...onlyInDetails(details.readings, read, registered, inFile)]
    .map((entry) => withDetails(entry, bySystem.get(entry.id)))
    .map((entry) => ({ ...entry, card: completed(entry.card) }));
  const owned = ownershipProblems(entries, registered, SYSTEM_COLUMNS);
  const wrong = [
    ...main.problems,
    ...read.problems,
    ...details.problems,
    ...owned.problems,
    ...hostingProblems({ ...read, entries }, registered),
    ...retiringProblems({ ...read, entries }, current),
  ];
  const context = {
    kind: 'system' as const,
    specs: [...SYSTEM_COLUMNS],
    schema: System,
    versions: current.versions,
  };
  const written = new Set(inFile.map(({ id }) => id));
  return {
    ...finishPlan(entries, wrong, context),
    rows: read.rows + details.rows,
    notInFile: main.table === undefined ? [] : [...registered.keys()].filter((id) => !written.has(id)),
    notes: [...main.notes, ...details.notes, ...owned.notes],
  };
}

type RowsContext = Pick<Parameters<typeof readEntries>[0], 'known' | 'registered' | 'governed'>;

function readRows(table: SheetTable | undefined, { known, registered, governed }: RowsContext): EntryRows {
  if (table === undefined) return { entries: [], problems: [], rows: 0 };
  return readEntries({ table, specs: SYSTEM_COLUMNS, known, registered, own: known.system, governed });
}

function readDetailSheets(
  found: FoundSheets,
  known: Known,
  registered: ReadonlyMap<string, Card>,
): { readings: DetailReading[]; problems: CellProblem[]; notes: SheetNote[]; rows: number } {
  const all = found.details.map(({ detail, sheet }) => {
    const reading = readTable(sheet, detailColumns(detail), detail.name.vi);
    if (reading.table === undefined) return { ...reading, readings: [], rows: 0 };
    const { readings, problems } = readDetails(reading.table, detail, { known, registered });
    const lost = lostColumns(reading.table, readings, registered);
    return {
      notes: reading.notes,
      problems: [...reading.problems, ...problems, ...lost],
      readings,
      rows: reading.table.rows.length,
    };
  });
  return {
    readings: all.flatMap(({ readings }) => readings),
    problems: all.flatMap(({ problems }) => problems),
    notes: all.flatMap(({ notes }) => notes),
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
  };
}

/** A list is replaced whole, so a column that the sheet does not have must hold nothing that would be lost. */
function lostColumns(
  table: SheetTable,
  readings: readonly DetailReading[],
  registered: ReadonlyMap<string, Card>,
): CellProblem[] {
  const [first] = readings;
  if (first === undefined) return [];
  const absent = first.detail.columns.filter(({ key }) => !table.present.has(itemKey(key)));
  return absent
    .filter(({ key }) =>
      readings.some(({ systemId, detail }) => {
        const items = registered.get(systemId)?.[detail.field];
        return Array.isArray(items) && items.some((item: Card) => fieldOf(item, key) !== undefined);
      }),
    )
    .map((spec) =>
      problemAt(table.name, table.headerRow, spec, null, {
        vi: 'Thiếu cột này: nội dung đang có trong sổ đăng ký sẽ bị mất',
        en: 'This column is missing: what the register holds in it would be lost',
      }),
    );
}

/** Systems of the register that stand in a detail sheet only. */
function onlyInDetails(
  readings: readonly DetailReading[],
  read: EntryRows,
  registered: ReadonlyMap<string, Card>,
  inFile: ReadonlyArray<{ id: string }>,
): EntryRow[] {
  const inMain = new Set([...read.entries, ...inFile].map(({ id }) => id));
  const seen = new Map<string, EntryRow>();
  for (const { systemId, sheet, row } of readings) {
    const before = registered.get(systemId);
    if (before === undefined || inMain.has(systemId) || seen.has(systemId)) continue;
    seen.set(systemId, {
      id: systemId,
      sheet,
      row,
      cells: new Map(),
      before,
      card: before,
      fields: [],
      problems: [],
    });
  }
  return [...seen.values()];
}

function bySystemId(readings: readonly DetailReading[]): Map<string, DetailReading[]> {
  const found = new Map<string, DetailReading[]>();
  for (const reading of readings)
    found.set(reading.systemId, [...(found.get(reading.systemId) ?? []), reading]);
  return found;
}

function withDetails(entry: EntryRow, readings: readonly DetailReading[] = []): EntryRow {
  let { card } = entry;
  const fields = [...entry.fields];
  const problems = [...entry.problems];
  for (const { detail, items, bad } of readings) {
    problems.push(...bad);
    const diff = detailDiff(detail, entry.before?.[detail.field], items);
    if (diff === undefined) continue;
    fields.push(diff);
    card = { ...card, [detail.field]: items };
  }
  return { ...entry, card, fields, problems };
}

/** What a new card starts from. */
function completed(card: Card): Card {
  const named = withEnglishName(card);
  return fieldOf(named, 'dossier.state') === undefined
    ? { ...named, dossier: { ...(named.dossier as Card | undefined), state: 'none' } }
    : named;
}

function hostingProblems({ entries }: EntryRows, registered: ReadonlyMap<string, Card>): CellProblem[] {
  const spec = SYSTEM_COLUMNS.find(({ key }) => key === 'hostedOn');
  const platformOf = (card: Card): string | undefined => {
    const id = card.hostedOn;
    return typeof id === 'string' ? id : undefined;
  };
  const platforms = new Map<string, string | undefined>();
  for (const [id, card] of registered) platforms.set(id, platformOf(card));
  for (const { id, card } of entries) platforms.set(id, platformOf(card));
  const circles = idsInCircles(platforms);
  const text = {
    vi: 'Nền tảng nối vòng trở lại chính hệ thống này',
    en: 'The platforms it stands on lead back to itself',
  };
  return entries
    .filter(({ id, fields }) => circles.has(id) && fields.some(({ field }) => field === 'hostedOn'))
    .flatMap(({ sheet, row, cells }) =>
      spec === undefined ? [] : [problemAt(sheet, row, spec, cells.get('hostedOn'), text)],
    );
}

function retiringProblems({ entries }: EntryRows, current: RegisterState): CellProblem[] {
  const spec = SYSTEM_COLUMNS.find(({ key }) => key === 'stage');
  const text = {
    vi: 'Hệ thống còn hồ sơ cấp độ đang xử lý: kết thúc hồ sơ trước khi dừng hoạt động',
    en: 'The system has a dossier on its way: end it before retiring the system',
  };
  return entries
    .filter(
      ({ id, card, before }) =>
        card.stage === 'retired' && before?.stage !== 'retired' && current.withOpenDossier.has(id),
    )
    .flatMap(({ sheet, row, cells }) =>
      spec === undefined ? [] : [problemAt(sheet, row, spec, cells.get('stage'), text)],
    );
}
