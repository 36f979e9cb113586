import * as fc from 'fast-check';
import { compile, correlation, count, info, measured, temporal } from '../../test-support/correlations';
import { correlationKeys } from './correlation-keys';
import type { CorrelationHit, CorrelationRule } from './correlation-model';
import { createCorrelator } from './create-correlator';
import { evaluateCorrelation } from './evaluate-correlation';

describe('streaming', () => {
  const bodies = [
    correlation(`${count('gte: 3')}\ngroup-by: [g]`, 'c1'),
    correlation(`${temporal('temporal_ordered')}\ngroup-by: [g]`, 'c2'),
    correlation(`${measured('value_count', 'gte: 2')}\ngroup-by: [g]`, 'c3'),
    correlation('type: temporal\nrules: [c1, c2]\ntimespan: 20s\ngroup-by: [g]', 'chain'),
  ];
  const { ruleSet } = compile(...bodies);
  interface Step {
    kind: string;
    g: string;
    v: string;
    at: number;
    late: number;
    id: string;
  }
  const steps = fc
    .array(
      fc.record({
        kind: fc.constantFrom('ra', 'rb', 'rc'),
        g: fc.constantFrom('g1', 'g2'),
        v: fc.constantFrom('x', 'y'),
        at: fc.integer({ min: 0, max: 60 }),
        late: fc.integer({ min: 0, max: 5 }),
      }),
      { maxLength: 40 },
    )
    .map((list) => list.map((step, i) => ({ ...step, id: `e${String(i).padStart(3, '0')}` })));
  const say = (list: ReturnType<ReturnType<typeof createCorrelator>['push']>) =>
    list.map(
      ({ rule, key, firedAt, firstTime, eventIds }) =>
        `${rule.id} ${key} ${firstTime}-${firedAt} ${eventIds.join()}`,
    );

  function run(list: Step[], options: { allowedLatenessMs?: number }, crashAt = -1): string[] {
    let correlator = createCorrelator(ruleSet, options);
    const out: string[] = [];
    list.forEach((step, i) => {
      if (i === crashAt) {
        const saved = JSON.parse(JSON.stringify(correlator.snapshot())) as ReturnType<
          typeof correlator.snapshot
        >;
        correlator = createCorrelator(ruleSet, options);
        correlator.restore(saved);
      }
      out.push(...say(correlator.push(step, step.at * 1000, step.id, ruleSet.match(step))));
    });
    return [...out, ...say(correlator.flush())];
  }
  const byTime = (list: Step[]) => [...list].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

  test('the order of arrival within the lateness changes nothing', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const shuffled = [...list].sort((a, b) => a.at + a.late - (b.at + b.late) || (a.id < b.id ? -1 : 1));
        expect(run(shuffled, { allowedLatenessMs: 6000 })).toEqual(run(byTime(list), {}));
      }),
      { numRuns: 400, seed: 3 },
    );
  });

  test('a crash and a restored snapshot change nothing', () => {
    fc.assert(
      fc.property(steps, fc.nat(40), (list, crashAt) => {
        const options = { allowedLatenessMs: 3000 };
        expect(run(byTime(list), options, crashAt)).toEqual(run(byTime(list), options));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('streaming fires where the stateless evaluation of the whole list says', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const streamed = run(byTime(list), {}).filter((line) => line.startsWith('c1 '));
        const rule = ruleSet.correlations.find((one) => one.info.id === 'c1') as CorrelationRule;
        const groups = new Map<string, CorrelationHit[]>();
        for (const step of list) {
          const keys = correlationKeys(rule, step, info(step.kind));
          if (!keys) continue;
          const hit = { time: step.at * 1000, eventId: step.id, ruleId: step.kind };
          groups.set(keys.key, [...(groups.get(keys.key) ?? []), hit]);
        }
        const whole = [...groups].flatMap(([key, all]) =>
          evaluateCorrelation(rule, all).map((f) => `${key} ${f.firstTime}-${f.firedAt}`),
        );
        expect(streamed.map((line) => line.split(' ').slice(1, 3).join(' ')).sort()).toEqual(whole.sort());
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  test('a chain fires on the firings below it', () => {
    const list = [
      ['ra', 1],
      ['ra', 2],
      ['ra', 3],
      ['rb', 4],
    ].map(([kind, at], i) => ({ kind: String(kind), g: 'g', v: 'x', at: Number(at), late: 0, id: `e${i}` }));
    expect(run(list, {}).map((line) => line.split(' ')[0])).toEqual(['c1', 'c2', 'chain']);
  });

  test('state is bounded and says what it gave up', () => {
    const correlator = createCorrelator(ruleSet, { maxGroups: 10 });
    for (let i = 0; i < 100; i++) {
      const event = { kind: 'ra', g: `g${i}`, v: 'x' };
      correlator.push(event, 1000, `e${i}`, ruleSet.match(event));
    }
    expect(correlator.stats().groups).toBeLessThanOrEqual(10);
    expect(correlator.stats().evicted).toBeGreaterThan(0);
    const late = { kind: 'ra', g: 'g', v: 'x' };
    correlator.push(late, 0, 'late', ruleSet.match(late));
    expect(correlator.stats().late).toBe(1);
  });

  test('groups whose hits have expired leave without being counted as lost', () => {
    const correlator = createCorrelator(ruleSet);
    for (let i = 0; i < 200; i++) {
      const event = { kind: 'ra', g: `g${i}`, v: 'x' };
      correlator.push(event, i * 60_000, `e${i}`, ruleSet.match(event));
    }
    expect(correlator.stats().groups).toBeLessThan(12);
    expect(correlator.stats().evicted).toBe(0);
  });
});
