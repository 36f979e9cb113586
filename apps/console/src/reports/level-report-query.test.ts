import { levelReportQuery } from './level-report-query';

const TODAY = '2026-11-21';

it.each([
  { name: 'nothing', words: '', asked: { year: 2026 } },
  {
    name: 'everything',
    words: 'year=2025&agencyId=so-yt&ownerId=ubnd-tinh&completionOn=2027-06-30',
    asked: { year: 2025, agencyId: 'so-yt', ownerId: 'ubnd-tinh', completionOn: '2027-06-30' },
  },
  { name: 'a body that cannot be', words: 'ownerId=../x&agencyId=', asked: { year: 2026 } },
  { name: 'a day that is none', words: 'completionOn=2027-02-30', asked: { year: 2026 } },
  { name: 'a day of a month that is none', words: 'completionOn=2027-13-01', asked: { year: 2026 } },
  { name: 'a day written another way', words: 'completionOn=30/06/2027', asked: { year: 2026 } },
])('$name in the address', ({ words, asked }) =>
  expect(levelReportQuery(new URLSearchParams(words), TODAY)).toEqual(asked),
);
