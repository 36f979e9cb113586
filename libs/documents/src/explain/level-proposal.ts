import type { DocumentContext, FilledPart, LevelFindings } from '../document-context';
import { isCritical } from '../forms/roles';
import { BLANK, type Block } from '../print/blocks';
import { formalClause } from '../print/formal-clause';
import type { Explanation } from './explanation';
import { needsDossier } from './explanation';
import { opening, signers } from './opening';
import { partBlocks, partsOf } from './part-blocks';
import { marksExplained } from './words';

/** Tài liệu thuyết minh việc đề xuất cấp độ (Đ21.3, Đ22.4, Đ22.5). */
export const LEVEL_PROPOSAL: Explanation = {
  id: 'level-proposal',
  fileStem: 'thuyet-minh-de-xuat-cap-do',
  title: { vi: 'Thuyết minh đề xuất cấp độ hệ thống thông tin', en: 'Explanation of the proposed level' },
  official: false,
  citation: 'NĐ 331 Đ21.3, Đ22.4, Đ22.5',
  mark: 'V1',
  notes: [
    {
      text: {
        vi: 'Đ22.5 dẫn «khoản 3», theo mạch văn là khoản 4: tài liệu có đủ nội dung của khoản 3, 4 và 5.',
        en: 'Art. 22.5 refers to clause 3 where clause 4 is meant: the document holds clauses 3, 4 and 5.',
      },
      mark: 'V2',
    },
  ],
  whyNot: needsDossier,
  sections: (context) => {
    const issuer = context.operator ?? context.agency;
    const parts = partsOf(context, 'level_proposal');
    const next = parts.length + 1;
    return [
      {
        orientation: 'portrait',
        blocks: [
          ...opening(context, {
            label:
              'Nội dung theo khoản 4, 5 Điều 22 Nghị định số 331/2026/NĐ-CP; bố cục là mẫu nội bộ, không phải biểu mẫu pháp định',
            issuer,
            name: 'Thuyết minh đề xuất cấp độ',
          }),
          ...partBlocks(parts),
          {
            kind: 'heading',
            level: 1,
            text: `${next}. Đối chiếu tiêu chí xác định cấp độ (Điều 11 đến Điều 15)`,
          },
          ...criteria(context.level, { table: !said(parts, 'grounds') }),
          { kind: 'heading', level: 1, text: `${next + 1}. Kết luận` },
          ...conclusion(context),
          signers(issuer),
        ],
      },
    ];
  },
};

/** The criteria that matched, as the calculator found them; what is undecided is said, never resolved. */
export function criteria(level: LevelFindings | undefined, { table }: { table: boolean }): Block[] {
  if (level === undefined) return [{ kind: 'paragraph', text: BLANK }];
  const legend = marksExplained(
    level.reasons.map(({ mark }) => mark),
    'vi',
  );
  const [verdict, ...open] = verdictOf(level);
  return [
    ...(table ? [criteriaTable(level), ...(legend === undefined ? [] : [italic(legend)])] : []),
    { kind: 'paragraph', text: verdict ?? '' },
    ...open.map((text): Block => ({ kind: 'paragraph', text })),
    ...level.warnings.map((text): Block => ({ kind: 'paragraph', text: `- ${text}` })),
  ];
}

const italic = (text: string): Block => ({ kind: 'paragraph', text: [{ text, italic: true }] });
/** Whether a question was answered. */
const said = (parts: readonly FilledPart[], id: string): boolean =>
  parts.some(({ fields }) => fields.some(({ field, answer }) => field.id === id && answer !== undefined));

function criteriaTable(level: LevelFindings): Block {
  return {
    kind: 'table',
    columns: [
      { heading: 'TT', width: 0.5, align: 'center' },
      { heading: 'Căn cứ', width: 1.4 },
      { heading: 'Tiêu chí', width: 6 },
      { heading: 'Cấp độ', width: 1, align: 'center' },
      { heading: 'Độ tin cậy', width: 1, align: 'center' },
    ],
    rows:
      level.reasons.length === 0
        ? [['', BLANK, BLANK, '', '']]
        : level.reasons.map((reason, index) => [
            String(index + 1),
            formalClause(reason.clause),
            reason.criterion,
            reason.level === null ? '' : String(reason.level),
            reason.mark,
          ]),
  };
}

function verdictOf({ level, floor, candidates, undecided }: LevelFindings): string[] {
  if (level !== null)
    return [`Cấp độ theo tiêu chí: cấp độ ${level} (lấy cấp độ cao nhất theo khoản 2 Điều 8).`];
  const least = floor === null ? '' : `ít nhất cấp độ ${floor}; `;
  const could =
    candidates.length === 0 ? 'chưa xác định được cấp độ' : `có thể là cấp độ ${candidates.join(', ')}`;
  return [
    `Sơ bộ, chưa kết luận: ${least}${could}.`,
    ...(undecided.length === 0 ? [] : [`Nội dung chưa đủ căn cứ để kết luận: ${undecided.join(', ')}.`]),
  ];
}

function conclusion(context: DocumentContext): Block[] {
  const { dossier, level } = context;
  const proposed = dossier?.proposedLevel;
  const clauses = [
    ...new Set((level?.reasons ?? []).filter((each) => each.level === proposed).map(({ clause }) => clause)),
  ];
  const basis = clauses.length === 0 ? BLANK : clauses.map(formalClause).join(', ');
  const list = isCritical(context)
    ? [
        {
          kind: 'paragraph',
          text: 'Hệ thống thuộc diện Danh mục hệ thống thông tin quan trọng về an ninh quốc gia, thực hiện theo trình tự của cấp độ 5 (khoản 4 Điều 20).',
        } as const,
      ]
    : [];
  return [
    {
      kind: 'paragraph',
      text: `Căn cứ các nội dung nêu trên, đề xuất ${context.system?.name.vi ?? BLANK} là hệ thống thông tin cấp độ ${proposed ?? BLANK}. Căn cứ đề xuất: ${basis} Nghị định số 331/2026/NĐ-CP.`,
    },
    ...list,
  ];
}
