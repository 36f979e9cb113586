import {
  type CellFormat,
  choiceFormat,
  choicesFormat,
  idFormat,
  integerFormat,
  referenceFormat,
  textFormat,
  yesNoFormat,
} from './cell-format';
import { cellText } from './cell-text';
import type { ColumnSpec } from './column';
import { dayFormat } from './day-format';
import { domainsFormat, hostsFormat, networksFormat } from './list-formats';
import { DOSSIER_STATES, HOSTINGS, MARKS, STAGES, TECHNICAL_LAYERS } from './wordings';

const words = textFormat({ max: 4000, width: 44 });
const agency = referenceFormat('agency');
const digit = integerFormat({ min: 1, max: 5 });
/** `3` or «Cấp độ 3». */
const level: CellFormat = {
  ...digit,
  read: (cell) =>
    digit.read(typeof cell === 'string' ? cellText(cell).replace(/^(?:cấp độ|cấp|level)\s*/iu, '') : cell),
};
const count = integerFormat({ min: 0, max: 999_999_999_999 });

type Pair = readonly [vi: string, en: string];
type Flags = Omit<ColumnSpec, 'key' | 'header' | 'help' | 'format'>;

function column(
  key: string,
  header: Pair,
  { format, help, ...flags }: Flags & { format: CellFormat; help: Pair },
): ColumnSpec {
  return {
    key,
    header: { vi: header[0], en: header[1] },
    help: { vi: help[0], en: help[1] },
    format,
    ...flags,
  };
}

/** Columns of the sheet «Hệ thống»: the register card, one system a row. Long lists of a card have sheets of their own. */
export const SYSTEM_COLUMNS: readonly ColumnSpec[] = [
  column('id', ['Mã hệ thống', 'System id'], {
    format: idFormat,
    required: true,
    help: ['Không đổi suốt vòng đời hệ thống, ví dụ: mot-cua', 'Never changes, for example mot-cua'],
  }),
  column('name.vi', ['Tên hệ thống thông tin', 'System name'], {
    format: textFormat({ max: 300, width: 44 }),
    required: true,
    help: ['Tên đầy đủ như trong hồ sơ đề xuất cấp độ', 'Full name as in the level dossier'],
  }),
  column('name.en', ['Tên tiếng Anh', 'English name'], {
    format: textFormat({ max: 300 }),
    blank: 'keep',
    help: ['Để trống thì dùng tên tiếng Việt', 'Left empty, the Vietnamese name is used'],
  }),
  column('agencyId', ['Cơ quan, đơn vị quản lý', 'Agency'], {
    format: agency,
    required: true,
    help: ['Cơ quan mà hệ thống thuộc về', 'The agency the system belongs to'],
  }),
  column('ownerId', ['Chủ quản hệ thống', 'Owner of record'], {
    format: agency,
    help: [
      'Chủ quản hệ thống thông tin (NĐ 331/2026, Điều 4)',
      'Chủ quản hệ thống thông tin (NĐ 331/2026 art. 4)',
    ],
  }),
  column('operatorId', ['Đơn vị vận hành', 'Operator'], {
    format: agency,
    help: [
      'NĐ 331/2026, Điều 5; để trống là chính cơ quan quản lý',
      'NĐ 331/2026 art. 5; empty: the agency itself',
    ],
  }),
  column('specialisedUnitId', ['Đơn vị chuyên trách về an ninh mạng', 'Specialised cybersecurity unit'], {
    format: agency,
    help: ['NĐ 331/2026, Điều 3 khoản 2, theo quyết định chỉ định', 'NĐ 331/2026 art. 3.2, as designated'],
  }),
  column('appraiserId', ['Đơn vị thẩm định độc lập', 'Independent appraiser'], {
    format: agency,
    help: [
      'Khi đơn vị chuyên trách đồng thời vận hành hệ thống (NĐ 331/2026, Điều 18 khoản 4)',
      'When the specialised unit also operates the system (NĐ 331/2026 art. 18.4)',
    ],
  }),
  column('stage', ['Giai đoạn', 'Stage'], {
    format: choiceFormat(STAGES),
    help: ['Giai đoạn trong vòng đời', 'Stage of its life'],
  }),
  column('level', ['Cấp độ', 'Level'], {
    format: level,
    byDossier: true,
    help: [
      'Cấp độ 1–5; khi đã có hồ sơ trên Khiên thì lấy theo hồ sơ',
      'Security level 1–5; follows the dossier once there is one in Khiên',
    ],
  }),
  column('dossier.state', ['Tình trạng hồ sơ cấp độ', 'Dossier state'], {
    format: choiceFormat(DOSSIER_STATES),
    blank: 'keep',
    byDossier: true,
    help: [
      'Theo cột 6 Mẫu 08; khi đã có hồ sơ trên Khiên thì lấy theo hồ sơ',
      'Column 6 of Mẫu 08; follows the dossier once there is one in Khiên',
    ],
  }),
  column('dossier.approvedOn', ['Ngày phê duyệt cấp độ', 'Level approved on'], {
    format: dayFormat,
    byDossier: true,
    help: ['Ngày của quyết định phê duyệt', 'Day of the approval decision'],
  }),
  column('dossier.decision', ['Số quyết định phê duyệt', 'Approval decision'], {
    format: textFormat({ max: 120, width: 20 }),
    byDossier: true,
    help: ['Ví dụ: 214/QĐ-UBND', 'For example 214/QĐ-UBND'],
  }),
  ...MARKS.map(({ value, text }) =>
    column(`marks#${value}`, [text.vi, text.en], {
      format: yesNoFormat,
      help: ['Đánh dấu x nếu thuộc diện này', 'Mark x if it is one'],
    }),
  ),
  column('purpose', ['Mục đích, chức năng', 'Purpose'], {
    format: words,
    help: ['Hệ thống làm gì, phục vụ ai', 'What it does and for whom'],
  }),
  column('boundary', ['Phạm vi', 'Boundary'], {
    format: words,
    help: [
      'Những gì thuộc hệ thống, những gì để ngoài và lý do',
      'What is inside, what is left outside and why',
    ],
  }),
  column('hosting', ['Nơi đặt hệ thống', 'Hosting'], {
    format: choiceFormat(HOSTINGS),
    help: ['Hạ tầng nơi hệ thống đang chạy', 'Where it runs'],
  }),
  column('hostedOn', ['Nền tảng đang dùng', 'Hosted on'], {
    format: referenceFormat('system'),
    help: [
      'Mã hệ thống của nền tảng mà hệ thống này đặt trên đó',
      'The platform (a system) whose sections and controls it inherits',
    ],
  }),
  column('technicalLayers', ['Lớp kỹ thuật', 'Technical layers'], {
    format: choicesFormat(TECHNICAL_LAYERS),
    help: ['Các lớp mà hệ thống có', 'The layers it has'],
  }),
  column('networks', ['Địa chỉ, dải mạng', 'Networks'], {
    format: networksFormat,
    help: ['IPv4 hoặc IPv6, ví dụ: 10.20.4.0/24', 'IPv4 or IPv6, for example 10.20.4.0/24'],
  }),
  column('hosts', ['Tên máy chủ', 'Hosts'], {
    format: hostsFormat,
    help: ['Tên máy như trong nhật ký', 'Names as they stand in the logs'],
  }),
  column('domains', ['Tên miền', 'Domains'], {
    format: domainsFormat,
    help: ['Ví dụ: motcua.tinh.example', 'For example motcua.tinh.example'],
  }),
  column('subjects.basic', ['Số chủ thể dữ liệu cá nhân cơ bản', 'Subjects of basic personal data'], {
    format: count,
    help: ['Số người có dữ liệu cá nhân cơ bản trong hệ thống', 'People whose basic personal data it holds'],
  }),
  column(
    'subjects.sensitive',
    ['Số chủ thể dữ liệu cá nhân nhạy cảm', 'Subjects of sensitive personal data'],
    {
      format: count,
      help: [
        'Số người có dữ liệu cá nhân nhạy cảm trong hệ thống',
        'People whose sensitive personal data it holds',
      ],
    },
  ),
  column('subjects.method', ['Cách đếm chủ thể', 'How subjects were counted'], {
    format: words,
    help: ['Nguồn số liệu, cách loại trùng', 'Source of the figures and how duplicates were left out'],
  }),
  column('subjects.countedOn', ['Ngày đếm chủ thể', 'Subjects counted on'], {
    format: dayFormat,
    help: ['Ngày chốt số liệu', 'Day of the figures'],
  }),
  column('constructionStartedOn', ['Ngày bắt đầu xây dựng', 'Construction started on'], {
    format: dayFormat,
    help: ['Dùng để chọn quy định chuyển tiếp', 'Decides which transition rule applies'],
  }),
  column('wentLiveOn', ['Ngày đưa vào vận hành', 'Went live on'], {
    format: dayFormat,
    help: ['Ngày đưa vào khai thác, sử dụng', 'First day of use'],
  }),
  column('transition.levelLegacy', ['Cấp độ cũ', 'Level of before'], {
    format: level,
    help: ['Cấp độ đã phê duyệt theo quy định trước đây', 'Level approved under the earlier law'],
  }),
  column('transition.regimeOfApproval', ['Quy định khi phê duyệt', 'Regime of approval'], {
    format: textFormat({ max: 40, width: 18 }),
    help: ['Ví dụ: ND85, ND331', 'For example ND85, ND331'],
  }),
  column('transition.rule', ['Quy định chuyển tiếp', 'Transition rule'], {
    format: textFormat({ max: 20, width: 14 }),
    help: ['LP-T1 … LP-T6', 'LP-T1 … LP-T6'],
  }),
];
