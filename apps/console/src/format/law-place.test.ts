import { lawPlaceOf, lawPlacesOf } from './law-place';

it.each([
  { text: 'NĐ 331/2026 Đ20', place: { act: 'NĐ 331/2026', decree: '331/2026', article: '20' } },
  {
    text: 'NĐ 331/2026 Đ31.2d',
    place: { act: 'NĐ 331/2026', decree: '331/2026', article: '31', clause: '2', point: 'd' },
  },
  { text: 'NĐ 331 Đ39.1', place: { act: 'NĐ 331', decree: '331', article: '39', clause: '1' } },
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
      { act: 'NĐ 331', decree: '331', article: '24', clause: '1', point: 'b' },
      { act: 'NĐ 331', decree: '331', article: '30', clause: '7' },
    ],
  },
  { text: 'TCVN 14423:2026', places: ['TCVN 14423:2026'] },
  {
    text: 'Luật 116 Đ40.1b; tên gọi theo K8',
    places: [{ act: 'Luật 116', article: '40', clause: '1', point: 'b' }, 'tên gọi theo K8'],
  },
])('reads every place of $text', ({ text, places }) => expect(lawPlacesOf(text)).toEqual(places));
