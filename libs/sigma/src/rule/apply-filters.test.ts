import { compileRules } from '../compile-rules';

const rule = (id: string, extra = '') => `title: ${id}
id: ${id}
name: name_${id}
logsource: {product: windows, category: process_creation}
detection:
  selection: {Image: cmd}
  filter_a: {User: system}
  condition: selection and not 1 of filter_*
${extra}---
`;
const filter = (rules: string, body: string, logsource = '{product: windows}') => `title: f
logsource: ${logsource}
filter:
  rules: ${rules}
${body
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
---
`;
const admin = 'filter_x: {User|startswith: adm}\ncondition: not filter_x';

function matched(text: string, event: object): string[] {
  const { ruleSet, errors } = compileRules([{ file: 'f.yml', text }]);
  expect(errors).toEqual([]);
  return ruleSet.match(event).map((match) => match.rule.id);
}

test.each([
  { name: 'by id', text: filter('[r1]', admin), expected: ['r2'] },
  { name: 'by name', text: filter('[name_r2]', admin), expected: ['r1'] },
  { name: 'any', text: filter('any', admin), expected: [] },
  {
    name: 'any, but another logsource',
    text: filter('any', admin, '{product: linux}'),
    expected: ['r1', 'r2'],
  },
  {
    name: 'a narrower logsource than the rule does not apply',
    text: filter('any', admin, '{product: windows, service: sysmon}'),
    expected: ['r1', 'r2'],
  },
  {
    name: 'several filters on one rule',
    text: filter('[r1]', admin) + filter('[r1]', 's: {Other: 1}\ncondition: not s'),
    expected: ['r2'],
  },
  {
    name: 'patterns stay inside the filter',
    text: filter('[r1]', 'filter_y: {User: adm}\ncondition: not 1 of filter_*'),
    expected: ['r2'],
  },
])('filter $name', ({ text, expected }) => {
  const all = rule('r1') + rule('r2') + text;
  expect(matched(all, { Image: 'cmd', User: 'adm' })).toEqual(expected);
  expect(matched(all, { Image: 'cmd', User: 'eve' })).toEqual(['r1', 'r2']);
});

test('a filter that keeps instead of suppressing is accepted with a warning', () => {
  const { warnings } = compileRules([
    { file: 'f.yml', text: rule('r1') + filter('[r1]', 's: {User: adm}\ncondition: s') },
  ]);
  expect(warnings).toEqual([
    expect.objectContaining({ file: 'f.yml', message: expect.stringMatching(/no "not"/) }),
  ]);
});

test('a filter for a rule that is not there is reported', () => {
  const { ruleSet, errors } = compileRules([{ file: 'f.yml', text: rule('r1') + filter('[zz]', admin) }]);
  expect(ruleSet.rules).toHaveLength(1);
  expect(errors[0]?.message).toMatch(/rule "zz" does not exist/);
});
