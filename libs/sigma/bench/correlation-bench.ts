import { compileRules, createCorrelator } from '@khien/sigma';
import { measure } from './measure';

const BASE =
  'title: base\nid: base\nlogsource: {category: any}\ndetection:\n  s: {event.outcome: failure}\n  condition: s\n---\n';

/** The streaming correlator alone: matches are given, as they come out of `match`. */
export function benchCorrelation(): Array<Record<string, unknown>> {
  return [
    {
      case: 'correlation, event_count over 10,000 live groups',
      ...run(
        'type: event_count\n  condition: {gte: 50}',
        (i) => ({ user: { name: `u${(i * 7919) % 10_000}` } }),
        1,
      ),
      floor: 200_000,
      goal: 400_000,
    },
    {
      case: 'correlation, value_count at 2,000 distinct values',
      ...run(
        'type: value_count\n  condition: {field: source.ip, gte: 5000}',
        (i) => ({ user: { name: 'u' }, source: { ip: `10.0.${(i >> 8) % 8}.${i % 250}` } }),
        200,
      ),
      floor: 200_000,
      goal: 400_000,
    },
  ];
}

function run(body: string, eventOf: (i: number) => object, stepMs: number): Record<string, unknown> {
  const text = `${BASE}title: c\nid: c\ncorrelation:\n  rules: [base]\n  group-by: [user.name]\n  timespan: 10m\n  ${body}\n`;
  const { ruleSet, errors } = compileRules([{ file: 'c.yml', text }]);
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  const matches = ruleSet.match({ event: { outcome: 'failure' } });
  const events = Array.from({ length: 100_000 }, (_, i) => eventOf(i));
  const ids = events.map((_, i) => `e${i}`);
  const correlator = createCorrelator(ruleSet, { maxGroups: 50_000 });
  let now = 0;
  const rate = measure(events.length, () => {
    for (let i = 0; i < events.length; i++) {
      now += stepMs;
      correlator.push(events[i] as object, now, ids[i] as string, matches);
    }
  });
  return { ...rate, groups: correlator.stats().groups };
}
