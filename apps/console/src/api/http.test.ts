import { addressOf, fileNameOf } from './http';

it.each([
  { header: 'attachment; filename="mau-01.docx"', name: 'mau-01.docx' },
  { header: 'attachment; filename=so.csv', name: 'so.csv' },
  {
    header: `attachment; filename="ho so.pdf"; filename*=UTF-8''H%E1%BB%93%20s%C6%A1.pdf`,
    name: 'Hồ sơ.pdf',
  },
  { header: `attachment; filename="a.pdf"; filename*=UTF-8''%E1%BB`, name: 'a.pdf' },
  { header: 'attachment', name: undefined },
  { header: null, name: undefined },
])('$header names $name', ({ header, name }) => expect(fileNameOf(header)).toBe(name));

it.each([
  { query: {}, address: '/api/v1/x' },
  { query: { level: '3', q: '', sort: undefined }, address: '/api/v1/x?level=3' },
  { query: { kind: ['a', 'b'] }, address: '/api/v1/x?kind=a%2Cb' },
])('$query is asked for at $address', ({ query, address }) =>
  expect(addressOf({ path: '/x', query })).toBe(address),
);
