import type { Agency, Cell, System } from '@khien/model';
import { System as SystemCard } from '@khien/model';
import fc from 'fast-check';
import { cardFields } from './card-fields';
import { planImport } from './plan-import';
import { registerSheets } from './register-sheets';
import { SYSTEM_COLUMNS } from './system-columns';
import { AGENCIES, asRead, registerState, SYSTEMS } from './testing/sample-register';
import { plan } from './testing/sheet-of';
import {
  CONNECTION_KINDS,
  DATA_CLASSES,
  DOSSIER_STATES,
  HOSTINGS,
  MARKS,
  STAGES,
  TECHNICAL_LAYERS,
} from './wordings';

it('what the register holds already is not refused, even if it could not be typed today', () => {
  const odd = { ...SYSTEMS[1], networks: ['mạng nội bộ'], agencyId: 'so-da-giai-the' } as System;
  const rows = registerSheets('systems', { systems: [odd], agencies: AGENCIES }).map(asRead);
  const result = planImport({
    sheets: rows,
    kind: 'systems',
    current: registerState({ systems: [odd, ...SYSTEMS.slice(2)] }),
  });

  expect(result).toMatchObject({ problems: [], unchanged: 1, change: [] });
});

const text = fc.string({ unit: fc.constantFrom(...`aâ Đệ;,"'=+-@.\n\t0`), maxLength: 20 });
const words = text.filter((word) => word.trim() !== '');
const id = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,6}$/);
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const level = fc.integer({ min: 1, max: 5 });
const bilingual = fc.record({ vi: words, en: text });

const anySystem: fc.Arbitrary<System> = fc
  .record({
    id,
    name: bilingual,
    level: some(level),
    dossier: fc.record({
      state: fc.constantFrom(...DOSSIER_STATES.map(({ value }) => value)),
      approvedOn: some(day),
      decision: some(text),
    }),
    networks: fc.uniqueArray(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 3 }),
    marks: some(fc.uniqueArray(fc.constantFrom(...MARKS.map(({ value }) => value)))),
    purpose: some(text),
    boundary: some(words),
    stage: some(fc.constantFrom(...STAGES.map(({ value }) => value))),
    hosting: some(fc.constantFrom(...HOSTINGS.map(({ value }) => value))),
    technicalLayers: some(fc.uniqueArray(fc.constantFrom(...TECHNICAL_LAYERS.map(({ value }) => value)))),
    subjects: some(
      fc.record({
        basic: some(fc.nat()),
        sensitive: some(fc.nat()),
        method: some(text),
        countedOn: some(day),
      }),
    ),
    wentLiveOn: some(day),
    transition: some(fc.record({ levelLegacy: some(level), rule: some(text) })),
    datasets: fc.uniqueArray(
      fc.record({ id: words, dataClass: fc.constantFrom(...DATA_CLASSES.map(({ value }) => value)) }),
      {
        maxLength: 3,
        selector: (dataset) => dataset.id.trim(),
      },
    ),
    connections: some(
      fc.array(
        fc.record({
          name: words,
          kind: fc.constantFrom(...CONNECTION_KINDS.map(({ value }) => value)),
          note: some(text),
        }),
        { maxLength: 3 },
      ),
    ),
    userGroups: some(
      fc.array(fc.record({ name: words, count: some(fc.nat()), channel: some(text) }), { maxLength: 3 }),
    ),
    levelFacts: some(fc.constant({ tthc: true })),
  })
  .map((card) =>
    SystemCard.parse({
      hosts: [`${card.id}-01`],
      domains: [],
      agencyId: 'ttdl',
      ...JSON.parse(JSON.stringify(card)),
    }),
  );

const anySystems = fc.uniqueArray(anySystem, { maxLength: 4, selector: (system) => system.id });

describe('export, then import', () => {
  it.each(['vi', 'en'] as const)('changes nothing (%s)', (language) => {
    fc.assert(
      fc.property(anySystems, (systems) => {
        const current = registerState({ systems });
        const sheets = registerSheets('systems', current, language).map(asRead);
        const result = planImport({ sheets, kind: 'systems', current });

        expect(result.problems).toEqual([]);
        expect(result.change).toEqual([]);
        expect([result.add, result.unchanged, result.notInFile]).toEqual([[], systems.length, []]);
      }),
    );
  });

  it('of agencies changes nothing', () => {
    const agency: fc.Arbitrary<Agency> = fc
      .record({ id, name: bilingual, contact: some(fc.record({ phone: text, address: text })) })
      .map(({ contact, ...rest }) => ({
        ...rest,
        kind: 'commune',
        ...(contact === undefined ? {} : { contact }),
      }));
    fc.assert(
      fc.property(fc.uniqueArray(agency, { maxLength: 4, selector: (one) => one.id }), (agencies) => {
        const current = registerState({ agencies });
        const sheets = registerSheets('agencies', current).map(asRead);

        expect(planImport({ sheets, kind: 'agencies', current })).toMatchObject({
          problems: [],
          change: [],
          add: [],
          unchanged: agencies.length,
        });
      }),
    );
  });

  it('into an empty register makes the same cards, but for what no sheet holds', () => {
    fc.assert(
      fc.property(anySystems, (systems) => {
        const sheets = registerSheets('systems', registerState({ systems })).map(asRead);
        const result = planImport({ sheets, kind: 'systems', current: registerState({ systems: [] }) });

        expect(result.problems).toEqual([]);
        const made = new Map(result.add.map(({ id: made, card }) => [made, card]));
        for (const system of systems) {
          const left = cardFields('systems', system, made.get(system.id) ?? {}).map(({ field }) => field);

          expect(left.filter((field) => !['name.en', 'levelFacts'].includes(field))).toEqual([]);
        }
      }),
    );
  });
});

it('a workbook of any cells is planned without throwing, and names only places that exist', () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    text,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    day.map((one) => ({ day: one })),
    fc.constantFrom('lgsp', 'LGSP', 'so-khcn', 'x', '31/02/2026'),
  );
  const head = SYSTEM_COLUMNS.map(({ header }) => header.vi);
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: head.length, maxLength: head.length }), { maxLength: 4 }),
      (rows) => {
        const { problems, add, change } = plan([head, ...rows]);

        for (const { row, column } of problems) {
          expect(row).toBeGreaterThan(1);
          expect(row).toBeLessThanOrEqual(rows.length + 1);
          expect(head).toContain(column);
        }
        for (const { card } of [...add, ...change]) expect(SystemCard.safeParse(card).success).toBe(true);
      },
    ),
  );
});
