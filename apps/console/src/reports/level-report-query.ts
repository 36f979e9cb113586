import type { LevelReportQuery } from '../api/reports';
import { addDays } from '../format/day';
import { reportYear } from './report-year';

/** What the address of the page asks for; a body or a day that cannot be is left out, as if nobody had asked. */
export function levelReportQuery(words: URLSearchParams, today: string): LevelReportQuery {
  const bodies = (['agencyId', 'ownerId'] as const).flatMap((name) => {
    const id = words.get(name) ?? '';
    return /^[a-z0-9][a-z0-9-]{0,79}$/.test(id) ? [[name, id] as const] : [];
  });
  const completionOn = words.get('completionOn') ?? '';
  return {
    year: reportYear(words.get('year'), today),
    ...Object.fromEntries(bodies),
    ...(isDay(completionOn) && { completionOn }),
  };
}

/** The thirtieth of February is none. */
function isDay(text: string): boolean {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return false;
  return addDays(text, 0) === text;
}
