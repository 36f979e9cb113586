import type { Bilingual } from '@khien/model';
import { type CellFormat, choiceFormat, integerFormat, referenceFormat, textFormat } from './cell-format';
import type { ColumnSpec } from './column';
import { CONNECTION_KINDS, DATA_CLASSES } from './wordings';

/** A list of the card that has a sheet of its own: one row an item, keyed by the system's id in the first column. */
export interface DetailSheet {
  name: Bilingual;
  /** Field of the card. */
  field: 'datasets' | 'userGroups' | 'connections' | 'devices' | 'services' | 'zones';
  help: Bilingual;
  columns: readonly ColumnSpec[];
  /** At least one of these must be there. */
  oneOf?: readonly string[];
}

export const SYSTEM_ID_COLUMN: ColumnSpec = {
  key: 'systemId',
  header: { vi: 'Mã hệ thống', en: 'System id' },
  help: { vi: 'Mã hệ thống mà dòng này thuộc về', en: 'The system this row belongs to' },
  format: referenceFormat('system'),
  required: true,
};

const title = textFormat({ max: 300, width: 34 });
const words = textFormat({ max: 4000, width: 40 });

function item(
  key: string,
  header: readonly [vi: string, en: string],
  { format = title, required = false }: { format?: CellFormat; required?: boolean } = {},
): ColumnSpec {
  const texts = { vi: header[0], en: header[1] };
  return { key, header: texts, help: texts, format, ...(required ? { required } : {}) };
}

export const DETAIL_SHEETS: readonly DetailSheet[] = [
  {
    name: { vi: 'Kết nối', en: 'Connections' },
    field: 'connections',
    help: {
      vi: 'Hệ thống mà nó kết nối, chia sẻ dữ liệu hoặc dùng chung hạ tầng',
      en: 'Systems it connects to, shares data or infrastructure with',
    },
    columns: [
      item('systemId', ['Kết nối tới (mã hệ thống)', 'Connects to (system id)'], {
        format: referenceFormat('system'),
      }),
      item('name', ['Tên hệ thống ngoài sổ đăng ký', 'System outside the register']),
      item('kind', ['Kiểu kết nối', 'Kind of connection'], {
        format: choiceFormat(CONNECTION_KINDS),
        required: true,
      }),
      item('note', ['Ghi chú', 'Note'], { format: textFormat({ max: 1000, width: 40 }) }),
    ],
    oneOf: ['systemId', 'name'],
  },
  {
    name: { vi: 'Thiết bị', en: 'Devices' },
    field: 'devices',
    help: { vi: 'Thiết bị của hệ thống', en: 'Devices of the system' },
    columns: [
      item('name', ['Tên thiết bị, chủng loại', 'Device'], { required: true }),
      item('location', ['Vị trí triển khai', 'Location']),
      item('purpose', ['Mục đích sử dụng', 'Purpose'], { format: words }),
      item('quantity', ['Số lượng', 'Quantity'], { format: integerFormat({ min: 1, max: 999_999_999_999 }) }),
    ],
  },
  {
    name: { vi: 'Dịch vụ', en: 'Services' },
    field: 'services',
    help: { vi: 'Dịch vụ, ứng dụng chạy trên hệ thống', en: 'Services and applications it runs' },
    columns: [
      item('name', ['Tên dịch vụ', 'Service'], { required: true }),
      item('server', ['Máy chủ', 'Server']),
      item('location', ['Vị trí triển khai', 'Location']),
      item('os', ['Hệ điều hành', 'Operating system'], { format: textFormat({ max: 100 }) }),
      item('purpose', ['Mục đích sử dụng', 'Purpose'], { format: words }),
    ],
  },
  {
    name: { vi: 'Vùng mạng', en: 'Network zones' },
    field: 'zones',
    help: { vi: 'Quy hoạch các vùng mạng, địa chỉ', en: 'Network zones and their addresses' },
    columns: [
      item('name', ['Tên vùng mạng', 'Zone'], { required: true }),
      item('privateRange', ['Địa chỉ nội bộ', 'Private addresses']),
      item('publicRange', ['Địa chỉ công cộng', 'Public addresses']),
      item('purpose', ['Mục đích sử dụng', 'Purpose'], { format: words }),
    ],
  },
  {
    name: { vi: 'Bộ dữ liệu', en: 'Datasets' },
    field: 'datasets',
    help: { vi: 'Bộ dữ liệu hệ thống giữ và loại thông tin', en: 'Datasets it holds and their class' },
    columns: [
      item('id', ['Mã bộ dữ liệu', 'Dataset id'], {
        format: textFormat({ max: 120, width: 26 }),
        required: true,
      }),
      item('dataClass', ['Loại thông tin', 'Class of information'], {
        format: choiceFormat(DATA_CLASSES),
        required: true,
      }),
    ],
  },
  {
    name: { vi: 'Nhóm người dùng', en: 'User groups' },
    field: 'userGroups',
    help: { vi: 'Đối tượng sử dụng hệ thống', en: 'Who uses the system' },
    columns: [
      item('name', ['Tên nhóm', 'Group'], { required: true }),
      item('count', ['Số người', 'People'], { format: integerFormat({ min: 0, max: 999_999_999_999 }) }),
      item('channel', ['Kênh truy cập', 'Channel'], { format: textFormat({ max: 100 }) }),
    ],
  },
];
