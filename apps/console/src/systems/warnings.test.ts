import { sortedWarnings } from './warnings';

it.each([
  { name: 'nothing', warnings: [], heed: [], notYet: [] },
  {
    name: 'what is said above',
    warnings: ['Sơ bộ, chưa kết luận: có thể là cấp độ 2, 3.'],
    heed: [],
    notYet: [],
  },
  {
    name: 'a caution',
    warnings: ['Cấp độ đề xuất thấp hơn tiêu chí (Đ8.2).', 'U-KIND: Chưa biết loại hình hệ thống (Đ9.2).'],
    heed: ['Cấp độ đề xuất thấp hơn tiêu chí (Đ8.2).', 'Chưa biết loại hình hệ thống (Đ9.2).'],
    notYet: [],
  },
  {
    name: 'criteria that were not looked at',
    warnings: [
      'U-INFO: Chưa đủ dữ kiện để biết: hệ thống phục vụ nội bộ (Đ11.1).',
      'U-COND: Chưa đủ dữ kiện để biết: hệ thống phục vụ nội bộ (Đ11.1).',
    ],
    heed: [],
    notYet: ['Hệ thống phục vụ nội bộ (Đ11.1).'],
  },
  {
    name: 'the same in English',
    warnings: [
      'Preliminary, not concluded: may be level 2, 3.',
      'U-KIND: The kind of system is not known (Đ9.2).',
      'U-INFO: Not known yet: an internal system (Đ11.1).',
    ],
    heed: ['The kind of system is not known (Đ9.2).'],
    notYet: ['An internal system (Đ11.1).'],
  },
])('sorts $name', ({ warnings, heed, notYet }) => expect(sortedWarnings(warnings)).toEqual({ heed, notYet }));
