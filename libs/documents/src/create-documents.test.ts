import { MonitorError } from '@khien/model';
import { createDocuments } from './create-documents';
import type { DocumentContext } from './document-context';
import { readDocx } from './testing/read-docx';
import { readPdf } from './testing/read-pdf';
import {
  APPRAISED,
  actsOf,
  CRITICAL_3,
  contextOf,
  dossierOf,
  REPORT,
  SUITABLE,
  WITH_REPORT,
} from './testing/sample-context';
import { richContext } from './testing/sample-standing';
import { shippedForms } from './testing/shipped-forms';

const AT = Date.UTC(2026, 10, 5, 3);
const documents = createDocuments({ forms: shippedForms().forms, now: () => AT });
const offered = (context: DocumentContext): string[] =>
  documents
    .list(context)
    .filter(({ available, official }) => available && official)
    .map(({ id }) => id);
const docx = async (id: string, context: DocumentContext) =>
  readDocx((await documents.render(id, 'docx', context)).bytes);
const pdf = async (id: string, context: DocumentContext) =>
  readPdf((await documents.render(id, 'pdf', context)).bytes);

describe('which official form there is', () => {
  it.each([
    { name: 'level 1', context: contextOf(1), forms: ['mau-01', 'mau-04'] },
    { name: 'level 2', context: contextOf(2), forms: ['mau-01', 'mau-04'] },
    { name: 'level 3', context: contextOf(3), forms: ['mau-02', 'mau-04', 'mau-05', 'mau-06'] },
    { name: 'level 4', context: contextOf(4), forms: ['mau-02', 'mau-03', 'mau-04', 'mau-05', 'mau-06'] },
    { name: 'level 5', context: contextOf(5), forms: ['mau-02', 'mau-03', 'mau-04', 'mau-05', 'mau-07'] },
    {
      name: 'level 3 on the critical list',
      context: CRITICAL_3,
      forms: ['mau-02', 'mau-03', 'mau-04', 'mau-05', 'mau-07'],
    },
    { name: 'no level yet', context: contextOf(undefined), forms: [] },
    { name: 'a report only', context: WITH_REPORT, forms: ['mau-08'] },
    { name: 'a day before the decree', context: contextOf(3, { on: '2026-08-18' }), forms: [] },
  ])('$name', ({ context, forms }) => {
    expect(offered(context)).toEqual(forms);
  });

  it('says why a form is not there, in both languages, and refuses to make it with the same words', async () => {
    const context = contextOf(5);
    const offer = documents.list(context).find(({ id }) => id === 'mau-06');

    expect(offer).toMatchObject({ available: false, official: true, mark: 'V1' });
    expect(offer?.why?.vi).toContain('Mẫu 07');
    expect(offer?.why?.en).toContain('Mẫu 07');
    await expect(documents.render('mau-06', 'pdf', context)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(offer?.why?.vi ?? '?'),
    });
  });

  it('offers a labelled internal decision for levels 1 and 2 only', () => {
    const internal = (level: number) =>
      documents.list(contextOf(level)).find(({ id }) => id === 'noi-bo-phe-duyet-cap-do-1-2')?.available;

    expect([1, 2, 3, 4, 5].map(internal)).toEqual([true, true, false, false, false]);
  });

  it('knows no document of another name', async () => {
    await expect(documents.render('mau-99', 'docx', contextOf(1))).rejects.toThrow(MonitorError);
  });
});

describe('every document', () => {
  const everything = { ...richContext(), report: REPORT(3) };
  const ofLevel = (level: number) => ({ ...everything, dossier: dossierOf(level) });
  const contexts = [...[1, 2, 3, 4, 5].map(ofLevel), { ...everything, ...CRITICAL_3, report: REPORT(1) }];
  const first = new Map<string, DocumentContext>();
  for (const context of contexts)
    for (const { id, available } of documents.list(context))
      if (available && !first.has(id)) first.set(id, context);
  const label = 'không phải biểu mẫu pháp định';

  it('can be made for some level', () => {
    expect([...first.keys()].sort()).toEqual(
      documents
        .list(everything)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it.each(
    contexts.map((context, index) => ({ name: index < 5 ? `level ${index + 1}` : 'critical', context })),
  )('is a whole DOCX at $name', async ({ context }) => {
    for (const { id, available, official } of documents.list(context)) {
      if (!available) continue;
      const { text, xml, parts } = await docx(id, context);

      expect(`${id}: ${/\{\{|undefined|\[object/.exec(text)?.[0]}`).toBe(`${id}: undefined`);
      expect(xml).toContain('w:top="1134"');
      expect(xml).toContain('w:left="1701"');
      expect(xml).toMatch(/w:right="1134"[^>]*w:bottom="1134"|w:bottom="1134"/);
      expect(parts.get('word/styles.xml')).toContain('Times New Roman');
      expect(`${id}: ${text.includes(label)}`).toBe(`${id}: ${!official}`);
    }
  });

  it.each([...first].map(([id, context]) => ({ id, context })))(
    'is a whole PDF: $id',
    async ({ id, context }) => {
      const { text, fonts, raw } = await pdf(id, context);

      expect(text).not.toMatch(/\{\{|\uFFFD|undefined/);
      expect(text).toContain('CỘNGHÒAXÃHỘICHỦNGHĨAVIỆTNAM');
      expect(fonts.every((font) => font.startsWith('Tinos-'))).toBe(true);
      expect(fonts).toContain('Tinos-Bold');
      expect(raw).toContain('/Lang (vi-VN)');
      expect(raw).not.toMatch(/\/BaseFont \/(Helvetica|Roboto|Times)/);
    },
  );

  it('is the same file for the same contents and moment', async () => {
    const [one, other] = [
      await documents.render('mau-02', 'pdf', everything),
      await documents.render('mau-02', 'pdf', everything),
    ];

    expect(one.bytes.equals(other.bytes)).toBe(true);
    expect(one.bytes.toString('latin1')).toContain('(D:20261105030000Z)');
  });

  it('is named in ASCII, with its Vietnamese title beside', async () => {
    const { fileName, title, mediaType } = await documents.render('mau-02', 'pdf', everything);

    expect(fileName).toBe('mau-02-he-thong-thong-tin-giai-quyet-thu-tuc-hanh-chinh-tinh-hai-van.pdf');
    expect(title).toBe(
      'Văn bản đề nghị thẩm định hồ sơ đề xuất cấp độ - Hệ thống thông tin giải quyết thủ tục hành chính tỉnh Hải Vân.pdf',
    );
    expect(mediaType).toBe('application/pdf');
  });
});

describe('the layout of NĐ 30', () => {
  it('numbers pages in the top margin from the second, and turns wide tables', async () => {
    const { xml, parts } = await docx('mau-08', WITH_REPORT);
    const [portrait = '', landscape = ''] = xml.match(/<w:sectPr[\s\S]*?<\/w:sectPr>/g) ?? [];

    expect(portrait).toContain('w:w="11906" w:h="16838"');
    expect(landscape).toContain('w:w="16838" w:h="11906" w:orient="landscape"');
    expect(portrait).toContain('<w:titlePg/>');
    expect(landscape).not.toContain('<w:titlePg/>');
    expect(portrait).toContain('w:header="567"');
    const headers = [...parts].filter(([name]) => name.startsWith('word/header')).map(([, part]) => part);
    expect(
      headers.some(
        (part) =>
          part.includes('PAGE') && part.includes('w:val="center"') && part.includes('w:sz w:val="28"'),
      ),
    ).toBe(true);
  });

  it('repeats the heading rows and tears no row', async () => {
    const { xml } = await docx('mau-08', WITH_REPORT);

    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2);
    expect(xml.match(/<w:cantSplit\/>/g)?.length).toBeGreaterThan(23);
  });

  it('sets body text in 14 points, recipients in 11, and writes the first page without a number', async () => {
    const { xml } = await docx('mau-05', APPRAISED);
    const sizeOf = (words: string): string | undefined =>
      new RegExp(`<w:sz w:val="(\\d+)"/>(?:(?!</w:r>).)*${words}`).exec(xml)?.[1];

    expect(sizeOf('Phần 1. Thông tin chung')).toBe('28');
    expect(sizeOf('- Như trên;')).toBe('22');
    expect(sizeOf('CỘNG HÒA XÃ HỘI')).toBe('24');
    expect(sizeOf('Độc lập - Tự do')).toBe('26');
    expect(xml).toContain('w:firstLine="720"');
    expect((await pdf('mau-05', APPRAISED)).pages).toBe(2);
  });
});

describe('the appraisal opinion (Mẫu 04)', () => {
  const event = {
    ...SUITABLE,
    coordinatingOpinions: 'Sở Tư pháp: nhất trí.',
    otherOpinion: 'Cần rà soát sau 06 tháng.',
  };
  const acts = actsOf([{ on: '2026-10-23', event }]);

  it('says in 4.1 what the coordinating units said, and in 4.3 what else there is', async () => {
    const { text } = await docx('mau-04', contextOf(4, { acts }));
    const at = [
      '1. Tổng hợp ý kiến thẩm định của đơn vị phối hợp',
      'Sở Tư pháp: nhất trí.',
      '2. Ý kiến thẩm định về sự phù hợp',
      '3. Ý kiến khác (nếu có).',
      'Cần rà soát sau 06 tháng.',
      'Phần 5. Kết luận',
    ].map((words) => text.indexOf(words));
    expect(at.every((place) => place >= 0)).toBe(true);
    expect(at).toEqual([...at].sort((one, other) => one - other));
  });

  it('has no 4.1 where there are no coordinating units in law (levels 1 to 3)', async () => {
    const { text } = await docx('mau-04', contextOf(3, { acts }));
    expect(text).not.toContain('Sở Tư pháp: nhất trí.');
    expect(text).toContain('(Nghị định số 331/2026/NĐ-CP): Không áp dụng.');
    expect(text).toContain('Cần rà soát sau 06 tháng.');
  });
});

it('keeps hostile answers as plain text', async () => {
  const opinion = { ...SUITABLE, opinion: 'a\u0000b <w:p/> ]]> & "x" {{level}} \uD800 \u202E ạ' };
  const context = { ...APPRAISED, acts: actsOf([{ on: '2026-10-23', event: opinion }]) };
  const { xml, text } = await docx('mau-04', context);

  expect(text).toContain('ab <w:p/> ]]> & "x" {{level}}');
  expect(xml).toContain('ab &lt;w:p/');
  expect((await pdf('mau-04', context)).text).toContain('ab<w:p/>]]>&"x"');
});
