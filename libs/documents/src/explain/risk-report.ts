import type { Evidence } from '@khien/model';
import type { DocumentContext, FilledPart } from '../document-context';
import { BLANK, type Block, type Row } from '../print/blocks';
import { formalClause } from '../print/formal-clause';
import { shortDay } from '../print/vietnamese-day';
import { gapOf } from './control-table';
import type { Explanation } from './explanation';
import { needsSystem } from './explanation';
import { criteria } from './level-proposal';
import { opening, signers } from './opening';
import { fieldBlocks } from './part-blocks';
import { DATA_CLASS_WORDS } from './words';

const HIGHEST = { low: 'thấp', medium: 'trung bình', high: 'cao', very_high: 'rất cao' } as const;

/** Báo cáo đánh giá rủi ro (Đ10.3a–g): the official method and form are still to be issued (Đ10.8). */
export const RISK_REPORT: Explanation = {
  id: 'risk-report',
  fileStem: 'bao-cao-danh-gia-rui-ro',
  title: { vi: 'Báo cáo đánh giá rủi ro an ninh mạng', en: 'Risk assessment report' },
  official: false,
  citation: 'NĐ 331 Đ10.3',
  mark: 'V1',
  notes: [
    {
      text: {
        vi: 'Phương pháp và biểu mẫu do Bộ Công an quy định (Đ10.8), chưa ban hành theo tài liệu đã đọc; thang điểm là gợi ý nội bộ.',
        en: 'Method and form are to be issued by the Ministry of Public Security (Art. 10.8); the scale is an internal suggestion.',
      },
      mark: 'V2',
    },
  ],
  whyNot: needsSystem,
  sections: (context) => [{ orientation: 'portrait', blocks: portrait(context) }],
};

function portrait(context: DocumentContext): Block[] {
  const issuer = context.owner ?? context.operator ?? context.agency;
  const assessed = newest(context.evidence);
  return [
    ...opening(context, {
      label: 'Mẫu nội bộ, không phải biểu mẫu pháp định (khoản 8 Điều 10: Bộ Công an quy định mẫu)',
      issuer,
      name: 'Báo cáo đánh giá rủi ro an ninh mạng',
    }),
    heading('Thông tin chung (Đ10.2)'),
    line('Hệ thống thông tin', context.system?.name.vi),
    line('Lý do đánh giá (điểm a–đ khoản 2 Điều 10)', undefined),
    line('Ngày đánh giá', assessed === undefined ? undefined : shortDay(assessed.on)),
    line(
      'Bên đánh giá độc lập với vận hành',
      assessed === undefined ? undefined : assessed.independent ? 'Có' : 'Không',
    ),
    line('Phương pháp', undefined),
    heading('1. Tài sản, chức năng trọng yếu (Đ10.3a)'),
    assets(context),
    heading('2. Loại thông tin xử lý, lưu trữ, truyền đưa (Đ10.3b)'),
    information(context),
    heading('3. Nguy cơ, điểm yếu và mức rủi ro (Đ10.3c, Đ10.3d)'),
    ...risks(context.parts),
    note(
      'Thang nội bộ: khả năng (1–5) × ảnh hưởng (1–5); 1–4 thấp, 5–9 trung bình, 10–16 cao, 20–25 rất cao.',
    ),
    heading('4. Năng lực phòng ngừa, phát hiện, ứng phó, khôi phục (Đ10.3đ)'),
    capability(),
    heading('5. Kế hoạch giảm thiểu rủi ro (Đ10.3e)'),
    mitigation(context),
    heading('6. Trao đổi thông tin rủi ro và báo cáo cơ quan có thẩm quyền (Đ10.3g)'),
    { kind: 'paragraph', text: BLANK },
    heading('7. Kết luận (Đ10.4, Đ10.5)'),
    line('Mức rủi ro cao nhất', assessed === undefined ? undefined : HIGHEST[assessed.highest]),
    line('Lần đánh giá tiếp theo', assessed?.nextOn === undefined ? undefined : shortDay(assessed.nextOn)),
    ...criteria(context.level, { table: false }),
    signers(issuer),
  ];
}

type Assessment = Extract<Evidence['fact'], { kind: 'risk_assessment' }>;

function newest(evidence: readonly Evidence[]): Assessment | undefined {
  return evidence
    .map(({ fact }) => fact)
    .filter((fact): fact is Assessment => fact.kind === 'risk_assessment')
    .sort((one, other) => (one.on < other.on ? 1 : -1))[0];
}

const heading = (text: string): Block => ({ kind: 'heading', level: 1, text: formalClause(text) });
const note = (text: string): Block => ({ kind: 'paragraph', text: [{ text, italic: true }] });
const line = (label: string, value: string | undefined): Block => ({
  kind: 'paragraph',
  text: `- ${label}: ${value ?? BLANK}`,
});
const orBlank = (rows: Row[], columns: number): Row[] =>
  rows.length > 0 ? rows : [Array.from({ length: columns }, () => BLANK)];

function assets({ system }: DocumentContext): Block {
  const devices = (system?.devices ?? []).map(({ name, location, purpose }) => [
    name,
    location ?? '',
    purpose ?? '',
    BLANK,
  ]);
  const services = (system?.services ?? []).map(({ name, server, purpose }) => [
    name,
    server ?? '',
    purpose ?? '',
    BLANK,
  ]);
  return {
    kind: 'table',
    columns: [
      { heading: 'Tài sản', width: 2 },
      { heading: 'Vị trí', width: 1.6 },
      { heading: 'Chức năng', width: 2.4 },
      { heading: 'Mức quan trọng (1–5)', width: 1, align: 'center' },
    ],
    rows: orBlank([...devices, ...services], 4),
  };
}

function information({ system }: DocumentContext): Block {
  return {
    kind: 'table',
    columns: [
      { heading: 'Dữ liệu', width: 2 },
      { heading: 'Phân loại (khoản 1 Điều 9)', width: 2 },
      { heading: 'Kênh truyền', width: 2 },
    ],
    rows: orBlank(
      (system?.datasets ?? []).map(({ id, dataClass }) => [id, DATA_CLASS_WORDS[dataClass].vi, BLANK]),
      3,
    ),
  };
}

/** The risks typed in the level proposal; an empty table where there are none. */
function risks(parts: readonly FilledPart[]): Block[] {
  for (const part of parts)
    for (const field of part.fields)
      if (/^risks(_brief)?$/.test(field.field.id) && field.answer !== undefined)
        return fieldBlocks(part, field, '3.1.');
  return [
    {
      kind: 'table',
      columns: ['Mối đe dọa', 'Điểm yếu', 'Khả năng', 'Ảnh hưởng', 'Mức rủi ro', 'Biện pháp xử lý'].map(
        (text) => ({
          heading: text,
          width: 1,
        }),
      ),
      rows: orBlank([], 6),
    },
  ];
}

function capability(): Block {
  return {
    kind: 'table',
    columns: [
      { heading: 'Năng lực', width: 1.5 },
      { heading: 'Mức (Chưa có/Cơ bản/Đầy đủ)', width: 2 },
      { heading: 'Khoảng trống', width: 3 },
    ],
    rows: ['Phòng ngừa', 'Phát hiện', 'Ứng phó', 'Khôi phục'].map((name) => [name, BLANK, BLANK]),
  };
}

function mitigation(context: DocumentContext): Block {
  const open = context.controls.filter(
    ({ result }) => result?.status === 'not_met' || result?.status === 'partly',
  );
  return {
    kind: 'table',
    columns: [
      { heading: 'Mã', width: 1 },
      { heading: 'Yêu cầu', width: 3 },
      { heading: 'Người chịu trách nhiệm', width: 1.5 },
      { heading: 'Hạn', width: 1, align: 'center' },
      { heading: 'Kinh phí (triệu đồng)', width: 1, align: 'right' },
    ],
    rows: orBlank(
      open.map(({ id, title }) => {
        const plan = gapOf(context, id);
        return [
          id,
          title.vi,
          plan?.owner ?? BLANK,
          plan?.dueOn === undefined ? BLANK : shortDay(plan.dueOn),
          plan?.costMillionVnd === undefined ? '' : plan.costMillionVnd.toLocaleString('vi-VN'),
        ];
      }),
      5,
    ),
  };
}
