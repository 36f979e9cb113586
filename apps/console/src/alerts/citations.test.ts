import { groundsOf, readCitation } from './citations';

it.each<{ raw: string; kind: string; text: string; doubt?: string }>([
  { raw: 'attack.t1110.001', kind: 'attack', text: 'T1110.001' },
  { raw: 'T1078', kind: 'attack', text: 'T1078' },
  { raw: 'ATT&CK T1078', kind: 'attack', text: 'T1078' },
  { raw: 'R17', kind: 'requirement', text: 'R17' },
  { raw: 'NĐ 331/2026, Điều 12 khoản 3', kind: 'law', text: 'NĐ 331/2026, Điều 12 khoản 3' },
  { raw: 'NĐ 194/2025 Đ40 (V2)', kind: 'law', text: 'NĐ 194/2025 Đ40', doubt: 'V2' },
  { raw: 'NĐ 331/2026 Đ20 (V1)', kind: 'law', text: 'NĐ 331/2026 Đ20' },
  { raw: 'R17 xyz', kind: 'law', text: 'R17 xyz' },
])('$raw is $kind', ({ raw, ...found }) => expect(readCitation(raw)).toEqual(found));

it('adds the techniques of the tags once, the law first', () => {
  const grounds = groundsOf({
    citations: ['T1110', 'R17', 'NĐ 331/2026 Đ20'],
    tags: ['attack.t1110', 'attack.credential-access', 'attack.t1078'],
  });
  expect(grounds.map(({ text }) => text)).toEqual(['NĐ 331/2026 Đ20', 'R17', 'T1110', 'T1078']);
});
