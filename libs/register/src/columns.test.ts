import { System as SystemCard } from '@khien/model';
import { AGENCY_COLUMNS } from './agency-columns';
import { folded } from './cell-text';
import type { ColumnSpec } from './column';
import { DETAIL_SHEETS } from './detail-sheets';
import { detailColumns } from './read-details';
import { SYSTEM_COLUMNS } from './system-columns';
import {
  CONNECTION_KINDS,
  DATA_CLASSES,
  DOSSIER_STATES,
  HOSTINGS,
  MARKS,
  STAGES,
  TECHNICAL_LAYERS,
} from './wordings';

describe('the tables of columns', () => {
  it.each<{ name: string; specs: readonly ColumnSpec[] }>([
    { name: 'Hệ thống', specs: SYSTEM_COLUMNS },
    { name: 'Cơ quan', specs: AGENCY_COLUMNS },
    ...DETAIL_SHEETS.map((detail) => ({ name: detail.name.vi, specs: detailColumns(detail) })),
  ])('$name: no header means two columns', ({ specs }) => {
    const headers = specs.flatMap(({ header }) => [...new Set([folded(header.vi), folded(header.en)])]);

    expect(headers.filter((header, index) => headers.indexOf(header) !== index)).toEqual([]);
  });

  it.each([DOSSIER_STATES, STAGES, MARKS, TECHNICAL_LAYERS, HOSTINGS, DATA_CLASSES, CONNECTION_KINDS])(
    'no word means two things (%#)',
    (...choices) => {
      const words = choices.flatMap(({ value, text }) => [...new Set([value, text.vi, text.en].map(folded))]);

      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    },
  );

  it('a sheet or column for every field of the card but the facts for the calculator', () => {
    const shown = [
      ...SYSTEM_COLUMNS.map(({ key }) => key.split(/[.#]/)[0]),
      ...DETAIL_SHEETS.map(({ field }) => field),
    ];

    expect(Object.keys(SystemCard.shape).filter((field) => !shown.includes(field))).toEqual(['levelFacts']);
  });
});
