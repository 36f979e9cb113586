import { countsInWords, planTable } from './control-table';
import type { Explanation } from './explanation';
import { needsDossier } from './explanation';
import { opening, signers } from './opening';
import { partBlocks, partsOf } from './part-blocks';
import { marksExplained } from './words';

/** Tài liệu thuyết minh phương án bảo đảm an ninh mạng (Đ21.4, Đ22.6, Đ29, Đ30). */
export const PLAN: Explanation = {
  id: 'plan',
  fileStem: 'thuyet-minh-phuong-an',
  title: {
    vi: 'Thuyết minh phương án bảo đảm an ninh mạng theo cấp độ',
    en: 'Explanation of the security plan',
  },
  official: false,
  citation: 'NĐ 331 Đ21.4, Đ22.6, Đ29, Đ30',
  mark: 'V1',
  notes: [
    {
      text: {
        vi: 'Câu chữ yêu cầu là của phần mềm, nêu mục của TCVN 14423:2026 theo nguồn thứ cấp; đối chiếu tiêu chuẩn trước khi nộp.',
        en: 'The requirements are in our own words with the section of TCVN 14423:2026 from a secondary source; check the standard.',
      },
      mark: 'V2',
    },
  ],
  whyNot: needsDossier,
  sections: (context) => {
    const issuer = context.operator ?? context.agency;
    const parts = partsOf(context, 'plan');
    const legend = marksExplained(
      context.controls.map(({ mark }) => mark),
      'vi',
    );
    return [
      {
        orientation: 'portrait',
        blocks: [
          ...opening(context, {
            label:
              'Nội dung theo khoản 6 Điều 22 Nghị định số 331/2026/NĐ-CP; bố cục là mẫu nội bộ, không phải biểu mẫu pháp định',
            issuer,
            name: 'Thuyết minh phương án bảo đảm an ninh mạng',
          }),
          ...partBlocks(parts),
          signers(issuer),
        ],
      },
      {
        orientation: 'landscape',
        blocks: [
          { kind: 'appendix', title: 'Phương án triển khai từng yêu cầu' },
          {
            kind: 'paragraph',
            text: `Tổng số yêu cầu: ${context.controls.length}. ${countsInWords(context.controls, 'vi')}.`,
          },
          planTable(context),
          ...(legend === undefined
            ? []
            : [{ kind: 'paragraph', text: [{ text: legend, italic: true }] } as const]),
        ],
      },
    ];
  },
};
