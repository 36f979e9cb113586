import fc from 'fast-check';
import { contentDisposition } from './file-answer';

describe('contentDisposition', () => {
  it.each([
    [
      'Hồ sơ đề xuất cấp độ.pdf',
      `attachment; filename="Ho so de xuat cap do.pdf"; filename*=UTF-8''H%E1%BB%93%20s%C6%A1%20%C4%91%E1%BB%81%20xu%E1%BA%A5t%20c%E1%BA%A5p%20%C4%91%E1%BB%99.pdf`,
    ],
    [
      "Mẫu số 01 ('ký').docx",
      `attachment; filename="Mau so 01 (_ky_).docx"; filename*=UTF-8''M%E1%BA%ABu%20s%E1%BB%91%2001%20%28%27k%C3%BD%27%29.docx`,
    ],
    ['../../etc/passwd', `attachment; filename="passwd"; filename*=UTF-8''passwd`],
    [
      'a"; filename="b.exe',
      `attachment; filename="a_ filename_b.exe"; filename*=UTF-8''a%3B%20filename%3Db.exe`,
    ],
    ['..', `attachment; filename="khien"; filename*=UTF-8''khien`],
    ['\r\nSet-Cookie: x', `attachment; filename="Set-Cookie x"; filename*=UTF-8''Set-Cookie%20x`],
  ])('of %p', (name, header) => {
    expect(contentDisposition(name, 'attachment')).toBe(header);
  });
  it('is always one header of printable ASCII with one plain and one encoded name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const header = contentDisposition(name, 'inline');
        expect(header).toMatch(/^inline; filename="[\w.() -]+"; filename\*=UTF-8''[\w.!~%-]+$/);
      }),
    );
  });
});
