import { dayOf } from '@khien/model';
import { type AccountBaseline, type DigestEntry, newBaseline } from './baseline';
import { foldEntry, markFolded } from './detect';
import type { AnomalyRule } from './rule';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday 2026-03-02, 00:00 in Viet Nam: a date without holidays around it. */
const START = Date.UTC(2026, 2, 1, 17);

type Example = AnomalyRule['examples'][number];

/** Whether the rule fires on its own example: the history is folded in first, then the observation is judged. */
export function exampleFires(rule: AnomalyRule, example: Example): boolean {
  const baseline = newBaseline('example', START);
  let seq = 0;
  for (let day = 0; day < example.history.days; day++) {
    for (const hour of example.history.hours) {
      const at = START + day * DAY + hour * HOUR;
      fold(
        baseline,
        entryOf(at, hour, example.history.perHour, example.history.source, example.history.dataset),
        seq++,
        [],
      );
    }
  }
  const { hour, value, source, dataset } = example.observed;
  const at = START + example.history.days * DAY + hour * HOUR;
  return fold(baseline, entryOf(at, hour, value, source, dataset), seq, [rule]) > 0;
}

function fold(baseline: AccountBaseline, entry: DigestEntry, seq: number, rules: AnomalyRule[]): number {
  const found = foldEntry(baseline, { entry, collectorId: 'example', seq, day: dayOf(entry.hour) }, rules);
  markFolded(baseline, 'example', seq);
  return found.length;
}

function entryOf(at: number, hour: number, value: number, source: string, dataset: string): DigestEntry {
  const id = `event-${at}`;
  const office = hour >= 7 && hour < 17;
  return {
    account: 'example',
    hour: at,
    events: value,
    rows: 0,
    sources: [{ value: source, at, id }],
    datasets: [{ value: dataset, at, id }],
    first: { at, id },
    ...(office ? {} : { offHours: { at, id, count: value } }),
  };
}
