import { choiceFormat, idFormat, referenceFormat, textFormat } from './cell-format';
import type { ColumnSpec } from './column';
import { AGENCY_KINDS } from './wordings';

/** Columns of the sheet «Cơ quan»: the tree, and what the official forms ask of a body (NĐ 331 Đ22.3, Mẫu 08 section 2). */
export const AGENCY_COLUMNS: readonly ColumnSpec[] = [
  {
    key: 'id',
    header: { vi: 'Mã cơ quan', en: 'Agency id' },
    help: { vi: 'Không đổi, ví dụ: so-y-te', en: 'Never changes, for example so-y-te' },
    format: idFormat,
    required: true,
  },
  {
    key: 'name.vi',
    header: { vi: 'Tên cơ quan, đơn vị', en: 'Agency name' },
    help: { vi: 'Tên đầy đủ', en: 'Full name' },
    format: textFormat({ max: 300, width: 44 }),
    required: true,
  },
  {
    key: 'name.en',
    header: { vi: 'Tên tiếng Anh', en: 'English name' },
    help: { vi: 'Để trống thì dùng tên tiếng Việt', en: 'Left empty, the Vietnamese name is used' },
    format: textFormat({ max: 300 }),
    blank: 'keep',
  },
  {
    key: 'parent',
    header: { vi: 'Cơ quan cấp trên', en: 'Parent agency' },
    help: {
      vi: 'Mã cơ quan cấp trên trực tiếp; cấp tỉnh để trống',
      en: 'The agency right above it; empty for the province',
    },
    format: referenceFormat('agency'),
  },
  {
    key: 'kind',
    header: { vi: 'Loại cơ quan', en: 'Kind' },
    help: { vi: 'Loại cơ quan, đơn vị', en: 'What kind of body it is' },
    format: choiceFormat(AGENCY_KINDS),
    required: true,
  },
  {
    key: 'contact.mandate',
    header: { vi: 'Văn bản quy định chức năng, nhiệm vụ', en: 'Mandate' },
    help: { vi: 'Số, ngày, cơ quan ban hành', en: 'Number, date and issuer of the document' },
    format: textFormat({ max: 500, width: 44 }),
  },
  {
    key: 'contact.representative',
    header: { vi: 'Người đại diện', en: 'Representative' },
    help: { vi: 'Họ và tên người đứng đầu', en: 'Name of the head' },
    format: textFormat({ max: 200 }),
    personal: true,
  },
  {
    key: 'contact.representativeTitle',
    header: { vi: 'Chức vụ người đại diện', en: 'Title of the representative' },
    help: { vi: 'Ví dụ: Giám đốc', en: 'For example Director' },
    format: textFormat({ max: 200, width: 22 }),
  },
  {
    key: 'contact.address',
    header: { vi: 'Địa chỉ', en: 'Address' },
    help: { vi: 'Địa chỉ trụ sở', en: 'Address of the office' },
    format: textFormat({ max: 500, width: 36 }),
  },
  {
    key: 'contact.phone',
    header: { vi: 'Điện thoại', en: 'Telephone' },
    help: { vi: 'Số điện thoại liên hệ', en: 'Telephone number' },
    format: textFormat({ max: 50, width: 18 }),
    personal: true,
  },
  {
    key: 'contact.email',
    header: { vi: 'Thư điện tử', en: 'E-mail' },
    help: { vi: 'Hộp thư công vụ', en: 'Official mailbox' },
    format: textFormat({ max: 200, width: 34 }),
    personal: true,
  },
  {
    key: 'contact.symbol',
    header: { vi: 'Ký hiệu văn bản', en: 'Document symbol' },
    help: { vi: 'Ký hiệu trong số văn bản, ví dụ: SYT', en: 'As in document numbers, for example SYT' },
    format: textFormat({ max: 40, width: 16 }),
  },
  {
    key: 'contact.place',
    header: { vi: 'Địa danh', en: 'Place' },
    help: {
      vi: 'Địa danh ghi trước ngày tháng của văn bản',
      en: 'Place written before the date of documents',
    },
    format: textFormat({ max: 100, width: 18 }),
  },
];
