import { readDeadlineFilter, toDeadlineQuery, writeDeadlineFilter } from './deadline-filter';

it.each([
  { words: '', kept: '' },
  { words: 'kind=report&show=overdue', kept: 'kind=report&show=overdue' },
  { words: 'kind=birthday&show=tomorrow', kept: '' },
  { words: 'systemId=lgsp&show=open', kept: 'systemId=lgsp' },
])('keeps of «$words» «$kept»', ({ words, kept }) =>
  expect(writeDeadlineFilter(readDeadlineFilter(new URLSearchParams(words))).toString()).toBe(kept),
);

it('asks without what is not chosen', () =>
  expect(toDeadlineQuery(readDeadlineFilter(new URLSearchParams('kind=gap&show=done')))).toEqual({
    kind: 'gap',
  }));
