import fc from 'fast-check';
import { asciiName } from '../file-name';
import { formalClause } from './formal-clause';
import { headLines } from './head-lines';
import { boldLineWidth } from './line-width';
import { printable } from './printable';
import { columnWidths, EMBLEM, MOTTO, points, textWidth } from './profile';
import { dayInWords, placeAndDate, shortDay } from './vietnamese-day';

const head = (body: string, parent?: string) => headLines({ kind: 'head', body, parent, placeDate: '' }, 190);

it.each([
  { day: '2026-11-05', words: 'ngày 05 tháng 11 năm 2026' },
  { day: '2026-01-10', words: 'ngày 10 tháng 01 năm 2026' },
  { day: '2026-02-09', words: 'ngày 09 tháng 02 năm 2026' },
  { day: '2026-03-31', words: 'ngày 31 tháng 3 năm 2026' },
])('writes $day as NĐ 30 does', ({ day, words }) => {
  expect(dayInWords(day)).toBe(words);
  expect(shortDay(day)).toBe(day.split('-').reverse().join('/'));
});

it.each([
  { place: 'Hải Vân', day: '2026-11-02', line: 'Hải Vân, ngày 02 tháng 11 năm 2026' },
  { place: 'Hải Vân', day: undefined, line: 'Hải Vân, ngày ...... tháng ...... năm 2026' },
  { place: undefined, day: undefined, line: '........, ngày ...... tháng ...... năm 2026' },
])('leaves to the pen what is not known: $line', ({ place, day, line }) => {
  expect(placeAndDate(place, day, '2026')).toBe(line);
});

it.each([
  { citation: 'NĐ 331 Đ13.2b', formal: 'điểm b khoản 2 Điều 13 Nghị định số 331/2026/NĐ-CP' },
  { citation: 'NĐ 331 Đ22.6, Đ29.2', formal: 'khoản 6 Điều 22, khoản 2 Điều 29 Nghị định số 331/2026/NĐ-CP' },
  { citation: 'Đ18.3đ', formal: 'điểm đ khoản 3 Điều 18' },
  { citation: 'Đ10.3a–g', formal: 'điểm a–g khoản 3 Điều 10' },
  { citation: 'Luật 116 Đ40.1b', formal: 'điểm b khoản 1 Điều 40 Luật An ninh mạng số 116/2025/QH15' },
  { citation: 'NĐ 331 Đ30', formal: 'Điều 30 Nghị định số 331/2026/NĐ-CP' },
  { citation: 'TCVN 14423:2026 mục 5.12', formal: 'TCVN 14423:2026 mục 5.12' },
  { citation: 'Điều 5 Đà Nẵng', formal: 'Điều 5 Đà Nẵng' },
  { citation: 'NĐ 999 Đ1.2', formal: 'NĐ 999 khoản 2 Điều 1' },
])('writes $citation out', ({ citation, formal }) => {
  expect(formalClause(citation)).toBe(formal);
});

describe('the head', () => {
  it('draws the rule under the motto as long as the motto, and fits the emblem into its column', () => {
    const { mottoRule } = head('Sở Y tế');

    expect(mottoRule).toBeCloseTo(boldLineWidth(MOTTO, 13));
    // Measured in the font itself: 250.3 points at size 12, 159.1 at size 13.
    expect(boldLineWidth(EMBLEM, 12)).toBeCloseTo(250.3, 0);
    expect(mottoRule).toBeCloseTo(159.1, 0);
    expect(boldLineWidth(EMBLEM, 12)).toBeLessThan(textWidth('portrait') * 0.58);
  });

  it.each([
    { name: 'Sở Y tế', lines: ['SỞ Y TẾ'] },
    { name: 'Sở Nông nghiệp và Môi trường', lines: ['SỞ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG'] },
    { name: 'Ủy ban nhân dân tỉnh Hải Vân', lines: ['ỦY BAN NHÂN DÂN', 'TỈNH HẢI VÂN'] },
    {
      name: 'Sở Nông nghiệp và Môi trường tỉnh Hải Vân',
      lines: ['SỞ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG', 'TỈNH HẢI VÂN'],
    },
  ])('breaks «$name» evenly', ({ name, lines }) => {
    expect(head(name).body).toEqual(lines);
  });

  it('abbreviates the body above only where it would not fit', () => {
    expect(head('Sở Y tế', 'Ủy ban nhân dân tỉnh Hải Vân').parent).toEqual(['UBND TỈNH HẢI VÂN']);
    expect(head('Phòng Y tế', 'Sở Y tế').parent).toEqual(['SỞ Y TẾ']);
  });

  it('keeps every line in its column and the rule between a third and a half of the name', () => {
    const word = fc.constantFrom(
      'Trung',
      'tâm',
      'dữ',
      'liệu',
      'Ủy',
      'ban',
      'nghiệp',
      'và',
      'thông',
      'tin',
      'tỉnh',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 20 }), (words) => {
        const name = words.join(' ');
        const { body, bodyRule } = head(name);
        const widest = Math.max(...body.map((line) => boldLineWidth(line, 12)));

        expect(body.join(' ')).toBe(name.toLocaleUpperCase('vi'));
        expect(widest).toBeLessThanOrEqual(190);
        expect(bodyRule / widest).toBeGreaterThanOrEqual(1 / 3);
        expect(bodyRule / widest).toBeLessThanOrEqual(1 / 2);
      }),
      { numRuns: 100 },
    );
  });
});

it('shares the width between the margins of A4 out to the columns', () => {
  expect(textWidth('portrait')).toBeCloseTo(points(160));
  expect(textWidth('landscape')).toBeCloseTo(points(247));
  expect(columnWidths([1, 3], 400)).toEqual([100, 300]);
});

it.each([
  { name: 'control characters', text: 'a\u0000b\u001fc\u007f', printed: 'abc' },
  { name: 'half a surrogate pair', text: 'x\ud800y', printed: 'xy' },
  { name: 'decomposed letters', text: 'a\u0302\u0301', printed: 'ấ' },
  { name: 'foreign line ends and tabs', text: 'a\r\nb\rc\td', printed: 'a\nb\nc d' },
  { name: 'a whole pair', text: '😀', printed: '😀' },
])('prints $name as $printed', ({ text, printed }) => {
  expect(printable(text)).toBe(printed);
});

it('names files with plain letters only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      expect(asciiName(title)).toMatch(/^[a-z0-9-]{0,120}$/);
    }),
    { numRuns: 100 },
  );
  expect(asciiName('Đề án «Hộ tịch điện tử» 2026')).toBe('de-an-ho-tich-dien-tu-2026');
});
