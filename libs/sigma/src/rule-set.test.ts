import { checkRules, compileRules } from './compile-rules';

const rule = (id: string, logsource: string, extra = '') =>
  `title: ${id}\nid: ${id}\nauthor: Lan\nlicense: DRL-1.1\nlogsource: ${logsource}\n${extra}detection:\n  s: {a|contains: [one, two]}\n  f: {b: c}\n  condition: s and not f\n`;

test('routing skips a rule only when both sides set a dimension and differ', () => {
  const text = [
    rule('any', '{}'),
    rule('win', '{product: Windows}'),
    rule('sysmon', '{product: windows, service: sysmon}'),
    rule('proc', '{product: windows, category: process_creation}'),
  ].join('---\n');
  const { ruleSet } = compileRules([{ file: 'r.yml', text }]);
  const ids = (logsource?: Parameters<typeof ruleSet.match>[1]) =>
    ruleSet.match({ a: 'one' }, logsource).map((m) => m.rule.id);
  expect(ids()).toEqual(['any', 'win', 'sysmon', 'proc']);
  expect(ids({ product: 'linux' })).toEqual(['any']);
  expect(ids({ product: 'windows', service: 'security' })).toEqual(['any', 'win', 'proc']);
  expect(ids({ service: 'sysmon', category: 'image_load' })).toEqual(['any', 'win', 'sysmon']);
  expect(ids({ product: 'windows', service: 'security', category: 'process_creation' })).toEqual([
    'any',
    'win',
    'proc',
  ]);
  expect(ids([{ product: 'linux' }, { product: 'windows', service: 'x', category: 'y' }])).toEqual([
    'any',
    'win',
  ]);
});

test('metadata, own keys and the author travel with the match', () => {
  const { ruleSet } = compileRules([
    { file: 'r.yml', text: rule('r', '{product: x}', 'khien: {title_vi: Thử, level: 4, on: true}\n') },
  ]);
  const [match] = ruleSet.match({ a: 'two' });
  expect(match?.rule).toMatchObject({ author: 'Lan', license: 'DRL-1.1', level: 'medium', generate: true });
  expect(match?.rule.custom).toEqual({ khien: { title_vi: 'Thử', level: 4, on: true } });
});

test('explain says which selection, which value and which field was absent', () => {
  const { ruleSet } = compileRules([{ file: 'r.yml', text: rule('r', '{product: x}') }]);
  const yes = ruleSet.explain({ a: 'xx two xx' }, 'r');
  expect(yes.matched).toBe(true);
  expect(yes.selections).toEqual([
    {
      name: 's',
      line: 7,
      matched: true,
      items: [expect.objectContaining({ field: 'a', matched: true, actual: 'xx two xx', values: ['two'] })],
    },
    {
      name: 'f',
      line: 8,
      matched: false,
      items: [expect.objectContaining({ field: 'b', absent: true, matched: false })],
    },
  ]);
  const no = ruleSet.explain({ b: 'c' }, 'r', { product: 'y' });
  expect(no).toMatchObject({ matched: false, otherLogsource: true, condition: 's and not f' });
  expect(() => ruleSet.explain({}, 'zz')).toThrow(/"zz"/);
});

test('counters count what was asked and what matched; time only when a clock is given', () => {
  let now = 0;
  const { ruleSet } = compileRules([{ file: 'r.yml', text: rule('r', '{product: x}') }], {
    clock: () => now++,
  });
  ruleSet.match({ a: 'one' });
  ruleSet.match({ a: 'one', b: 'c' });
  ruleSet.match({ z: 'nothing' });
  expect(ruleSet.counters()).toEqual([{ ruleId: 'r', evaluated: 2, matched: 1, microseconds: 2 }]);
});

test('a rule on a field that the events do not have is refused when the fields are known', () => {
  const { errors } = compileRules([{ file: 'r.yml', text: rule('r', '{product: x}') }], {
    fieldNames: new Set(['a']),
  });
  expect(errors).toEqual([{ file: 'r.yml', line: 8, message: 'field "b" is not a field of these events' }]);
});

test('two rules with one id: the later one is refused', () => {
  const { rules, errors } = checkRules([
    { file: 'a.yml', text: rule('r', '{}') },
    { file: 'b.yml', text: rule('r', '{}') },
  ]);
  expect(rules).toBe(1);
  expect(errors).toEqual([{ file: 'b.yml', line: 1, message: 'id "r" is already used in a.yml' }]);
});

test.each([
  {
    name: 'no title',
    text: 'logsource: {product: x}\ndetection: {s: {a: 1}, condition: s}',
    message: /title/,
  },
  {
    name: 'no logsource',
    text: 'title: t\ndetection: {s: {a: 1}, condition: s}',
    message: /logsource is missing/,
  },
  {
    name: 'unknown level',
    text: 'title: t\nlevel: severe\nlogsource: {product: x}\ndetection: {s: {a: 1}, condition: s}',
    message: /level "severe"/,
  },
  {
    name: 'unknown status',
    text: 'title: t\nstatus: done\nlogsource: {product: x}\ndetection: {s: {a: 1}, condition: s}',
    message: /status "done"/,
  },
  { name: 'neither kind', text: 'title: t\nlogsource: {product: x}', message: /exactly one of/ },
  { name: 'not a map', text: '- a', message: /must be a map/ },
  { name: 'action: global', text: 'action: global\ntitle: t', message: /"action"/ },
  { name: 'no YAML', text: 'a: [', message: /YAML/ },
])('refused: $name', ({ text, message }) => {
  const { errors } = checkRules([{ file: 'r.yml', text }]);
  expect(errors).toEqual([
    expect.objectContaining({ file: 'r.yml', message: expect.stringMatching(message) }),
  ]);
});
