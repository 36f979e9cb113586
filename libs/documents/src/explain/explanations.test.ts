import type { Evidence } from '@khien/model';
import { createDocuments } from '../create-documents';
import type { DocumentContext } from '../document-context';
import { readDocx } from '../testing/read-docx';
import { readPdf } from '../testing/read-pdf';
import { contextOf, dossierOf, OPERATOR } from '../testing/sample-context';
import { controlsOf, LEVEL, richContext, SHEET, UNDECIDED } from '../testing/sample-standing';

const documents = createDocuments({ forms: [], now: () => Date.UTC(2026, 10, 5) });
const rich = richContext({ controls: controlsOf(20) });
const textOf = async (id: string, context: DocumentContext): Promise<string> =>
  readDocx((await documents.render(id, 'docx', context)).bytes).text;

const attestation = (effectiveFrom: string, statement: string): Evidence => ({
  _id: effectiveFrom,
  systemId: 'mot-cua',
  collectedAt: 0,
  effectiveFrom,
  origin: 'person',
  by: { kind: 'system' } as unknown as Evidence['by'],
  fact: { kind: 'attestation', controlId: 'net-1', result: 'met', method: 'review', statement },
  resultHash: '',
});

describe('which explanatory document there is', () => {
  it.each([
    { name: 'everything is known', context: rich, missing: [] },
    { name: 'nothing was judged', context: contextOf(3), missing: ['four-layers'] },
    {
      name: 'there is no dossier',
      context: contextOf(undefined),
      missing: ['overview', 'level-proposal', 'plan', 'four-layers'],
    },
  ])('$name', ({ context, missing }) => {
    expect(
      documents
        .list(context)
        .filter(({ available }) => !available)
        .map(({ id }) => id),
    ).toEqual(missing);
  });

  it('is never called official', () => {
    expect(documents.list(rich).some(({ official }) => official)).toBe(false);
  });
});

it.each([
  {
    id: 'overview',
    has: [
      'THUYẾT MINH TỔNG QUAN VỀ HỆ THỐNG THÔNG TIN',
      '1. Cơ quan và phạm vi (khoản 3 Điều 22 Nghị định số 331/2026/NĐ-CP)',
      '1.1. Tên chủ quản: Ủy ban nhân dân tỉnh Hải Vân',
      '1.2. Căn cứ xác định chủ quản: ........',
      'Phần mềm xử lý.',
      'Công dân\n120000',
      '1.5. Ngày đưa vào sử dụng: 01/03/2025',
      '1.6. Giải quyết thủ tục hành chính: Có',
      '1.7. Số giao dịch mỗi ngày: 12.500',
      '2. Tài liệu thiết kế (khoản 2 Điều 21 Nghị định số 331/2026/NĐ-CP)',
      'Kế thừa nội dung của nền tảng «ttdl-tinh».',
      '2.1. Loại thiết kế: Thiết kế thi công đã phê duyệt',
      '2.2. Tệp thiết kế: Thiết kế thi công.pdf (gửi kèm)',
      'NGƯỜI SOÁT XÉT',
    ],
    not: ['not a row', '2025-03-01'],
  },
  {
    id: 'level-proposal',
    has: [
      'Hệ thống giải quyết thủ tục hành chính',
      'Cấp độ theo tiêu chí: cấp độ 3 (lấy cấp độ cao nhất theo khoản 2 Điều 8).',
      'là hệ thống thông tin cấp độ 3. Căn cứ đề xuất: điểm b khoản 2 Điều 13 Nghị định số 331/2026/NĐ-CP.',
      'V2: theo nguồn thứ cấp, chưa đối chiếu văn bản gốc',
    ],
    not: ['Sơ bộ, chưa kết luận', 'Đ20.4'],
  },
  {
    id: 'plan',
    has: [
      '1. Phương án bảo đảm an ninh mạng (khoản 2 Điều 29 Nghị định số 331/2026/NĐ-CP (V2))',
      'PHƯƠNG ÁN TRIỂN KHAI TỪNG YÊU CẦU',
      'Tổng số yêu cầu: 20. Đạt: 4; Đạt một phần: 4; Chưa đạt: 4; Không áp dụng: 4; Không kiểm chứng được: 4.',
      'Bảo đảm an ninh máy chủ',
      'Kiểm tra tự động: 01/10/2026 (đến 31/12/2026)',
      'Phòng Hạ tầng số; hạn 31/10/2026; Chờ bố trí kinh phí quý IV',
    ],
    not: [],
  },
  {
    id: 'gap-list',
    has: [
      'Tính đến ngày 05/11/2026: 12 yêu cầu còn khoảng trống trên tổng số 20, trong đó 1 quá hạn khắc phục.',
      '31/10/2026 (quá hạn)',
      '30/09/2026: Phê duyệt cấu hình (xong 28/09/2026)',
      '350',
      'TCVN 14423:2026 mục 5.12 (V2)',
    ],
    not: ['Không áp dụng\n'],
  },
  {
    id: 'four-layers',
    has: [
      'Lớp 1. Lực lượng tại chỗ: Đạt',
      'Lớp 4. Kết nối với hệ thống giám sát quốc gia: Không kiểm chứng được',
      '30/11/2026',
      'NĐ 331 Đ31.1b (INF)',
      'INF: suy luận của phần mềm, không phải quy định',
      'Hệ thống bắt đầu nhận kết nối từ Internet. (NĐ 331 Đ10.2c (INF); 05/11/2026)',
      'không có trong Nghị định số 331/2026/NĐ-CP',
    ],
    not: [],
  },
  {
    id: 'system-profile',
    has: [
      'Đang vận hành',
      '1805/QĐ-UBND, 02/11/2026',
      '120.000 (đếm ngày 01/10/2026)',
      'Thông tin cá nhân',
      '203.0.113.10',
      'Trung tâm dữ liệu tỉnh',
    ],
    not: ['provincial_data_centre', 'personal'],
  },
  {
    id: 'risk-report',
    has: [
      '1. Tài sản, chức năng trọng yếu (điểm a khoản 3 Điều 10)',
      'Máy chủ ứng dụng',
      'Mẫu nội bộ, không phải biểu mẫu pháp định',
      'net-3',
      '- Mức rủi ro cao nhất: ........',
    ],
    not: ['net-1\n'],
  },
])('$id says what the register and the dossier hold', async ({ id, has, not }) => {
  const text = await textOf(id, rich);

  expect(has.filter((words) => !text.includes(words))).toEqual([]);
  expect(not.filter((words) => text.includes(words))).toEqual([]);
});

it('never prints a level that is not concluded as one', async () => {
  const text = await textOf(
    'level-proposal',
    richContext({ level: UNDECIDED, dossier: { ...dossierOf(3), proposedLevel: undefined } }),
  );

  expect(text).toContain('Sơ bộ, chưa kết luận: ít nhất cấp độ 2; có thể là cấp độ 2, 3.');
  expect(text).toContain('Nội dung chưa đủ căn cứ để kết luận: U-COND.');
  expect(text).toContain('là hệ thống thông tin cấp độ ........');
  expect(text).not.toContain('Cấp độ theo tiêu chí');
});

it('says of a critical system that it follows the procedure of level 5', async () => {
  const text = await textOf(
    'level-proposal',
    richContext({ dossier: dossierOf(3, { critical: true }), level: LEVEL }),
  );

  expect(text).toContain('thực hiện theo trình tự của cấp độ 5 (khoản 4 Điều 20)');
});

it('tells how a requirement is met in the newest words of a person', async () => {
  const evidence = [
    attestation('2026-03-01', 'Dùng tường lửa cũ.'),
    attestation('2026-09-01', 'Dùng tường lửa mới.'),
  ];
  const text = await textOf('plan', { ...rich, evidence });

  expect(text).toContain('Dùng tường lửa mới.');
  expect(text).not.toContain('Dùng tường lửa cũ.');
});

it('shows a stale piece of evidence as stale', async () => {
  expect(await textOf('plan', rich)).toContain('01/10/2026 (đến 31/12/2026), hết hiệu lực');
});

it.each([
  {
    id: 'gap-list',
    words: 'As of 05/11/2026: 12 of 20 requirements have a gap, 1 of them past their due day.',
  },
  { id: 'four-layers', words: 'Layer 2. Professional monitoring: At risk' },
  { id: 'system-profile', words: 'Provincial data centre' },
])('follows the reader’s language: $id', async ({ id, words }) => {
  const text = await textOf(id, { ...rich, language: 'en' });

  expect(text).toContain(words);
  expect(text).toContain('không phải biểu mẫu pháp định');
});

it('turns the wide table of the plan and keeps its group headings', async () => {
  const { xml } = readDocx((await documents.render('plan', 'docx', rich)).bytes);

  expect(xml.match(/w:orient="landscape"/g)).toHaveLength(1);
  expect(xml.match(/w:gridSpan w:val="7"/g)).toHaveLength(3);
});

it('is made of four hundred requirements in time and in one piece', async () => {
  const { text, pages } = readPdf(
    (await documents.render('plan', 'pdf', { ...rich, controls: controlsOf(400) })).bytes,
  );

  expect(text).toContain('net-400');
  expect(pages).toBeGreaterThan(30);
});

it('does not fall over a system of which nothing is known', async () => {
  const { system } = contextOf(undefined);
  const poor = {
    acts: [],
    parts: [],
    controls: [],
    gaps: [],
    evidence: [],
    agencies: [],
    on: '2026-11-05',
    language: 'vi' as const,
    system: system && {
      id: 'x',
      name: system.name,
      agencyId: 'x',
      dossier: { state: 'none' as const },
      networks: [],
      hosts: [],
      domains: [],
      datasets: [],
    },
    sheet: {
      ...SHEET,
      technical: [],
      changes: [],
      layers: SHEET.layers.map((layer) => ({ ...layer, reasons: [] })),
    },
  };
  for (const { id, available } of documents.list(poor)) {
    if (!available) continue;
    const text = await textOf(id, poor);

    expect(`${id} ${/undefined|NaN|\[object/.exec(text)?.[0]}`).toBe(`${id} undefined`);
    expect(text).not.toContain(OPERATOR.name.vi);
  }
});
