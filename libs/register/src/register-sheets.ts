import type { Agency, Cell, SheetColumn, System, WrittenSheet } from '@khien/model';
import { AGENCY_COLUMNS } from './agency-columns';
import { type Card, type ColumnSpec, fieldOf, isCard } from './column';
import { DETAIL_SHEETS, type DetailSheet } from './detail-sheets';
import { SHEET_NAMES, type SheetKind } from './find-sheets';
import { detailColumns } from './read-details';
import { SYSTEM_COLUMNS } from './system-columns';

export type SheetLanguage = 'vi' | 'en';

/**
 * The register as sheets: what is written here and read again changes nothing. With empty lists it is the template to fill in.
 * Values are Vietnamese words in either language of the headers; both are understood when read.
 */
export function registerSheets(
  kind: SheetKind,
  register: { systems: readonly System[]; agencies: readonly Agency[] },
  language: SheetLanguage = 'vi',
): WrittenSheet[] {
  const agencies = register.agencies.map(({ id }) => id);
  const systems = register.systems.map(({ id }) => id);
  const columns = (specs: readonly ColumnSpec[]): SheetColumn[] =>
    specs.map((spec) => columnOf(spec, { language, agencies, systems }));
  if (kind === 'agencies') {
    return [
      sheetOf(
        SHEET_NAMES.agencies[language],
        columns(AGENCY_COLUMNS),
        rowsOf(AGENCY_COLUMNS, register.agencies),
      ),
    ];
  }
  return [
    sheetOf(SHEET_NAMES.systems[language], columns(SYSTEM_COLUMNS), rowsOf(SYSTEM_COLUMNS, register.systems)),
    ...DETAIL_SHEETS.map((detail) =>
      sheetOf(detail.name[language], columns(detailColumns(detail)), detailRows(detail, register.systems)),
    ),
  ];
}

const sheetOf = (name: string, columns: SheetColumn[], rows: Cell[][]): WrittenSheet => ({
  name,
  columns,
  rows,
});

function columnOf(
  { header, help, format, required }: ColumnSpec,
  { language, agencies, systems }: { language: SheetLanguage; agencies: string[]; systems: string[] },
): SheetColumn {
  const words = format.choices?.map(({ text }) => text.vi);
  const ids =
    format.refersTo === undefined ? undefined : { agency: agencies, system: systems }[format.refersTo];
  const choices =
    words !== undefined
      ? { words, strict: format.several !== true }
      : ids !== undefined && ids.length > 0
        ? { words: ids, strict: false }
        : undefined;
  return {
    header: header[language],
    help,
    kind: format.kind,
    required: required === true,
    width: format.width,
    date: format.date === true,
    choices,
  };
}

function rowsOf(specs: readonly ColumnSpec[], cards: readonly Card[]): Cell[][] {
  return cards.map((card) => specs.map(({ key, format }) => written(format.write, fieldOf(card, key))));
}

function detailRows(detail: DetailSheet, systems: readonly System[]): Cell[][] {
  return systems.flatMap((system) => {
    const items: unknown = system[detail.field];
    return (Array.isArray(items) ? items : [])
      .filter(isCard)
      .map((item) => [
        system.id,
        ...detail.columns.map(({ key, format }) => written(format.write, item[key])),
      ]);
  });
}

const written = (write: (value: unknown) => Cell, value: unknown): Cell =>
  value === undefined ? null : write(value);
