import { compileRules } from '../compile-rules';
import { parsePipeline } from './parse-pipeline';

const RULE = `title: t
id: r1
logsource: {product: windows, category: process_creation}
tags: [attack.execution]
detection:
  s:
    Image|endswith: '\\cmd.exe'
    User: null
  condition: s
`;

function run(pipelines: string[], event: object, rule = RULE): boolean {
  const pipeline = pipelines.map((text, i) => parsePipeline(text, `p${i}.yml`));
  const { ruleSet, errors } = compileRules([{ file: 'r.yml', text: rule }], { pipeline });
  expect(errors).toEqual([]);
  return ruleSet.match(event).length === 1;
}

const item = (text: string): string =>
  `transformations:\n  - ${text
    .split('\n')
    .map((line, i) => (i === 0 ? line : `    ${line}`))
    .join('\n')}\n`;
const mapping =
  'type: field_name_mapping\nmapping:\n  Image: process.executable\n  User: [user.name, user.id]';
const event = { process: { executable: 'C:\\cmd.exe' } };

test.each([
  { name: 'fields are mapped', pipelines: [item(mapping)], event, matches: true },
  {
    name: 'the old name no longer counts',
    pipelines: [item(mapping)],
    event: { Image: 'C:\\cmd.exe' },
    matches: false,
  },
  {
    name: 'null over several targets needs all absent',
    pipelines: [item(mapping)],
    event: { ...event, user: { id: 1 } },
    matches: false,
  },
  {
    name: 'a logsource condition that holds',
    pipelines: [item(`${mapping}\nrule_conditions: [{type: logsource, product: windows}]`)],
    event,
    matches: true,
  },
  {
    name: 'a logsource condition that does not',
    pipelines: [item(`${mapping}\nrule_conditions: [{type: logsource, product: linux}]`)],
    event,
    matches: false,
  },
  {
    name: 'rule_cond_not',
    pipelines: [
      item(`${mapping}\nrule_cond_not: true\nrule_conditions: [{type: logsource, product: linux}]`),
    ],
    event,
    matches: true,
  },
  {
    name: 'rule_cond_op or',
    pipelines: [
      item(
        `${mapping}\nrule_cond_op: or\nrule_conditions: [{type: logsource, product: linux}, {type: tag, tag: attack.execution}]`,
      ),
    ],
    event,
    matches: true,
  },
  {
    name: 'rule_cond_expr',
    pipelines: [
      item(
        `${mapping}\nrule_cond_expr: a and not b\nrule_conditions:\n  a: {type: logsource, product: windows}\n  b: {type: contains_field, field: Nope}`,
      ),
    ],
    event,
    matches: true,
  },
  {
    name: 'field name condition',
    pipelines: [item(`${mapping}\nfield_name_conditions: [{type: exclude_fields, fields: [User]}]`)],
    event: { ...event, user: { id: 1 } },
    matches: true,
  },
  {
    name: 'prefix for the others',
    pipelines: [
      item(mapping) + item('type: field_name_prefix\nprefix: winlog.').replace('transformations:\n', ''),
    ],
    event: { winlog: { process: { executable: 'x\\cmd.exe' } } },
    matches: true,
  },
  {
    name: 'prefix unless an item was applied',
    pipelines: [
      `${item(`id: map\n${mapping}`)}${item('type: field_name_prefix\nprefix: winlog.\nfield_name_cond_not: true\nfield_name_conditions: [{type: processing_item_applied, processing_item_id: map}]').replace('transformations:\n', '')}`,
    ],
    event,
    matches: true,
  },
  {
    name: 'add_condition',
    pipelines: [item('type: add_condition\nconditions: {channel: sysmon}')],
    event: { Image: 'x\\cmd.exe', channel: 'Sysmon' },
    matches: true,
  },
  {
    name: 'add_condition not met',
    pipelines: [item('type: add_condition\nconditions: {channel: sysmon}')],
    event: { Image: 'x\\cmd.exe' },
    matches: false,
  },
  {
    name: 'add_condition negated',
    pipelines: [item('type: add_condition\nnegated: true\nconditions: {channel: sysmon}')],
    event: { Image: 'x\\cmd.exe' },
    matches: true,
  },
  {
    name: 'add_condition template',
    pipelines: [item('type: add_condition\ntemplate: true\nconditions: {cat: $category}')],
    event: { Image: 'x\\cmd.exe', cat: 'process_creation' },
    matches: true,
  },
  {
    name: 'replace_string',
    pipelines: [item("type: replace_string\nregex: 'cmd'\nreplacement: 'sh'")],
    event: { Image: 'x\\sh.exe' },
    matches: true,
  },
  {
    name: 'drop_detection_item',
    pipelines: [
      item('type: drop_detection_item\nfield_name_conditions: [{type: include_fields, fields: [User]}]'),
    ],
    event: { Image: 'x\\cmd.exe', User: 'bob' },
    matches: true,
  },
  {
    name: 'state between items',
    pipelines: [
      `${item('type: set_state\nkey: k\nval: v')}${item(`${mapping}\nrule_conditions: [{type: processing_state, key: k, val: v}]`).replace('transformations:\n', '')}`,
    ],
    event,
    matches: true,
  },
  {
    name: 'priority decides the order',
    pipelines: [
      `priority: 20\n${item('type: field_name_mapping\nmapping: {b: process.executable}')}`,
      `priority: 10\n${item('type: field_name_mapping\nmapping: {Image: b}')}`,
    ],
    event,
    matches: true,
  },
  {
    name: 'nest',
    pipelines: [
      item('type: nest\nitems:\n  - type: field_name_mapping\n    mapping: {Image: process.executable}'),
    ],
    event,
    matches: true,
  },
])('$name', ({ pipelines, event: input, matches }) => {
  expect(run(pipelines, input)).toBe(matches);
});

test('change_logsource moves the rule to other events', () => {
  const pipeline = [
    parsePipeline(item('type: change_logsource\nproduct: windows\nservice: sysmon'), 'p.yml'),
  ];
  const { ruleSet } = compileRules([{ file: 'r.yml', text: RULE }], { pipeline });
  expect(ruleSet.match({ Image: 'x\\cmd.exe' }, { service: 'security' })).toHaveLength(0);
  expect(ruleSet.match({ Image: 'x\\cmd.exe' }, { service: 'sysmon', category: 'any' })).toHaveLength(1);
});

test('value_placeholders takes its values from vars; rules without expand are left alone', () => {
  const rule = RULE.replace("Image|endswith: '\\cmd.exe'", "Image|expand: '%shells%'");
  const pipeline = `vars: {shells: [cmd, 'power*']}\n${item('type: value_placeholders')}`;
  expect(run([pipeline], { Image: 'PowerShell' }, rule)).toBe(true);
  expect(run([item('type: wildcard_placeholders')], { Image: 'anything' }, rule)).toBe(true);
});

test('hashes are split into one field per algorithm', () => {
  const rule = RULE.replace(
    "Image|endswith: '\\cmd.exe'",
    `Hashes|contains: ['MD5=${'a'.repeat(32)}', 'SHA256=${'b'.repeat(64)}']`,
  );
  const pipeline = item(
    'type: hashes_fields\nvalid_hash_algos: [MD5, SHA256]\nfield_prefix: process.hash.\nlower_case: true\nfield_name_conditions: [{type: include_fields, fields: [Hashes]}]',
  );
  expect(run([pipeline], { process: { hash: { sha256: 'B'.repeat(64) } } }, rule)).toBe(true);
});

test('a correlation is mapped with its rules', () => {
  const correlation = `---
title: c
id: c
correlation: {type: value_count, rules: [r1], group-by: [Computer], timespan: 1m, condition: {field: User, gte: 2}}
`;
  const pipeline = [
    parsePipeline(
      item(
        'type: field_name_mapping\nmapping: {Computer: host.name, User: user.name}\nrule_conditions: [{type: logsource, product: windows}]',
      ),
      'p.yml',
    ),
  ];
  const { ruleSet, errors } = compileRules([{ file: 'r.yml', text: RULE + correlation }], { pipeline });
  expect(errors).toEqual([]);
  expect(ruleSet.correlations[0]).toMatchObject({ groupBy: ['host.name'], fields: ['user.name'] });
  const many = [parsePipeline(item('type: field_name_mapping\nmapping: {Computer: [a, b]}'), 'p.yml')];
  expect(
    compileRules([{ file: 'r.yml', text: RULE + correlation }], { pipeline: many }).errors[0]?.message,
  ).toMatch(/"Computer".*several/);
});

test("rule_failure refuses the rule with the pipeline author's words", () => {
  const pipeline = [parsePipeline(item('type: rule_failure\nmessage: not for us'), 'p.yml')];
  const { ruleSet, errors } = compileRules([{ file: 'r.yml', text: RULE }], { pipeline });
  expect(ruleSet.rules).toHaveLength(0);
  expect(errors).toEqual([{ file: 'r.yml', line: 1, message: 'not for us' }]);
});

test.each([
  { name: 'unknown transformation', text: item('type: magic'), message: /p.yml:2: transformation "magic"/ },
  {
    name: 'unknown condition',
    text: item(`${mapping}\nrule_conditions: [{type: moon}]`),
    message: /condition type "moon"/,
  },
  {
    name: 'unknown top key',
    text: 'postprocessing: []\ntransformations: []',
    message: /"postprocessing" is not supported/,
  },
  {
    name: 'expression with an unknown name',
    text: item(`${mapping}\nrule_cond_expr: zz`),
    message: /condition "zz" does not exist/,
  },
  {
    name: 'mapping to nothing',
    text: item('type: field_name_mapping\nmapping: {a: []}'),
    message: /mapped to nothing/,
  },
  { name: 'two documents', text: 'name: a\n---\nname: b', message: /exactly one document/ },
])('refused: $name', ({ text, message }) => {
  expect(() => parsePipeline(text, 'p.yml')).toThrow(message);
});
