import { lawActOf, lawPlaceOf, lawPlacesOf, SHORTHAND } from './law-place';

it.each([
  { text: 'NĐ 331/2026 Đ20', place: { act: 'NĐ 331/2026', article: '20' } },
  {
    text: 'NĐ 331/2026 Đ31.2d',
    place: { act: 'NĐ 331/2026', article: '31', clause: '2', point: 'd' },
  },
  { text: 'NĐ 331 Đ39.1', place: { act: 'NĐ 331', article: '39', clause: '1' } },
  { text: 'Luật 116/2025/QH15 Đ9.1', place: { act: 'Luật 116/2025/QH15', article: '9', clause: '1' } },
  { text: 'Đ13.2b', place: { article: '13', clause: '2', point: 'b' } },
  { text: 'Đ9.2đ', place: { article: '9', clause: '2', point: 'đ' } },
  { text: 'Luật 116 Đ28–29', place: { act: 'Luật 116', article: '28–29' } },
  { text: 'Suy luận từ mô hình 4 lớp và NĐ 330 Đ21', place: undefined },
  { text: 'TCVN 14423:2026', place: undefined },
  { text: 'Kế hoạch của tỉnh', place: undefined },
  { text: 'NĐ 331 Đ28.5a không nêu số; tạm theo NĐ 85 Đ20.2c', place: undefined },
  { text: 'NĐ 331 Đ28.5a không nêu số, theo NĐ 85 Đ20.2c', place: undefined },
])('reads where $text points', ({ text, place }) => expect(lawPlaceOf(text)).toEqual(place));

it.each([
  {
    text: 'Đ11.2, Đ34.1c',
    places: [
      { article: '11', clause: '2' },
      { article: '34', clause: '1', point: 'c' },
    ],
  },
  {
    text: 'NĐ 331 Đ24.1b, Đ30.7',
    places: [
      { act: 'NĐ 331', article: '24', clause: '1', point: 'b' },
      { act: 'NĐ 331', article: '30', clause: '7' },
    ],
  },
  { text: 'TCVN 14423:2026', places: ['TCVN 14423:2026'] },
  {
    text: 'Luật 116 Đ40.1b; tên gọi theo K8',
    places: [{ act: 'Luật 116', article: '40', clause: '1', point: 'b' }, 'tên gọi theo K8'],
  },
])('reads every place of $text', ({ text, places }) => expect(lawPlacesOf(text)).toEqual(places));

it.each([
  { act: 'NĐ 331/2026', kind: 'decree', number: '331/2026' },
  { act: 'Luật 116/2025/QH15', kind: 'law', number: '116/2025/QH15' },
  { act: 'TT 12/2022', kind: 'circular', number: '12/2022' },
])('knows that $act is a $kind', ({ act, kind, number }) => expect(lawActOf(act)).toEqual({ kind, number }));

it.each(['Luật An ninh mạng', 'NĐ 331 Đ20', 'Kế hoạch của tỉnh', 'TT'])('gives %s no other name', (act) =>
  expect(lawActOf(act)).toBeUndefined(),
);

it.each([
  {
    text: 'NĐ 331 Đ28.5a không nêu số, chu kỳ tạm theo NĐ 85 Đ20.2c',
    found: ['NĐ 331 Đ28.5a', 'NĐ 85 Đ20.2c'],
  },
  { text: 'lấy mức cao nhất theo Đ8.2 (Đ12.2a, Đ13.2c; V2)', found: ['Đ8.2', 'Đ12.2a', 'Đ13.2c'] },
  { text: 'thời hạn theo NĐ 278/2025, TT 12/2022', found: ['NĐ 278/2025', 'TT 12/2022'] },
  { text: 'Thỏa thuận số 17/TT-STNMT, quyết định 5/QĐ2-UBND', found: null },
])('finds the shorthand in $text', ({ text, found }) => expect(text.match(SHORTHAND)).toEqual(found));
