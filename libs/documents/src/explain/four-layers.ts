import type { ComplianceSheet, EvidenceUse } from '@khien/model';
import type { DocumentContext } from '../document-context';
import { type Block, plainOf } from '../print/blocks';
import { shortDay } from '../print/vietnamese-day';
import { vietnameseDay } from './control-table';
import type { Explanation } from './explanation';
import { NO_SHEET, needsSystem } from './explanation';
import { opening } from './opening';
import { cited, LAYER_WORDS, type Language, marksExplained, TECHNICAL_WORDS, VERDICT_WORDS } from './words';

const SAY = {
  label: {
    vi: 'Mẫu nội bộ, không phải biểu mẫu pháp định. Mô hình 4 lớp đến từ kế hoạch của tỉnh và chỉ đạo trước đây, không có trong Nghị định số 331/2026/NĐ-CP',
    en: 'Internal sheet (mẫu nội bộ, không phải biểu mẫu pháp định). The four-layer model comes from provincial plans and earlier directives, not from Decree 331/2026',
  },
  headings: {
    vi: ['Nội dung kiểm tra', 'Kết quả', 'Căn cứ', 'Chứng cứ'],
    en: ['What was checked', 'Result', 'Clause', 'Evidence'],
  },
  technical: {
    vi: 'Bốn lớp kỹ thuật (khuyến nghị từ cấp độ 3)',
    en: 'Four technical layers (recommended from level 3)',
  },
  changes: {
    vi: 'Dấu hiệu cần xác định lại cấp độ',
    en: 'Signs that the level has to be determined again',
  },
  none: { vi: 'Chưa có nội dung kiểm tra.', en: 'Nothing was checked.' },
  noEvidence: { vi: 'Không có', en: 'None' },
};

/** Phiếu bốn lớp bảo vệ of one system: four verdicts apart, never one score. */
export const FOUR_LAYERS: Explanation = {
  id: 'four-layers',
  fileStem: 'phieu-bon-lop',
  title: { vi: 'Phiếu đánh giá bốn lớp bảo vệ', en: 'Four-layer sheet' },
  official: false,
  citation: 'Kế hoạch của tỉnh; NĐ 331 Đ31.1b, Đ31.2c, Đ33.5',
  mark: 'S',
  notes: [],
  followsLanguage: true,
  whyNot: (context) => needsSystem(context) ?? (context.sheet === undefined ? NO_SHEET : undefined),
  sections: (context) => [{ orientation: 'portrait', blocks: blocks(context) }],
};

function blocks(context: DocumentContext): Block[] {
  const { language, sheet } = context;
  if (sheet === undefined) return [];
  const legend = marksExplained(
    [
      ...sheet.layers.flatMap(({ reasons }) => reasons.map(({ mark }) => mark)),
      ...sheet.changes.map(({ mark }) => mark),
    ],
    language,
  );
  return [
    ...opening(context, {
      label: SAY.label[language],
      issuer: context.operator ?? context.agency,
      name: FOUR_LAYERS.title[language],
      summary: context.system?.name[language],
    }),
    { kind: 'paragraph', text: asOf(sheet, language) },
    summary(sheet, language),
    ...sheet.layers.flatMap((layer) => layerBlocks(layer, language)),
    ...technical(sheet, language),
    ...changes(sheet, language),
    ...(legend === undefined ? [] : [{ kind: 'paragraph', text: [{ text: legend, italic: true }] } as const]),
  ];
}

function asOf({ on, level }: ComplianceSheet, language: Language): string {
  const words = level === undefined ? (language === 'vi' ? 'chưa có' : 'none') : String(level);
  return language === 'vi'
    ? `Tính đến ngày ${shortDay(on)}. Cấp độ: ${words}.`
    : `As of ${shortDay(on)}. Level: ${words}.`;
}

function summary(sheet: ComplianceSheet, language: Language): Block {
  const headings =
    language === 'vi' ? ['Lớp', 'Kết quả', 'Có giá trị đến'] : ['Layer', 'Result', 'Valid until'];
  return {
    kind: 'table',
    columns: [
      { heading: headings[0] ?? '', width: 4 },
      { heading: headings[1] ?? '', width: 2, align: 'center' },
      { heading: headings[2] ?? '', width: 1.5, align: 'center' },
    ],
    rows: sheet.layers.map(({ layer, verdict, expiresOn }) => [
      LAYER_WORDS[layer][language],
      [{ text: VERDICT_WORDS[verdict][language], bold: true }],
      expiresOn === undefined ? '' : shortDay(expiresOn),
    ]),
  };
}

function layerBlocks(
  { layer, verdict, reasons }: ComplianceSheet['layers'][number],
  language: Language,
): Block[] {
  const columns = SAY.headings[language].map((heading, index) => ({
    heading,
    width: [3.4, 1.2, 1.7, 1.8][index] ?? 1,
  }));
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${LAYER_WORDS[layer][language]}: ${VERDICT_WORDS[verdict][language]}`,
    },
    {
      kind: 'table',
      size: 11,
      columns,
      rows:
        reasons.length === 0
          ? [{ span: SAY.none[language] }]
          : reasons.map((reason) => [
              reason.text[language],
              VERDICT_WORDS[reason.verdict][language],
              cited(reason.clause, reason.mark),
              evidenceDays(reason.evidence, language),
            ]),
    },
  ];
}

/** Days of the evidence; what no longer counts says so. */
function evidenceDays(evidence: readonly EvidenceUse[], language: Language): string {
  if (evidence.length === 0) return SAY.noEvidence[language];
  const stale = language === 'vi' ? 'hết hiệu lực' : 'stale';
  return evidence
    .slice(0, 4)
    .map(({ effectiveFrom, effectiveTo, collectedAt, fresh }) => {
      const day = shortDay(effectiveFrom ?? vietnameseDay(collectedAt));
      return `${day}${effectiveTo === undefined ? '' : ` – ${shortDay(effectiveTo)}`}${fresh ? '' : ` (${stale})`}`;
    })
    .join('\n');
}

function technical({ technical: layers }: ComplianceSheet, language: Language): Block[] {
  if (layers.length === 0) return [];
  const [what, result] = SAY.headings[language];
  return [
    { kind: 'heading', level: 2, text: SAY.technical[language] },
    {
      kind: 'table',
      size: 11,
      columns: [
        { heading: language === 'vi' ? 'Lớp kỹ thuật' : 'Technical layer', width: 1.4 },
        { heading: result ?? '', width: 1.2 },
        { heading: what ?? '', width: 4 },
      ],
      rows: layers.map(({ layer, verdict, text }) => [
        TECHNICAL_WORDS[layer][language],
        VERDICT_WORDS[verdict][language],
        text[language],
      ]),
    },
  ];
}

function changes({ changes: seen }: ComplianceSheet, language: Language): Block[] {
  if (seen.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: SAY.changes[language] },
    {
      kind: 'list',
      entries: seen.map(({ text, clause, mark, seenAt }) =>
        plainOf(`${text[language]} (${cited(clause, mark)}; ${shortDay(vietnameseDay(seenAt))})`),
      ),
    },
  ];
}
