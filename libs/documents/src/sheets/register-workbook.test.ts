import type { Agency, Sheet, System, WrittenSheet } from '@khien/model';
import { planImport, type RegisterState, registerGuide, registerSheets } from '@khien/register';
import { Workbook, type Worksheet } from 'exceljs';
import { readWorkbook } from './read-workbook';
import { writeCsv } from './write-csv';
import { writeWorkbook } from './write-workbook';

const name = (vi: string) => ({ vi, en: `${vi} (en)` });
const AGENCIES: Agency[] = [
  { id: 'tinh', name: name('UBND tỉnh'), kind: 'province' },
  {
    id: 'so-y-te',
    name: name('Sở Y tế'),
    kind: 'department',
    parent: 'tinh',
    contact: { phone: '+84 258 000 000' },
  },
];
const SYSTEMS: System[] = [
  {
    id: 'benh-an',
    name: name('Bệnh án điện tử liên thông'),
    agencyId: 'so-y-te',
    level: 3,
    dossier: { state: 'approved', approvedOn: '2026-03-12', decision: '214/QĐ-UBND' },
    networks: ['10.30.1.0/24', 'fd30:1::/64'],
    hosts: ['emr-01', 'emr-02'],
    domains: ['benhan.haivan.example'],
    datasets: [{ id: 'ho-so-suc-khoe', dataClass: 'personal' }],
    marks: ['specialised', 'important_data'],
    purpose: '=HYPERLINK("http://198.51.100.9/")',
    boundary: '- Trong: máy chủ, CSDL\n- Ngoài: máy trạm của bệnh viện; lý do: thuộc hệ thống khác',
    subjects: { basic: 120_000, sensitive: 80_000, countedOn: '2026-06-30' },
    technicalLayers: ['network', 'application', 'database'],
    devices: [{ name: 'Tường lửa', quantity: 2, location: 'Tủ 3' }],
    connections: [{ name: 'Bảo hiểm xã hội', kind: 'data_sharing' }],
    services: [{ name: 'Web', server: 'emr-01', os: 'Linux' }],
    zones: [{ name: 'DMZ', publicRange: '203.0.113.0/28' }],
    userGroups: [{ name: 'Bác sĩ', count: 1200 }],
    wentLiveOn: '2024-01-02',
  },
  {
    id: 'iot',
    name: name('IoT'),
    agencyId: 'tinh',
    dossier: { state: 'none' },
    networks: [],
    hosts: [],
    domains: [],
    datasets: [],
  },
];
const current: RegisterState = {
  systems: SYSTEMS,
  agencies: AGENCIES,
  versions: new Map(),
  withDossier: new Set(),
  withOpenDossier: new Set(),
};

async function sheetsOf(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  const read = await readWorkbook(bytes, file);
  if (!read.ok) throw new Error(read.text.en);
  return read.sheets;
}

describe('a file that was exported and is imported again changes nothing', () => {
  it.each(['systems', 'agencies'] as const)('%s as .xlsx', async (kind) => {
    const bytes = await writeWorkbook(registerSheets(kind, current), registerGuide(kind));
    const plan = planImport({ sheets: await sheetsOf(bytes, 'a.xlsx'), kind, current });

    expect(plan).toMatchObject({ problems: [], notes: [], add: [], change: [], unchanged: 2, notInFile: [] });
  });

  it.each(['systems', 'agencies'] as const)('%s as CSV', async (kind) => {
    const [main] = registerSheets(kind, current) as [WrittenSheet];
    const plan = planImport({ sheets: await sheetsOf(writeCsv(main), 'a.csv'), kind, current });

    expect(plan).toMatchObject({ problems: [], notes: [], add: [], change: [], unchanged: 2, notInFile: [] });
  });

  it('also after somebody saved it in another language of Excel: words, dates as text, an empty row', async () => {
    const sheets = registerSheets('systems', current, 'en');
    const bytes = await writeWorkbook(sheets, registerGuide('systems'));
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as never);
    const systems = workbook.getWorksheet('Systems') as Worksheet;
    const header = (systems.getRow(1).values as string[]).indexOf('Went live on');
    systems.getRow(2).getCell(header).value = '02/01/2024';
    systems.getRow(2).getCell((systems.getRow(1).values as string[]).indexOf('Dossier state')).value =
      'approved';
    systems.spliceRows(3, 0, []);
    const saved = Buffer.from(await workbook.xlsx.writeBuffer());
    const plan = planImport({ sheets: await sheetsOf(saved, 'a.xlsx'), kind: 'systems', current });

    expect(plan).toMatchObject({ problems: [], add: [], change: [], unchanged: 2 });
  });
});

it('a bad workbook: every bad cell by sheet, row and column as Excel shows them', async () => {
  const workbook = new Workbook();
  const systems = workbook.addWorksheet('HỆ THỐNG');
  systems.addRow(['SỔ ĐĂNG KÝ HỆ THỐNG THÔNG TIN']);
  systems.addRow([]);
  const head = [
    'Mã hệ thống',
    'Tên hệ thống thông tin',
    'Cơ quan, đơn vị quản lý',
    'Cấp độ',
    'Ngày đưa vào vận hành',
    'Địa chỉ, dải mạng',
    'Tên máy chủ',
    'Dữ liệu quan trọng',
    'Ghi chú',
  ];
  systems.addRow(head);
  systems.addRow([
    'tot',
    'Hệ thống tốt',
    'Sở Y tế',
    2,
    new Date('2026-01-05T00:00:00Z'),
    '10.9.0.0/16',
    'tot-01',
    'x',
    'a',
  ]);
  systems.addRow([
    'BENH-AN',
    'Bệnh án',
    'so-x',
    7,
    '31/02/2026',
    '10.9.0.0/40; 10.8.0.1',
    'EMR-01',
    'có thể',
  ]);
  systems.addRow([]);
  systems.addRow([
    null,
    '',
    { formula: 'A1', result: undefined },
    { formula: '1/0', result: { error: '#DIV/0!' } },
    2026,
  ]);
  systems.addRow(['tot', 'Trùng mã', 'so-y-te']);
  const devices = workbook.addWorksheet('Thiết bị');
  devices.addRow(['Mã hệ thống', 'Tên thiết bị, chủng loại', 'Số lượng']);
  devices.addRow(['benh-an', 'Máy chủ', 'hai']);
  devices.addRow(['khong-co', 'Máy chủ', 1]);
  const sheets = await sheetsOf(Buffer.from(await workbook.xlsx.writeBuffer()), 'a.xlsx');
  const plan = planImport({ sheets, kind: 'systems', current });

  expect(plan.problems.map(({ sheet, row, column, value }) => [sheet, row, column, value])).toEqual([
    ['HỆ THỐNG', 5, 'Mã hệ thống', 'BENH-AN'],
    ['HỆ THỐNG', 5, 'Cơ quan, đơn vị quản lý', 'so-x'],
    ['HỆ THỐNG', 5, 'Cấp độ', '7'],
    ['HỆ THỐNG', 5, 'Dữ liệu quan trọng', 'có thể'],
    ['HỆ THỐNG', 5, 'Địa chỉ, dải mạng', '10.9.0.0/40; 10.8.0.1'],
    ['HỆ THỐNG', 5, 'Ngày đưa vào vận hành', '31/02/2026'],
    ['HỆ THỐNG', 7, 'Mã hệ thống', ''],
    ['HỆ THỐNG', 7, 'Tên hệ thống thông tin', ''],
    ['HỆ THỐNG', 7, 'Cơ quan, đơn vị quản lý', '='],
    ['HỆ THỐNG', 7, 'Cấp độ', '#DIV/0!'],
    ['HỆ THỐNG', 7, 'Ngày đưa vào vận hành', '2026'],
    ['HỆ THỐNG', 8, 'Mã hệ thống', 'tot'],
    ['Thiết bị', 1, 'Vị trí triển khai', ''],
    ['Thiết bị', 2, 'Số lượng', 'hai'],
    ['Thiết bị', 3, 'Mã hệ thống', 'khong-co'],
  ]);
  expect(plan.add.map(({ id, row }) => [id, row])).toEqual([['tot', 4]]);
  expect(plan.notes).toMatchObject([{ sheet: 'HỆ THỐNG', row: 3, column: 'Ghi chú' }]);
});
