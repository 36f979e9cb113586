import { folded } from './folded';

it.each([
  ['Cảnh báo', 'canh bao'],
  ['  Đường dây NÓNG ', 'duong day nong'],
  ['Ư Ơ Ă Â Ê Ô'.normalize('NFC'), 'u o a a e o'],
  ['Ư Ơ Ă Â Ê Ô'.normalize('NFD'), 'u o a a e o'],
  ['', ''],
])('finds %j by %j', (text, plain) => expect(folded(text)).toBe(plain));
