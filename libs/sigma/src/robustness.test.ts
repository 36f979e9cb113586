import * as fc from 'fast-check';
import { checkRules, compileRules } from './compile-rules';
import { parsePipeline } from './pipeline/parse-pipeline';
import { parseCondition } from './rule/condition';

/** A well-formed outcome: counts and located errors, never an exception. */
function loads(text: string): void {
  const { rules, errors } = checkRules([{ file: 'f.yml', text }]);
  if (!(rules >= 0)) throw new Error('no rule count');
  for (const error of errors) {
    if (error.file !== 'f.yml' || !(error.line >= 1) || error.message === '')
      throw new Error('error without a place');
  }
}

const token = fc.constantFrom(
  'title: t\n',
  'id: x\n',
  'logsource: {product: x}\n',
  'detection:\n',
  '  s:\n',
  '    a: b\n',
  '    a|re: "("\n',
  '  condition: s\n',
  '---\n',
  '- ',
  '? ',
  ': ',
  '&a ',
  '*a ',
  '<<: ',
  '!!binary ',
  '|\n',
  '>-\n',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '#',
  '\t',
  '%YAML 1.1\n',
  '  condition: 1 of them\n',
  '  condition: not (s or\n',
  'correlation: {type: event_count}\n',
  'filter: {rules: any}\n',
  '\u0000',
  '\ufeff',
  '😀',
  'null',
  '~',
  '0x1f',
  '1e999',
  '-',
  '...\n',
  'a|contains|all|re|base64: [x, y]\n',
  '\\',
  '*',
  '?',
);
const almostRule = fc.array(token, { maxLength: 30 }).map((parts) => parts.join(''));
const modifierName = fc.constantFrom(
  'contains',
  'all',
  're',
  'i',
  'base64',
  'base64offset',
  'wide',
  'utf16',
  'windash',
  'cidr',
  'expand',
  'fieldref',
  'exists',
  'gt',
  'hour',
  'neq',
  'cased',
  'startswith',
  'endswith',
  'nonsense',
  '',
);
const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const shapedRule = fc
  .record({
    key: fc.array(modifierName, { maxLength: 4 }).map((names) => ['f', ...names].join('|')),
    value: anyValue,
    condition: fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('s', 'not s', '1 of s', 'all of them', 's and (s or s)'),
    ),
    top: fc.constantFrom('detection', 'correlation', 'filter'),
  })
  .map(({ key, value, condition, top }) => {
    const body =
      top === 'detection'
        ? { s: { [key]: value }, condition }
        : { rules: value, type: key, timespan: condition, condition: value };
    return JSON.stringify({ title: 't', logsource: { product: 'x' }, [top]: body });
  });

test.each([
  { name: 'random text', texts: fc.string({ unit: 'binary', maxLength: 120 }), runs: 15_000 },
  {
    name: 'random bytes',
    texts: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    runs: 10_000,
  },
  { name: 'pieces of rules in random order', texts: almostRule, runs: 17_000 },
  { name: 'whole rules with random values', texts: shapedRule, runs: 10_000 },
])(
  '$name never crashes the loader',
  ({ texts, runs }) => {
    fc.assert(fc.property(texts, loads), { numRuns: runs, seed: 20261121 });
  },
  120_000,
);

test('random pipelines are read or refused with an Error that names the file', () => {
  fc.assert(
    fc.property(fc.oneof(almostRule, fc.string({ maxLength: 100 })), (text) => {
      try {
        parsePipeline(text, 'p.yml');
      } catch (error) {
        expect(error instanceof Error && error.message.startsWith('p.yml:')).toBe(true);
      }
    }),
    { numRuns: 3000, seed: 1 },
  );
});

const rule = (detection: string): string =>
  `title: t\nid: x\nlogsource: {product: x}\ndetection:\n${detection}`;

test.each([
  { name: 'deep brackets', text: '['.repeat(100_000) },
  { name: 'deep maps', text: Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:\n`).join('') },
  {
    name: 'alias bomb',
    text: `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(',')}]`)
      .join('\n')}`,
  },
  {
    name: 'deep condition',
    text: rule(`  s: {a: 1}\n  condition: ${'('.repeat(5000)}s${')'.repeat(5000)}\n`),
  },
  { name: 'placeholder storm', text: rule(`  s: {'a|expand': '${'%p%'.repeat(30)}'}\n  condition: s\n`) },
])('$name is refused, not followed', ({ text }) => {
  const { ruleSet, errors } = compileRules([{ file: 'f.yml', text }], {
    placeholders: { p: ['a', 'b', 'c'] },
  });
  expect(ruleSet.rules).toHaveLength(0);
  expect(errors.length).toBeGreaterThan(0);
});

test('a long chain of not is read without recursion', () => {
  expect(parseCondition(`${'not '.repeat(9001)}s`, 1)).toEqual({
    op: 'not',
    child: { op: 'name', name: 's' },
  });
});

test('a pattern of many stars over a long name does not hang the loader', () => {
  const name = 'a'.repeat(60);
  const { ruleSet, errors } = compileRules([
    { file: 'f.yml', text: rule(`  ${name}: {x: 1}\n  b: {x: 2}\n  condition: 1 of ${'*a'.repeat(30)}*b\n`) },
  ]);
  expect(ruleSet.rules).toHaveLength(0);
  expect(errors[0]?.message).toMatch(/covers no selection/);
});

test('a long row of digits is compared in linear time', () => {
  const { ruleSet } = compileRules([{ file: 'f.yml', text: rule('  s: {"a|gt": 5}\n  condition: s\n') }]);
  expect(ruleSet.match({ a: `${'1'.repeat(2_000_000)}x` })).toEqual([]);
});

test('one broken document leaves its neighbours alone', () => {
  const good = rule('  s: {a: 1}\n  condition: s\n');
  const { ruleSet, errors } = compileRules([
    { file: 'f.yml', text: `${good}---\ntitle: broken\n---\n${good.replace('id: x', 'id: y')}` },
  ]);
  expect(ruleSet.rules.map((info) => info.id)).toEqual(['x', 'y']);
  expect(errors).toEqual([expect.objectContaining({ file: 'f.yml', line: 8 })]);
});

test('an evil pattern on hostile text takes linear time by default', () => {
  const { ruleSet, errors } = compileRules([
    { file: 'f.yml', text: rule("  s: {'a|re': '^(a+)+$'}\n  condition: s\n") },
  ]);
  expect(errors).toEqual([]);
  // On a backtracking engine this line would not return in a lifetime.
  expect(ruleSet.match({ a: `${'a'.repeat(5000)}!` })).toEqual([]);
});

test('rules are swapped whole: an old set keeps answering while a new one of 5,000 rules is compiled', () => {
  const sources = (value: string) =>
    Array.from({ length: 5000 }, (_, i) => ({
      file: `${i}.yml`,
      text: rule(`  s: {a: ${value}${i}}\n  condition: s\n`).replace('id: x', `id: r${i}`),
    }));
  let live = compileRules(sources('old')).ruleSet;
  const old = live;
  const next = compileRules([...sources('new'), { file: 'broken.yml', text: 'title: [' }]);
  expect(next.errors).toHaveLength(1);
  expect(live.match({ a: 'old7' })).toHaveLength(1);
  // The caller keeps the old set when there are errors, and swaps one reference when there are none.
  if (next.errors.length > 0) live = old;
  expect(live.match({ a: 'new7' })).toHaveLength(0);
  live = compileRules(sources('new')).ruleSet;
  expect(live.match({ a: 'new7' })).toHaveLength(1);
  expect(live.match({ a: 'old7' })).toHaveLength(0);
});
