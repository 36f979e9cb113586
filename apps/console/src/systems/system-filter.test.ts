import { isEverySystem, readSystemFilter, toSystemQuery, writeSystemFilter } from './system-filter';

const read = (words: string) => readSystemFilter(new URLSearchParams(words));

it.each([
  { words: '', kept: '' },
  { words: 'level=3&sort=gaps', kept: 'level=3&sort=gaps' },
  { words: 'level=none', kept: 'level=none' },
  { words: 'level=7&step=nowhere&verdict=fine', kept: '' },
  { words: 'q=%20m%E1%BB%99t%20c%E1%BB%ADa%20', kept: 'q=m%E1%BB%99t+c%E1%BB%ADa' },
  { words: 'layer=5&sort=colour', kept: '' },
  { words: 'agencyId=so-y-te&mark=shared', kept: 'agencyId=so-y-te&mark=shared' },
])('keeps of «$words» «$kept»', ({ words, kept }) =>
  expect(writeSystemFilter(read(words)).toString()).toBe(kept),
);

it.each([
  { words: 'sort=due', every: true },
  { words: 'level=2', every: false },
  { words: 'q=x', every: false },
])('«$words» shows every system: $every', ({ words, every }) =>
  expect(isEverySystem(read(words))).toBe(every),
);

it.each([
  { words: 'layer=3', layer: undefined },
  { words: 'layer=3&verdict=not_met', layer: '3' },
  { words: 'verdict=not_met', layer: undefined },
])('asks with «$words» about layer $layer', ({ words, layer }) =>
  expect(toSystemQuery(read(words)).layer).toBe(layer),
);
