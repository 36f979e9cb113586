import {
  type ActivityFilter,
  readActivityFilter,
  toActivityQuery,
  writeActivityFilter,
} from './activity-filter';

it.each<{ words: string; filter: ActivityFilter }>([
  { words: '', filter: {} },
  { words: 'actor=lan.tt&action=sign_in', filter: { actor: 'lan.tt', action: 'sign_in' } },
  { words: 'action=steal&subjectKind=moon&range=9y&from=then', filter: {} },
  { words: 'subjectKind=alert&subjectId=abc', filter: { subjectKind: 'alert', subjectId: 'abc' } },
  { words: 'range=24h&from=2026-11-20T00:00:00Z', filter: { range: '24h' } },
  { words: 'from=2026-11-20T00%3A00%3A00.000Z', filter: { from: '2026-11-20T00:00:00.000Z' } },
])('reads ?$words and writes it back', ({ words, filter }) => {
  expect(readActivityFilter(new URLSearchParams(words))).toEqual(filter);
  expect(readActivityFilter(writeActivityFilter(filter))).toEqual(filter);
});

it('asks for a relative range by its start', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(toActivityQuery({ range: '1h', actor: 'a' }, now)).toEqual({
    actor: 'a',
    from: '2026-11-21T11:00:00.000Z',
  });
});
