import type { Agency, Cell, Sheet, System } from '@khien/model';
import { System as SystemCard } from '@khien/model';
import fc from 'fast-check';
import { AGENCY_COLUMNS } from './agency-columns';
import { cardFields } from './card-fields';
import { cellText, folded } from './cell-text';
import type { ColumnSpec } from './column';
import { DETAIL_SHEETS } from './detail-sheets';
import { MAX_ROWS, planImport, type RegisterState } from './plan-import';
import { detailColumns } from './read-details';
import { registerSheets } from './register-sheets';
import { SYSTEM_COLUMNS } from './system-columns';
import { AGENCIES, asRead, registerState, SYSTEMS } from './testing/sample-register';
import {
  CONNECTION_KINDS,
  DATA_CLASSES,
  DOSSIER_STATES,
  HOSTINGS,
  MARKS,
  STAGES,
  TECHNICAL_LAYERS,
} from './wordings';

const sheet = (rows: Cell[][], name = 'Hệ thống'): Sheet => ({
  name,
  rows: rows.map((cells, index) => ({ row: index + 1, cells })),
});
const plan = (rows: Cell[][], change: Partial<RegisterState> = {}) =>
  planImport({ sheets: [sheet(rows)], kind: 'systems', current: registerState(change) });
const planAgencies = (rows: Cell[][]) =>
  planImport({ sheets: [sheet(rows, 'Cơ quan')], kind: 'agencies', current: registerState() });
const places = ({ problems }: { problems: ReadonlyArray<{ row: number; column: string }> }) =>
  problems.map(({ row, column }) => `${row} ${column}`);

const HEAD = ['Mã hệ thống', 'Tên hệ thống thông tin', 'Cơ quan, đơn vị quản lý'];
const NEW: Cell[] = ['moi', 'Hệ thống mới', 'so-khcn'];

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

describe('what a file would change', () => {
  it('adds, changes field by field, leaves the rest and deletes nothing', () => {
    const result = plan([
      ['Sổ đăng ký hệ thống thông tin'],
      [],
      [
        'Ghi chú riêng',
        'LEVEL',
        'ma he thong',
        'Agency',
        'Tên hệ thống thông tin',
        'Tên máy chủ',
        'Ngày đưa vào vận hành',
      ],
      [
        'x',
        'Cấp độ 2',
        'moi',
        'Sở Khoa học và Công nghệ',
        'Hệ thống mới',
        'moi-01; moi-02',
        { day: '2026-10-01' },
      ],
      ['y', 3, 'lgsp', 'so-khcn', 'Hệ thống lgsp', 'lgsp-01\nlgsp-02', ''],
      ['z', '', 'mot-cua', 'so-khcn', 'Hệ thống mot-cua', 'motcua-01', ''],
    ]);

    expect(result.problems).toEqual([]);
    expect(result.rows).toBe(3);
    expect(result.unchanged).toBe(1);
    expect(result.notInFile).toEqual(['ha-tang']);
    expect(result.add).toEqual([
      {
        id: 'moi',
        name: 'Hệ thống mới',
        row: 4,
        fields: [],
        version: 0,
        card: {
          id: 'moi',
          name: { vi: 'Hệ thống mới', en: 'Hệ thống mới' },
          agencyId: 'so-khcn',
          level: 2,
          dossier: { state: 'none' },
          hosts: ['moi-01', 'moi-02'],
          networks: [],
          domains: [],
          datasets: [],
          wentLiveOn: '2026-10-01',
        },
      },
    ]);
    expect(result.change.map(({ id, row, fields }) => ({ id, row, fields }))).toEqual([
      {
        id: 'lgsp',
        row: 5,
        fields: [
          {
            field: 'hosts',
            label: { vi: 'Tên máy chủ', en: 'Hosts' },
            before: 'lgsp-01',
            after: 'lgsp-01; lgsp-02',
          },
        ],
      },
    ]);
    expect(result.change[0]?.card).toEqual({ ...SYSTEMS[0], hosts: ['lgsp-01', 'lgsp-02'] });
    expect(result.notes.map(({ column }) => column)).toEqual(['Ghi chú riêng']);
  });

  it('an empty cell takes a field off, an absent column does not', () => {
    const result = plan([
      [
        ...HEAD,
        'Nền tảng đang dùng',
        'Số chủ thể dữ liệu cá nhân cơ bản',
        'Nền tảng, CSDL dùng chung',
        'Tình trạng hồ sơ cấp độ',
      ],
      ['lgsp', 'Hệ thống lgsp', 'so-khcn', '', '', '', ''],
      ['mot-cua', 'Hệ thống mot-cua', 'so-khcn', '', '', 'x', ''],
    ]);

    expect(result.problems).toEqual([]);
    expect(result.change.map(({ card }) => card)).toEqual([
      { ...SYSTEMS[0], subjects: { countedOn: '2026-01-31' }, marks: ['digital_government'] },
      { ...omit(SYSTEMS[1], 'hostedOn'), marks: ['shared'] },
    ]);
  });

  it('details: rows replace the list, no row leaves it, the id alone empties it', () => {
    const devices = sheet(
      [
        ['Mã hệ thống', 'Tên thiết bị, chủng loại', 'Số lượng', 'Vị trí triển khai', 'Mục đích sử dụng'],
        ['mot-cua', 'Máy chủ', 4, 'Tủ 7', ''],
        ['mot-cua', 'Bộ lưu điện', '', '', ''],
        ['lgsp', '', '', '', ''],
      ],
      'Thiết bị',
    );
    const result = planImport({ sheets: [devices], kind: 'systems', current: registerState() });

    expect(result.problems).toEqual([]);
    expect(result.notInFile).toEqual([]);
    expect(result.change.map(({ id, card }) => [id, card.devices])).toEqual([
      ['mot-cua', [{ name: 'Máy chủ', quantity: 4, location: 'Tủ 7' }, { name: 'Bộ lưu điện' }]],
      ['lgsp', []],
    ]);
  });

  it('is another plan when the file or the register is another', () => {
    const rows = [HEAD, ['lgsp', 'Tên khác', 'so-khcn']];
    const { planHash } = plan(rows);

    expect(plan(rows).planHash).toBe(planHash);
    expect(plan(rows, { versions: new Map([['system:lgsp', 4]]) }).planHash).not.toBe(planHash);
    expect(plan([HEAD, ['lgsp', 'Tên khác hơn', 'so-khcn']]).planHash).not.toBe(planHash);
    expect(planHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

function omit<T extends object>(card: T | undefined, key: keyof T): Partial<T> {
  const { [key]: _gone, ...rest } = card ?? ({} as T);
  return rest as Partial<T>;
}

describe('every bad cell is named', () => {
  it.each<{ name: string; head?: string[]; cells: Cell[]; at: string[]; says: string }>([
    { name: 'no id', cells: ['', 'Tên', 'so-khcn'], at: ['2 Mã hệ thống'], says: 'Thiếu mã' },
    { name: 'no name', cells: ['moi', '', 'so-khcn'], at: ['2 Tên hệ thống thông tin'], says: 'Bắt buộc' },
    {
      name: 'a name taken off',
      cells: ['lgsp', '', 'so-khcn'],
      at: ['2 Tên hệ thống thông tin'],
      says: 'Bắt buộc',
    },
    {
      name: 'an unknown agency',
      cells: ['moi', 'Tên', 'so-x'],
      at: ['2 Cơ quan, đơn vị quản lý'],
      says: '«so-x»',
    },
    {
      name: 'an agency in capitals',
      cells: ['moi', 'Tên', 'SO-KHCN'],
      at: ['2 Cơ quan, đơn vị quản lý'],
      says: 'có phải «so-khcn»?',
    },
    {
      name: 'an id no id can be',
      cells: ['Mới 1', 'Tên', 'so-khcn'],
      at: ['2 Mã hệ thống'],
      says: 'chữ thường',
    },
    {
      name: 'an id known in another case',
      cells: ['LGSP', 'Tên', 'so-khcn'],
      at: ['2 Mã hệ thống'],
      says: 'chữ hoa',
    },
    {
      name: 'a bad network',
      head: ['Địa chỉ, dải mạng'],
      cells: [...NEW, '10.0.0.0/99'],
      at: ['2 Địa chỉ, dải mạng'],
      says: '«10.0.0.0/99»',
    },
    { name: 'level 6', head: ['Cấp độ'], cells: [...NEW, 6], at: ['2 Cấp độ'], says: 'từ 1 đến 5' },
    {
      name: 'a day that does not exist',
      head: ['Ngày đưa vào vận hành'],
      cells: [...NEW, '31/02/2026'],
      at: ['2 Ngày đưa vào vận hành'],
      says: 'không có trong lịch',
    },
    {
      name: 'a word that is no choice',
      head: ['Giai đoạn'],
      cells: [...NEW, 'Đang chạy'],
      at: ['2 Giai đoạn'],
      says: 'Đang vận hành',
    },
    {
      name: 'a host of another system',
      head: ['Tên máy chủ'],
      cells: [...NEW, 'LGSP-01'],
      at: ['2 Tên máy chủ'],
      says: '→ lgsp',
    },
    {
      name: 'a domain of another system',
      head: ['Tên miền'],
      cells: [...NEW, 'lgsp.haivan.example'],
      at: ['2 Tên miền'],
      says: '→ lgsp',
    },
    {
      name: 'an unknown platform',
      head: ['Nền tảng đang dùng'],
      cells: [...NEW, 'may'],
      at: ['2 Nền tảng đang dùng'],
      says: '«may»',
    },
    {
      name: 'standing on itself',
      head: ['Nền tảng đang dùng'],
      cells: [...NEW, 'moi'],
      at: ['2 Nền tảng đang dùng'],
      says: 'nối vòng',
    },
    {
      name: 'a formula without a value',
      head: ['Cấp độ'],
      cells: [...NEW, { error: '#REF!' }],
      at: ['2 Cấp độ'],
      says: '#REF!',
    },
    {
      name: 'a text too long',
      head: ['Số quyết định phê duyệt'],
      cells: [...NEW, 'x'.repeat(121)],
      at: ['2 Số quyết định phê duyệt'],
      says: 'tối đa 120',
    },
    {
      name: 'all of them at once',
      head: ['Cấp độ', 'Ngày đưa vào vận hành', 'Tên máy chủ'],
      cells: ['MỚI', '', 'so-x', 9, '32/01/2026', 'a b'],
      at: [
        '2 Mã hệ thống',
        '2 Tên hệ thống thông tin',
        '2 Cơ quan, đơn vị quản lý',
        '2 Cấp độ',
        '2 Tên máy chủ',
        '2 Ngày đưa vào vận hành',
      ],
      says: 'chữ thường',
    },
  ])('$name', ({ head = [], cells, at, says }) => {
    const result = plan([[...HEAD, ...head], cells, ['khac', 'Hệ thống khác', 'so-khcn']]);

    expect(places(result)).toEqual(at);
    expect(result.problems[0]).toMatchObject({
      sheet: 'Hệ thống',
      value: cellText(cells[indexOfColumn(at[0], head)]),
    });
    expect(result.problems[0]?.text.vi).toContain(says);
    expect(result.problems[0]?.text.en).not.toBe('');
    expect(result.add.map(({ id }) => id)).toEqual(['khac']);
  });

  const indexOfColumn = (at: string | undefined, head: string[]): number =>
    [...HEAD, ...head].indexOf(at?.slice(2) ?? '');

  it.each<{ name: string; rows: Cell[][]; change?: Partial<RegisterState>; at: string[] }>([
    { name: 'an id twice', rows: [HEAD, NEW, ['khac', 'Tên', 'so-khcn'], NEW], at: ['4 Mã hệ thống'] },
    {
      name: 'an id twice, once in capitals',
      rows: [HEAD, NEW, ['MOI', 'Tên', 'so-khcn']],
      at: ['3 Mã hệ thống'],
    },
    {
      name: 'a host twice in the file',
      rows: [
        [...HEAD, 'Tên máy chủ'],
        [...NEW, 'a-01'],
        ['khac', 'Tên', 'so-khcn', 'A-01'],
      ],
      at: ['2 Tên máy chủ', '3 Tên máy chủ'],
    },
    {
      name: 'platforms in a circle',
      rows: [
        [...HEAD, 'Nền tảng đang dùng'],
        ['ha-tang', 'Hệ thống ha-tang', 'ttdl', 'mot-cua'],
      ],
      at: ['2 Nền tảng đang dùng'],
    },
    {
      name: 'a column twice',
      rows: [
        [...HEAD, 'System id'],
        [...NEW, 'x'],
      ],
      at: ['1 System id'],
    },
    { name: 'no row of headers', rows: [['Tên hệ thống thông tin'], ['Tên']], at: ['1 Mã hệ thống'] },
    {
      name: 'new systems without the columns they need',
      rows: [['Mã hệ thống'], ['moi']],
      at: ['2 Tên hệ thống thông tin', '2 Cơ quan, đơn vị quản lý'],
    },
    {
      name: 'a level the dossier decides',
      rows: [
        [...HEAD, 'Cấp độ', 'Tình trạng hồ sơ cấp độ'],
        ['lgsp', 'Hệ thống lgsp', 'so-khcn', 2, 'Chưa lập'],
      ],
      change: { withDossier: new Set(['lgsp']) },
      at: ['2 Cấp độ', '2 Tình trạng hồ sơ cấp độ'],
    },
    {
      name: 'a level of the dossier taken off',
      rows: [
        [...HEAD, 'Cấp độ'],
        ['lgsp', 'Hệ thống lgsp', 'so-khcn', ''],
      ],
      change: { withDossier: new Set(['lgsp']) },
      at: ['2 Cấp độ'],
    },
    {
      name: 'retiring with an open dossier',
      rows: [
        [...HEAD, 'Giai đoạn'],
        ['mot-cua', 'Hệ thống mot-cua', 'so-khcn', 'Đã dừng hoạt động'],
      ],
      change: { withOpenDossier: new Set(['mot-cua']) },
      at: ['2 Giai đoạn'],
    },
  ])('$name', ({ rows, change = {}, at }) => {
    expect(places(plan(rows, change))).toEqual(at);
  });

  it.each<{ name: string; detail: string; rows: Cell[][]; at: string[] }>([
    {
      name: 'a system nobody knows',
      detail: 'Thiết bị',
      rows: [
        ['Mã hệ thống', 'Tên thiết bị, chủng loại'],
        ['may', 'Máy'],
        ['', 'Máy'],
      ],
      at: ['2 Mã hệ thống', '3 Mã hệ thống'],
    },
    {
      name: 'none of something',
      detail: 'Thiết bị',
      rows: [
        ['Mã hệ thống', 'Tên thiết bị, chủng loại', 'Số lượng'],
        ['mot-cua', '', 0],
      ],
      at: ['2 Tên thiết bị, chủng loại', '2 Số lượng'],
    },
    {
      name: 'a connection to nothing',
      detail: 'Kết nối',
      rows: [
        ['Mã hệ thống', 'Kiểu kết nối'],
        ['mot-cua', 'Kết nối'],
      ],
      at: ['2 Kết nối tới (mã hệ thống)'],
    },
    {
      name: 'a column that would be lost',
      detail: 'Kết nối',
      rows: [
        ['Mã hệ thống', 'Kết nối tới (mã hệ thống)', 'Kiểu kết nối'],
        ['lgsp', 'mot-cua', 'Kết nối'],
      ],
      at: ['1 Ghi chú'],
    },
    {
      name: 'a dataset twice',
      detail: 'Bộ dữ liệu',
      rows: [
        ['Mã hệ thống', 'Mã bộ dữ liệu', 'Loại thông tin'],
        ['lgsp', 'a', 'Cá nhân'],
        ['lgsp', 'a', 'Riêng'],
      ],
      at: ['3 Mã bộ dữ liệu'],
    },
  ])('in a detail sheet: $name', ({ detail, rows, at }) => {
    const result = planImport({ sheets: [sheet(rows, detail)], kind: 'systems', current: registerState() });

    expect(places(result)).toEqual(at);
    expect(new Set(result.problems.map(({ sheet: where }) => where))).toEqual(new Set([detail]));
  });

  it.each<{ name: string; rows: Cell[][]; at: string[] }>([
    {
      name: 'a parent nobody knows',
      rows: [
        ['ma co quan', 'Tên cơ quan, đơn vị', 'Loại cơ quan', 'Cơ quan cấp trên'],
        ['a', 'A', 'Xã, phường', 'tinh-khac'],
      ],
      at: ['2 Cơ quan cấp trên'],
    },
    {
      name: 'its own parent',
      rows: [
        ['Mã cơ quan', 'Tên cơ quan, đơn vị', 'Loại cơ quan', 'Cơ quan cấp trên'],
        ['a', 'A', 'Xã, phường', 'a'],
      ],
      at: ['2 Cơ quan cấp trên'],
    },
    {
      name: 'a circle through the register',
      rows: [
        ['Mã cơ quan', 'Tên cơ quan, đơn vị', 'Loại cơ quan', 'Cơ quan cấp trên'],
        ['tinh', 'UBND tỉnh', 'Tỉnh, thành phố', 'ttdl'],
        ['xa', 'Xã', 'Xã, phường', 'ttdl'],
      ],
      at: ['2 Cơ quan cấp trên'],
    },
  ])('in the tree of agencies: $name', ({ rows, at }) => {
    expect(places(planAgencies(rows))).toEqual(at);
  });

  it('a parent may stand in the same file, below its child', () => {
    const result = planAgencies([
      ['Mã cơ quan', 'Tên cơ quan, đơn vị', 'Loại cơ quan', 'Cơ quan cấp trên'],
      ['a', 'A', 'Xã, phường', 'Phòng B'],
      ['b', 'Phòng B', 'Trung tâm, đơn vị sự nghiệp', 'tinh'],
    ]);

    expect(result.problems).toEqual([]);
    expect(result.add.map(({ card }) => card.parent)).toEqual(['b', 'tinh']);
  });

  it('more rows than may be', () => {
    const rows = Array.from({ length: MAX_ROWS + 1 }, (_none, index) => [`s-${index}`, 'Tên', 'so-khcn']);
    const result = plan([HEAD, ...rows]);

    expect(places(result)).toEqual([`${MAX_ROWS + 2} `]);
    expect(result.add).toEqual([]);
  });

  it('no sheet to read', () => {
    const result = planImport({
      sheets: [sheet([HEAD, NEW], 'Hệ thống')],
      kind: 'agencies',
      current: registerState(),
    });

    expect(result.problems.map(({ sheet: where, column }) => `${where} ${column}`)).toEqual([
      'Cơ quan Mã cơ quan',
    ]);
    expect(result.notes.map(({ sheet: where }) => where)).toEqual(['Hệ thống']);
  });
});

it('a network that two systems stand in is noted and does not stop the import', () => {
  const result = plan([
    [...HEAD, 'Địa chỉ, dải mạng'],
    [...NEW, '10.20.1.0/24'],
  ]);

  expect(result.problems).toEqual([]);
  expect(result.notes).toMatchObject([{ row: 2, column: 'Địa chỉ, dải mạng' }]);
});

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
