import { type Calendar, DELAY_CLASSES } from '@khien/model';
import { judgeHour } from './judge-hour';
import { closeHour, foldChunk, hourToJudge, newPattern, type SourcePattern } from './source-pattern';
import type { SourceRule } from './source-rule';

const HOUR = 3_600_000;
/** Monday 2026-03-02, 00:00 in Viet Nam: a date without holidays around it. */
const START = Date.UTC(2026, 2, 1, 17);
const CALENDAR: Calendar = {
  timezone: 'Asia/Ho_Chi_Minh',
  workingHours: { days: [1, 2, 3, 4, 5], spans: [] },
  holidays: [],
  workingDays: [],
};

type Example = SourceRule['examples'][number];

/** Whether the rule fires on its own example: hours like the history's are learnt, then the hour is judged. */
export function sourceExampleFires(rule: SourceRule, { history, hour }: Example): boolean {
  const pattern = newPattern('example', START);
  let seq = 0;
  for (let past = 0; past < history.days * 24; past++) {
    const learnt = add(pattern, { ...history, start: START + past * HOUR, seq: seq++ });
    closeHour(pattern, learnt, CALENDAR);
  }
  const judged = add(pattern, { ...hour, start: START + history.days * 24 * HOUR, seq });
  return judgeHour(rule, { pattern, hour: judged, calendar: CALENDAR }) !== undefined;
}

function add(pattern: SourcePattern, hour: Example['hour'] & { start: number; seq: number }) {
  const found = DELAY_CLASSES.findIndex((end) => hour.lagSeconds <= end);
  const delays = new Array<number>(DELAY_CLASSES.length + 1).fill(0);
  delays[found < 0 ? DELAY_CLASSES.length : found] = hour.received;
  const { start, seq, received, seen, missing } = hour;
  const counters = seen === 0 ? [] : [{ key: String(start), first: 1, last: seen + missing, seen, missing }];
  foldChunk(pattern, {
    collectorId: 'example',
    seq,
    sealedAt: start,
    finished: received,
    parsed: Math.round(received * hour.parsed),
    feed: { timed: received, delays, leastDelayMs: hour.clockSeconds * 1000, counters },
  });
  return hourToJudge(pattern, start, received);
}
