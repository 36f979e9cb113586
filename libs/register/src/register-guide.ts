import type { Bilingual } from '@khien/model';
import type { SheetKind } from './find-sheets';

const RULES: readonly Bilingual[] = [
  {
    vi: 'Mỗi dòng là một hệ thống hoặc một cơ quan; mã không đổi suốt vòng đời. Có thể đổi thứ tự cột, bỏ bớt cột; cột lạ không được đọc.',
    en: 'One system or agency a row; its id never changes. Columns may stand in any order or be left out; unknown columns are not read.',
  },
  {
    vi: 'Nhập tệp không bao giờ xóa: mã không có trong tệp được giữ nguyên trong sổ đăng ký.',
    en: 'An import never deletes: what is not in the file stays in the register.',
  },
  {
    vi: 'Cột không có trong tệp: giữ nguyên. Ô để trống: xóa nội dung đang có của ô đó (bản xem trước cho thấy rõ).',
    en: 'A column that is left out changes nothing. An empty cell takes its content off (the preview shows it).',
  },
  {
    vi: 'Ngày ghi ngày/tháng/năm. Nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy (;). Có thể ghi mã hoặc tên cơ quan, hệ thống.',
    en: 'Dates as dd/mm/yyyy. Several values in a cell with ; between. Agencies and systems by id or name.',
  },
  {
    vi: 'Chỉ một ô sai thì cả tệp không được nhập; mọi ô sai được chỉ rõ trang tính, dòng, cột.',
    en: 'One bad cell and nothing is imported; every bad cell is named by sheet, row and column.',
  },
];

const DETAIL_RULES: readonly Bilingual[] = [
  {
    vi: 'Trang chi tiết (Kết nối, Thiết bị, …): các dòng của một hệ thống thay toàn bộ danh sách cũ; không có dòng nào thì giữ nguyên; một dòng chỉ có mã hệ thống nghĩa là danh sách trống.',
    en: 'Detail sheets: the rows of a system replace its whole list; no row leaves it as it is; a row with the id alone empties it.',
  },
  {
    vi: 'Cơ quan mới phải được nhập vào sổ cơ quan trước khi nhập hệ thống của cơ quan đó.',
    en: 'A new agency is imported before the systems that belong to it.',
  },
];

/** What the sheet «Hướng dẫn» says above its table of columns. */
export function registerGuide(kind: SheetKind): { title: Bilingual; rules: Bilingual[] } {
  return kind === 'systems'
    ? {
        title: { vi: 'Sổ đăng ký hệ thống thông tin', en: 'Register of information systems' },
        rules: [...RULES, ...DETAIL_RULES],
      }
    : { title: { vi: 'Sổ đăng ký cơ quan, đơn vị', en: 'Register of agencies' }, rules: [...RULES] };
}
