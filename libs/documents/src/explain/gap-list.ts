import type { GapPlan } from '@khien/model';
import type { ControlLine, DocumentContext } from '../document-context';
import { BLANK, type Block, type Row } from '../print/blocks';
import { shortDay } from '../print/vietnamese-day';
import { byGroup, countsInWords, gapOf } from './control-table';
import type { Explanation } from './explanation';
import { needsSystem } from './explanation';
import { opening } from './opening';
import { cited, dueWords, type Language, marksExplained, STATUS_WORDS } from './words';

/** Statuses that are a gap: what cannot be shown counts as missing. */
const GAPS: ReadonlySet<string> = new Set(['not_met', 'partly', 'unverifiable']);

/** Danh mục khoảng trống và kế hoạch khắc phục (Đ36.10). */
export const GAP_LIST: Explanation = {
  id: 'gap-list',
  fileStem: 'danh-muc-khoang-trong',
  title: { vi: 'Danh mục khoảng trống và kế hoạch khắc phục', en: 'Gap list and remediation plan' },
  official: false,
  citation: 'NĐ 331 Đ36.9, Đ36.10',
  mark: 'V1',
  notes: [],
  followsLanguage: true,
  whyNot: needsSystem,
  sections: (context) => [{ orientation: 'landscape', blocks: blocks(context) }],
};

function blocks(context: DocumentContext): Block[] {
  const { language, controls } = context;
  const vi = language === 'vi';
  const gaps = controls.filter(({ result }) => result !== undefined && GAPS.has(result.status));
  const legend = marksExplained(
    gaps.map(({ mark }) => mark),
    language,
  );
  const overdue = gaps.filter(({ id }) => dueWords(gapOf(context, id), context.on) === 'overdue').length;
  return [
    ...opening(context, {
      label: vi
        ? 'Mẫu nội bộ, không phải biểu mẫu pháp định'
        : 'Internal sheet (mẫu nội bộ, không phải biểu mẫu pháp định)',
      issuer: context.operator ?? context.agency,
      name: GAP_LIST.title[language],
      summary: context.system?.name[language],
    }),
    {
      kind: 'paragraph',
      text: vi
        ? `Tính đến ngày ${shortDay(context.on)}: ${gaps.length} yêu cầu còn khoảng trống trên tổng số ${controls.length}, trong đó ${overdue} quá hạn khắc phục.`
        : `As of ${shortDay(context.on)}: ${gaps.length} of ${controls.length} requirements have a gap, ${overdue} of them past their due day.`,
    },
    { kind: 'paragraph', text: `${countsInWords(controls, language)}.` },
    table(context, gaps),
    ...(legend === undefined ? [] : [{ kind: 'paragraph', text: [{ text: legend, italic: true }] } as const]),
  ];
}

function table(context: DocumentContext, gaps: readonly ControlLine[]): Block {
  const { language } = context;
  const headings =
    language === 'vi'
      ? [
          'TT',
          'Yêu cầu',
          'Căn cứ',
          'Tình trạng',
          'Lý do',
          'Người chịu trách nhiệm',
          'Hạn',
          'Các mốc',
          'Kinh phí (triệu đồng)',
          'Ghi chú',
        ]
      : [
          'No.',
          'Requirement',
          'Clause',
          'Status',
          'Reason',
          'Responsible',
          'Due',
          'Milestones',
          'Cost (million VND)',
          'Note',
        ];
  const widths = [0.5, 3, 1.5, 1.1, 2.4, 1.4, 1.2, 2.2, 0.9, 1.4];
  let number = 0;
  const rows = byGroup(gaps, language).flatMap(({ title, controls }): Row[] => [
    { span: title },
    ...controls.map((control): Row => gapRow(context, control, ++number)),
  ]);
  const none = language === 'vi' ? 'Không có khoảng trống.' : 'There is no gap.';
  return {
    kind: 'table',
    size: 10,
    columns: headings.map((text, index) => ({
      heading: text,
      width: widths[index] ?? 1,
      ...(index === 0 || index === 6 ? { align: 'center' as const } : {}),
    })),
    rows: rows.length > 0 ? rows : [{ span: none }],
  };
}

function gapRow(context: DocumentContext, control: ControlLine, number: number): Row {
  const { language } = context;
  const plan = gapOf(context, control.id);
  const { result } = control;
  return [
    String(number),
    [{ text: `${control.id}\n`, bold: true }, { text: control.title[language] }],
    cited(control.clause, control.mark),
    result === undefined ? BLANK : STATUS_WORDS[result.status][language],
    result?.reasons.map((reason) => reason[language]).join('\n') ?? '',
    plan?.owner ?? BLANK,
    dueIn(plan, context),
    milestonesOf(plan, language),
    plan?.costMillionVnd === undefined ? '' : plan.costMillionVnd.toLocaleString('vi-VN'),
    plan?.note ?? '',
  ];
}

function dueIn(plan: GapPlan | undefined, { on, language }: DocumentContext): string {
  if (plan?.dueOn === undefined) return BLANK;
  const late = language === 'vi' ? 'quá hạn' : 'overdue';
  return dueWords(plan, on) === 'overdue' ? `${shortDay(plan.dueOn)}\n(${late})` : shortDay(plan.dueOn);
}

function milestonesOf(plan: GapPlan | undefined, language: Language): string {
  const done = language === 'vi' ? 'xong' : 'done';
  return (plan?.milestones ?? [])
    .map(({ title, dueOn, doneOn }) => {
      const state = doneOn === undefined ? '' : ` (${done} ${shortDay(doneOn)})`;
      return `${shortDay(dueOn)}: ${title}${state}`;
    })
    .join('\n');
}
