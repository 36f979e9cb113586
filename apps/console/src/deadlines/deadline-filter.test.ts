import { readDeadlineFilter, toDeadlineQuery, writeDeadlineFilter } from './deadline-filter';

it.each([
  { words: '', kept: '' },
  { words: 'kind=report&show=overdue', kept: 'kind=report&show=overdue' },
  { words: 'kind=birthday&show=tomorrow', kept: '' },
  { words: 'systemId=lgsp&show=open', kept: 'systemId=lgsp' },
])('keeps of «$words» «$kept»', ({ words, kept }) =>
  expect(writeDeadlineFilter(readDeadlineFilter(new URLSearchParams(words))).toString()).toBe(kept),
);

it.each([
  { words: 'kind=gap&show=done', query: { kind: 'gap', to: '2027-02-19' } },
  { words: 'within=30', query: { to: '2026-12-21' } },
  { words: 'within=all&agencyId=so-y-te', query: { agencyId: 'so-y-te' } },
])('asks with «$words»', ({ words, query }) =>
  expect(toDeadlineQuery(readDeadlineFilter(new URLSearchParams(words)), '2026-11-21')).toEqual(query),
);
