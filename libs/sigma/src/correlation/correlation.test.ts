import { compile, correlation, count, info, measured, temporal } from '../../test-support/correlations';
import { correlationKeys } from './correlation-keys';
import type { CorrelationHit, CorrelationRule } from './correlation-model';
import { evaluateCorrelation } from './evaluate-correlation';

function ruleOf(body: string): CorrelationRule {
  const { ruleSet, errors } = compile(correlation(body));
  expect(errors).toEqual([]);
  return ruleSet.correlations[0] as CorrelationRule;
}

/** "ra@1=5" is a hit of rule ra at second 1 with value 5. */
function hits(text: string): CorrelationHit[] {
  return text.split(' ').map((part, i) => {
    const [, ruleId = '', time = '', value] = /^(\w+)@(\d+)(?:=(\S+))?$/.exec(part) ?? [];
    const hit: CorrelationHit = { ruleId, time: Number(time) * 1000, eventId: `e${i}` };
    return value === undefined ? hit : { ...hit, value: Number.isNaN(Number(value)) ? value : Number(value) };
  });
}

/** `fired` lists the seconds at which a firing starts. */
const vectors = [
  { name: 'C1 event_count gte', body: count('gte: 3'), hits: 'ra@1 ra@2 ra@3', fired: [3] },
  {
    name: 'C2 the window slides, it is not aligned',
    body: count('gte: 3'),
    hits: 'ra@8 ra@12 ra@17',
    fired: [17],
  },
  { name: 'C3 the timespan is inclusive', body: count('gte: 2'), hits: 'ra@0 ra@10', fired: [10] },
  { name: 'C4 beyond the timespan', body: count('gte: 2'), hits: 'ra@0 ra@11', fired: [] },
  {
    name: 'C5 one firing while the condition holds',
    body: count('gte: 2'),
    hits: 'ra@0 ra@5 ra@9 ra@14',
    fired: [5],
  },
  {
    name: 'C6 armed again after the condition was false',
    body: count('gte: 2'),
    hits: 'ra@0 ra@5 ra@30 ra@31',
    fired: [5, 31],
  },
  {
    name: 'C7 armed again when every earlier hit expired',
    body: count('gte: 1'),
    hits: 'ra@0 ra@30',
    fired: [0, 30],
  },
  { name: 'C8 gt', body: count('gt: 2'), hits: 'ra@1 ra@2 ra@3', fired: [3] },
  { name: 'C9 eq holds only at that count', body: count('eq: 2'), hits: 'ra@1 ra@2 ra@3', fired: [2] },
  { name: 'C10 range', body: count('gt: 1, lte: 2'), hits: 'ra@1 ra@2 ra@3', fired: [2] },
  { name: 'C11 neq', body: count('neq: 1'), hits: 'ra@1 ra@2', fired: [2] },
  { name: 'C12 lt is asked at hits only', body: count('lt: 2'), hits: 'ra@1 ra@2 ra@30', fired: [1, 30] },
  {
    name: 'C13 value_count',
    body: measured('value_count', 'gte: 2'),
    hits: 'ra@1=x ra@2=x ra@3=y',
    fired: [3],
  },
  {
    name: 'C14 value_count forgets',
    body: measured('value_count', 'gte: 2'),
    hits: 'ra@1=x ra@12=y',
    fired: [],
  },
  { name: 'C15 value_sum', body: measured('value_sum', 'gte: 10'), hits: 'ra@1=4 ra@2=6', fired: [2] },
  { name: 'C16 value_avg', body: measured('value_avg', 'gt: 4'), hits: 'ra@1=4 ra@2=6', fired: [2] },
  {
    name: 'C17 value_median of an even number',
    body: measured('value_median', 'eq: 5'),
    hits: 'ra@1=4 ra@2=6',
    fired: [2],
  },
  {
    name: 'C18 value_percentile is nearest rank',
    body: measured('value_percentile', 'gte: 9, percentile: 90'),
    hits: 'ra@1=1 ra@2=9',
    fired: [2],
  },
  {
    name: 'C19 percentile defaults to 50',
    body: measured('value_percentile', 'gte: 9'),
    hits: 'ra@1=1 ra@2=9 ra@3=9',
    fired: [3],
  },
  { name: 'C20 temporal in any order', body: temporal('temporal'), hits: 'rb@1 ra@2', fired: [2] },
  { name: 'C21 temporal needs all', body: temporal('temporal'), hits: 'ra@1 ra@2', fired: [] },
  {
    name: 'C22 temporal with a count of rules',
    body: 'type: temporal\nrules: [ra, rb, rc]\ntimespan: 10s\ncondition: {gte: 2}',
    hits: 'rc@1 ra@2',
    fired: [2],
  },
  { name: 'C23 ordered', body: temporal('temporal_ordered'), hits: 'ra@1 rb@2', fired: [2] },
  { name: 'C24 wrong order', body: temporal('temporal_ordered'), hits: 'rb@1 ra@2', fired: [] },
  {
    name: 'C25 the same instant counts as in order',
    body: temporal('temporal_ordered'),
    hits: 'rb@1 ra@1',
    fired: [1],
  },
  {
    name: 'C26 order within the window only',
    body: temporal('temporal_ordered'),
    hits: 'ra@1 rb@12',
    fired: [],
  },
  {
    name: 'C27 boolean condition',
    body: temporal('temporal', '\ncondition: ra and not rb'),
    hits: 'rb@1 ra@2 ra@13',
    fired: [13],
  },
  {
    name: 'C28 boolean without rules list',
    body: 'type: temporal\ntimespan: 10s\ncondition: ra and (rb or rc)',
    hits: 'ra@1 rc@2',
    fired: [2],
  },
  {
    name: 'C29 ordered boolean',
    body: 'type: temporal_ordered\nrules: [ra, rb, rc]\ntimespan: 10s\ncondition: ra and (rb or rc)',
    hits: 'rc@1 ra@2 rb@3',
    fired: [3],
  },
  {
    name: 'C30 ordered boolean, wrong order',
    body: 'type: temporal_ordered\nrules: [ra, rb, rc]\ntimespan: 10s\ncondition: ra and (rb or rc)',
    hits: 'rc@1 rb@2 ra@3',
    fired: [],
  },
  {
    name: 'C31 _extended spelling',
    body: temporal('temporal_extended', '\ncondition: name_ra and name_rb').replace(
      '[ra, rb]',
      '[name_ra, name_rb]',
    ),
    hits: 'ra@1 rb@2',
    fired: [2],
  },
  {
    name: 'C32 a hit delivered twice counts once',
    body: count('gte: 2'),
    hits: 'ra@1',
    fired: [],
    twice: true,
  },
];

test.each(vectors)('$name', ({ body, hits: text, fired, twice }) => {
  const list = hits(text);
  const firings = evaluateCorrelation(ruleOf(body), twice ? [...list, ...list] : list);
  expect(firings.map(({ firedAt }) => firedAt / 1000)).toEqual(fired);
});

test('a firing names the whole stretch, from the first hit of its window to the last while it held', () => {
  const [firing] = evaluateCorrelation(ruleOf(count('gte: 2')), hits('ra@0 ra@5 ra@9 ra@14 ra@40'));
  expect(firing).toEqual({
    firstTime: 0,
    lastTime: 14_000,
    firedAt: 5000,
    eventIds: ['e0', 'e1', 'e2', 'e3'],
    count: 4,
    value: 2,
  });
});

const refused = [
  { name: 'unknown rule', body: count('gte: 1').replace('[ra]', '[zz]'), message: /unknown rule "zz"/ },
  { name: 'itself', body: count('gte: 1').replace('[ra]', '[corr]'), message: /itself/ },
  { name: 'no rules', body: count('gte: 1').replace('[ra]', '[]'), message: /names no rules/ },
  {
    name: 'unknown type',
    body: count('gte: 1').replace('event_count', 'sequence'),
    message: /type "sequence"/,
  },
  { name: 'timespan without unit', body: count('gte: 1').replace('10s', '10'), message: /timespan "10"/ },
  {
    name: 'no condition',
    body: 'type: event_count\nrules: [ra]\ntimespan: 1m',
    message: /needs a condition/,
  },
  { name: 'no bound', body: measured('value_count', 'x: 1').replace(', x: 1', ''), message: /no bound/ },
  { name: 'unknown condition key', body: count('gte: 1, over: 2'), message: /"over"/ },
  {
    name: 'value_count without field',
    body: count('gte: 1').replace('event_count', 'value_count'),
    message: /needs "field"/,
  },
  { name: 'boolean for counts', body: count('x').replace('{x}', 'ra'), message: /temporal_ordered only/ },
  {
    name: 'unused rule in a boolean',
    body: temporal('temporal', '\ncondition: ra'),
    message: /"rb" is not used/,
  },
  {
    name: 'rule outside the list',
    body: temporal('temporal', '\ncondition: ra and rb and rc'),
    message: /not in "rules"/,
  },
  {
    name: 'true without events',
    body: temporal('temporal', '\ncondition: not ra or not rb'),
    message: /without any event/,
  },
  {
    name: 'unknown key',
    body: `${count('gte: 1')}\nwindow: session`,
    message: /unknown correlation key "window"/,
  },
  {
    name: 'count on ordered',
    body: temporal('temporal_ordered', '\ncondition: {gte: 1}'),
    message: /takes no count/,
  },
];
test.each(refused)('refused: $name', ({ body, message }) => {
  const { ruleSet, errors } = compile(correlation(body));
  expect(ruleSet.correlations).toEqual([]);
  expect(errors).toEqual([
    expect.objectContaining({ file: 'c.yml', message: expect.stringMatching(message) }),
  ]);
});

test('circles of correlations are refused, all of them', () => {
  const ring = (id: string, next: string) => correlation(count('gte: 1').replace('[ra]', `[${next}]`), id);
  const { ruleSet, errors } = compile(ring('c1', 'c2'), ring('c2', 'c3'), ring('c3', 'c1'));
  expect(ruleSet.correlations).toEqual([]);
  expect(errors.length).toBeGreaterThan(0);
});

test('generate: base rules are silent unless a correlation says so', () => {
  const { ruleSet } = compile(
    correlation(count('gte: 1')),
    correlation(`${count('gte: 1').replace('ra', 'rb')}\ngenerate: true`, 'c2'),
  );
  const generate = Object.fromEntries(ruleSet.rules.map((rule) => [rule.id, rule.generate]));
  expect(generate).toEqual({ ra: false, rb: true, rc: true, corr: true, c2: true });
});

test('keys: groups, aliases, tuples and what does not take part', () => {
  const rule = ruleOf(
    'type: value_count\nrules: [name_ra, name_rb]\ngroup-by: [ip, user.name]\ntimespan: 1m\ncondition: {field: [h, p], gte: 2}\n' +
      'aliases:\n  ip: {name_ra: source.ip, name_rb: destination.ip}',
  );
  const event = {
    source: { ip: '1.1.1.1' },
    destination: { ip: '2.2.2.2' },
    user: { name: ['bob'] },
    h: 'x',
    p: 1,
  };
  expect(correlationKeys(rule, event, info('ra'))?.group).toEqual({ ip: '1.1.1.1', 'user.name': 'bob' });
  expect(correlationKeys(rule, event, info('rb'))?.group).toEqual({ ip: '2.2.2.2', 'user.name': 'bob' });
  expect(correlationKeys(rule, event, info('rc'))).toBeNull();
  expect(correlationKeys(rule, { ...event, user: {} }, info('ra'))).toBeNull();
  expect(correlationKeys(rule, { ...event, p: null }, info('ra'))).toBeNull();
  const other = correlationKeys(rule, { ...event, h: 'x1', p: '' }, info('ra'));
  expect(other?.value).not.toBe(correlationKeys(rule, { ...event, h: 'x', p: '1' }, info('ra'))?.value);
});
