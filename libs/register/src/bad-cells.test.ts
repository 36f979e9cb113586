import type { Cell } from '@khien/model';
import { cellText } from './cell-text';
import { MAX_ROWS, planImport, type RegisterState } from './plan-import';
import { registerState } from './testing/sample-register';
import { HEAD, NEW, places, plan, planAgencies, sheet } from './testing/sheet-of';

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
      name: 'a platform whose own id is refused',
      rows: [
        [...HEAD, 'Nền tảng đang dùng'],
        ['NEN', 'Nền', 'so-khcn', ''],
        ['moi', 'Tên', 'so-khcn', 'NEN'],
      ],
      at: ['2 Mã hệ thống', '3 Nền tảng đang dùng'],
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
