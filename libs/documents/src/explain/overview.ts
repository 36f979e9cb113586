import type { Explanation } from './explanation';
import { needsDossier } from './explanation';
import { opening, signers } from './opening';
import { partBlocks, partsOf } from './part-blocks';

/** Tài liệu mô tả, thuyết minh tổng quan về hệ thống thông tin (Đ21.1, Đ22.3). */
export const OVERVIEW: Explanation = {
  id: 'overview',
  fileStem: 'thuyet-minh-tong-quan',
  title: { vi: 'Thuyết minh tổng quan về hệ thống thông tin', en: 'Overview of the information system' },
  official: false,
  citation: 'NĐ 331 Đ21.1, Đ22.3',
  mark: 'V1',
  notes: [
    {
      text: {
        vi: 'Tài liệu có thông tin mạng của hệ thống: coi là thông tin riêng, hạn chế người được đọc.',
        en: 'The document holds network details: treat it as private information.',
      },
      mark: 'V2',
    },
  ],
  whyNot: needsDossier,
  sections: (context) => {
    const issuer = context.operator ?? context.agency;
    return [
      {
        orientation: 'portrait',
        blocks: [
          ...opening(context, {
            label:
              'Nội dung theo khoản 3 Điều 22 Nghị định số 331/2026/NĐ-CP; bố cục là mẫu nội bộ, không phải biểu mẫu pháp định',
            issuer,
            name: 'Thuyết minh tổng quan về hệ thống thông tin',
          }),
          ...partBlocks(partsOf(context, 'overview')),
          ...partBlocks(partsOf(context, 'design'), partsOf(context, 'overview').length + 1),
          signers(issuer),
        ],
      },
    ];
  },
};
