import { planImport } from './plan-import';
import { registerState, SYSTEMS } from './testing/sample-register';
import { HEAD, NEW, plan, sheet } from './testing/sheet-of';

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

it('a network that two systems stand in is noted and does not stop the import', () => {
  const result = plan([
    [...HEAD, 'Địa chỉ, dải mạng'],
    [...NEW, '10.20.1.0/24'],
  ]);

  expect(result.problems).toEqual([]);
  expect(result.notes).toMatchObject([{ row: 2, column: 'Địa chỉ, dải mạng' }]);
});

it('a host that two systems shared before is left alone, also where the row changes something else', () => {
  const systems = SYSTEMS.map((system) => ({ ...system, hosts: ['chung-01'] }));
  const rows = [
    [...HEAD, 'Tên máy chủ'],
    ['mot-cua', 'Tên khác', 'so-khcn', 'chung-01; rieng-01'],
  ];
  const result = plan(rows, { systems });

  expect(result.problems).toEqual([]);
  expect(result.change.map(({ card }) => card.hosts)).toEqual([['chung-01', 'rieng-01']]);
});
