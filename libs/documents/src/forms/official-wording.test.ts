import { createDocuments } from '../create-documents';
import type { DocumentContext } from '../document-context';
import { readDocx } from '../testing/read-docx';
import { readPdf } from '../testing/read-pdf';
import {
  APPRAISED,
  actsOf,
  CRITICAL_3,
  contextOf,
  NOT_SUITABLE,
  REPORT,
  WITH_REPORT,
} from '../testing/sample-context';
import { shippedForms } from '../testing/shipped-forms';

const AT = Date.UTC(2026, 10, 5, 3);
const documents = createDocuments({ forms: shippedForms().forms, now: () => AT });
const bare = (text: string): string => text.replace(/\s+/g, '');
const docx = async (id: string, context: DocumentContext) =>
  readDocx((await documents.render(id, 'docx', context)).bytes);
const pdf = async (id: string, context: DocumentContext) =>
  readPdf((await documents.render(id, 'pdf', context)).bytes);

describe('the official wording', () => {
  const OPENING =
    'Sở Khoa học và Công nghệ đề nghị thẩm định, phê duyệt hồ sơ đề xuất cấp độ với các nội dung sau:';
  const ITEM_5 =
    'Ý kiến về mặt chuyên môn của đơn vị chuyên trách về an ninh mạng của chủ quản hệ thống thông tin';
  const COMMON = [
    'Căn cứ Luật An ninh mạng số 116/2025/QH15;',
    'Phần 1. Thông tin chung',
    'Phần 2. Hồ sơ kèm theo',
    '1. Tài liệu mô tả, thuyết minh tổng quan về hệ thống thông tin.',
    '2. Tài liệu thiết kế thi công đã được cấp có thẩm quyền phê duyệt hoặc tài liệu có giá trị tương đương.',
    '3. Tài liệu thuyết minh về việc đề xuất cấp độ căn cứ trên các tiêu chí theo quy định của pháp luật.',
    '4. Tài liệu thuyết minh phương án bảo đảm an ninh mạng theo cấp độ tương ứng.',
  ];
  const open = contextOf(4);
  it.each([
    {
      id: 'mau-01',
      context: contextOf(2),
      has: [
        ...COMMON,
        OPENING,
        'V/v đề nghị thẩm định, phê duyệt hồ sơ đề xuất cấp độ',
        '4. Cấp độ hệ thống thông tin đề xuất: 2',
      ],
      not: [ITEM_5],
    },
    {
      id: 'mau-02',
      context: contextOf(3),
      has: [
        ...COMMON,
        OPENING,
        'Kính gửi: Công an tỉnh Hải Vân.',
        `5. ${ITEM_5} (đối với hệ thống thông tin đề xuất cấp độ 4 hoặc cấp độ 5): Không áp dụng.`,
        'cho ý kiến thẩm định hồ sơ đề xuất cấp độ hệ thống thông tin đối với Hệ thống thông tin giải quyết',
      ],
      not: ['Danh mục hệ thống thông tin quan trọng'],
    },
    {
      id: 'mau-02',
      context: contextOf(4),
      has: [
        'Kính gửi: Bộ Công an.',
        `5. ${ITEM_5} (đối với hệ thống thông tin đề xuất cấp độ 4 hoặc cấp độ 5).`,
        'ỦY BAN NHÂN DÂN',
      ],
      not: ['Không áp dụng'],
    },
    {
      id: 'mau-02',
      context: CRITICAL_3,
      has: ['Kính gửi: Bộ Công an.', 'vào Danh mục hệ thống thông tin quan trọng về an ninh quốc gia.'],
      not: ['Không áp dụng'],
    },
    {
      id: 'mau-03',
      context: contextOf(4),
      has: [
        ...COMMON,
        'V/v cho ý kiến chuyên môn về hồ sơ đề xuất cấp độ',
        'cho ý kiến về sự phù hợp của đề xuất cấp độ và phương án bảo đảm an ninh mạng hệ thống thông tin theo cấp độ của hệ thống thông tin giải quyết',
      ],
      not: [ITEM_5],
    },
    {
      id: 'mau-04',
      context: APPRAISED,
      has: [
        'Công an tỉnh Hải Vân nhận được Công văn số 15/SKHCN-CĐS ngày 05 tháng 10 năm 2026 của Sở Khoa học và Công nghệ về việc thẩm định hồ sơ đề xuất cấp độ',
        'Phần 1. Hồ sơ, tài liệu thẩm định',
        'Phần 2. Căn cứ pháp lý để thẩm định',
        '1. Căn cứ Luật An ninh mạng số 116/2025/QH15.',
        '2. Đơn vị phối hợp thẩm định: Sở Tư pháp; Văn phòng Ủy ban nhân dân tỉnh',
        '3. Hình thức thẩm định: Tổ chức họp và lấy ý kiến bằng văn bản.',
        '2. Ý kiến thẩm định về sự phù hợp về việc đề xuất cấp độ theo quy định tại Điều 23 Nghị định này',
        'Hồ sơ đề xuất cấp độ hệ thống thông tin là phù hợp để theo cấp độ đề xuất.',
        'xem xét trình cơ quan có thẩm quyền phê duyệt.',
        'Phương án trong thiết kế phù hợp.',
      ],
      not: ['chưa phù hợp', 'điều chỉnh'],
    },
    {
      id: 'mau-04',
      context: { ...APPRAISED, acts: actsOf([{ on: '2026-10-23', event: NOT_SUITABLE }]) },
      has: [
        'chưa phù hợp để theo cấp độ đề xuất',
        '- Chưa mô tả phương án sao lưu',
        'xem xét báo cáo cấp có thẩm quyền điều chỉnh.',
      ],
      not: ['trình cơ quan có thẩm quyền phê duyệt'],
    },
    {
      id: 'mau-04',
      context: open,
      has: [
        'phù hợp/chưa phù hợp (nếu chưa phù hợp đề nghị chỉ rõ những nội dung chưa phù hợp) để theo cấp độ đề xuất.',
        'Tổ chức họp hoặc lấy ý kiến bằng văn bản hoặc áp dụng cả hai hình thức (nếu cần thiết).',
        'điều chỉnh (nếu yêu cầu điều chỉnh) hoặc trình cơ quan có thẩm quyền phê duyệt (nếu chấp thuận đề xuất của cơ quan trình).',
        'BỘ CÔNG AN',
      ],
      not: ['Không áp dụng'],
    },
    {
      id: 'mau-05',
      context: APPRAISED,
      has: [
        ...COMMON,
        'TỜ TRÌNH',
        'Về việc phê duyệt đề xuất cấp độ',
        'Căn cứ ý kiến thẩm định của Công an tỉnh Hải Vân tại Văn bản số 210/CAT-ANM ngày 23 tháng 10 năm 2026;',
        '6. Ý kiến thẩm định của cơ quan phối hợp thẩm định đối với hệ thống thông tin đề xuất từ cấp độ 3 trở lên.',
        `5. ${ITEM_5} đối với hệ thống thông tin đề xuất cấp độ 4 hoặc cấp độ 5: Không áp dụng.`,
        'xem xét, quyết định phê duyệt đề xuất cấp độ của hệ thống thông tin giải quyết',
        'Số: 31/TTr-SKHCN',
      ],
      not: [],
    },
    {
      id: 'mau-06',
      context: APPRAISED,
      has: [
        'Về việc phê duyệt cấp độ hệ thống thông tin',
        'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI VÂN',
        'Xét đề nghị của cơ quan Sở Khoa học và Công nghệ.',
        'Điều 1. Phê duyệt cấp độ hệ thống thông tin đối với Hệ thống thông tin giải quyết',
        '2. Cấp độ hệ thống thông tin: 3',
        'a) Phương án bảo đảm an ninh mạng trong thiết kế hệ thống thông tin tương ứng với cấp độ 3 là phù hợp với tiêu chuẩn quốc gia TCVN 14423:2026',
        'quy chuẩn kỹ thuật quốc gia ........ về bảo đảm an ninh mạng theo cấp độ.',
        'theo các quy định tại Điều 33 Nghị định này',
        'giám sát việc thực hiện Quyết định này báo cáo cơ quan Ủy ban nhân dân tỉnh Hải Vân theo quy định của pháp luật.',
        'Số: 1805/QĐ-UBND',
        'Hải Vân, ngày 02 tháng 11 năm 2026',
        '- Như Điều 3;',
      ],
      not: ['Như trên'],
    },
    {
      id: 'mau-07',
      context: contextOf(5),
      has: [
        'Về việc phê duyệt phương án bảo đảm an ninh mạng hệ thống thông tin',
        'Điều 1. Phê duyệt phương án đảm bảo an ninh mạng đối với Hệ thống thông tin giải quyết',
        '2. Phương án bảo đảm an ninh mạng:',
        'tương ứng với cấp độ 5',
      ],
      not: ['Cấp độ hệ thống thông tin: '],
    },
    {
      id: 'mau-08',
      context: WITH_REPORT,
      has: [
        'V/v kết quả công tác bảo đảm an ninh mạng hệ thống thông tin',
        '- Tổng số hệ thống thông tin thuộc phạm vi quản lý: 23;',
        '- Tổng số hệ thống thông tin đã phê duyệt cấp độ được kiểm tra, đánh giá an ninh mạng định kỳ theo quy định: 0;',
        'thuộc phạm vi quản lý: tháng 6 năm 2027',
        'a) Thông tin về chủ quản hệ thống thông tin:',
        '(4) Địa chỉ liên lạc của đơn vị chuyên trách về an ninh mạng: ........',
        'Dự kiến thời điểm triển khai đầy đủ PA BĐANM',
        '(12)',
        'Hệ thống thông tin mẫu số 23',
      ],
      not: ['BÁO CÁO'],
    },
  ])('$id', async ({ id, context, has, not }) => {
    const { text } = await docx(id, context);
    const said = text.replace(/\n/g, ' ');

    expect(has.filter((sentence) => !said.includes(sentence))).toEqual([]);
    expect(not.filter((sentence) => said.includes(sentence))).toEqual([]);
  });

  it.each([
    { C7: '2027-06-30', said: 'thuộc phạm vi quản lý: ngày 30 tháng 6 năm 2027' },
    { C7: 'quý II năm 2027', said: 'thuộc phạm vi quản lý: quý II năm 2027' },
    { C7: undefined, said: 'thuộc phạm vi quản lý: ........' },
  ])('writes the expected end of all approvals: $said', async ({ C7, said }) => {
    const report = REPORT(2);
    const { text } = await docx('mau-08', {
      ...WITH_REPORT,
      report: { ...report, counters: { ...report.counters, C7 } },
    });

    expect(text).toContain(said);
  });

  it('prints the same words as PDF', async () => {
    const [word, paper] = [await docx('mau-06', APPRAISED), await pdf('mau-06', APPRAISED)];
    const lines = word.text
      .split('\n')
      .map(bare)
      .filter((line) => line !== '');

    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => !paper.text.includes(line))).toEqual([]);
  });

  it('leaves dotted blanks for what is not known and invents nothing', async () => {
    const nobody = {
      owner: undefined,
      operator: undefined,
      agency: undefined,
      specialisedUnit: undefined,
      agencies: [],
    };
    const { text } = await docx('mau-01', contextOf(1, nobody));

    expect(text).toContain('2. Đơn vị vận hành hệ thống thông tin: ........');
    expect(text).toContain('........, ngày ...... tháng ...... năm 2026');
    expect(text).toContain('ĐẠI DIỆN CỦA CƠ QUAN, TỔ CHỨC');
    expect(text).toContain('(Ký, ghi rõ họ tên, chức danh và đóng dấu)');
    expect(text).not.toContain('undefined');
  });
});
