import * as fc from 'fast-check';
import { compileRules } from './compile-rules';

/** Small alphabets, so that random rules and random events meet often. */
const word = fc.stringMatching(/^[abAB*?\\.\-/ éς😀1]{0,6}$/u);
const text = fc.oneof(
  word,
  fc.constantFrom('aba', 'abab', '4688', '', 'a\nb', '10.0.0.1', 'ab/ab -a', 'x'.repeat(900)),
);
const field = fc.constantFrom('a', 'b', 'a.b', 'a.c', 'c');
const chain = fc.constantFrom(
  '',
  'contains',
  'startswith',
  'endswith',
  'contains|all',
  'cased',
  'contains|cased',
  'neq',
  'contains|neq',
  'windash|contains',
  'base64offset|contains',
  'endswith|all',
);
const list = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 4 });

const stringItem = fc
  .record({ field, chain, values: list(text) })
  .map(({ field: name, chain: mods, values }) => ({
    [mods === '' ? name : `${name}|${mods}`]: mods.includes('base64')
      ? values.map((v) => v.replace(/[*?]/g, 'x'))
      : values,
  }));
const specialItem = fc.oneof(
  fc
    .record({
      f: field,
      v: fc.constantFrom('a+b', '^ab', 'b$', 'a.b|ab1', '(ab|b1)+a', '[ab]{2}', 'a(b)?a', '(?i)AB'),
    })
    .map(({ f, v }) => ({ [`${f}|re`]: v })),
  field.map((f) => ({ [f]: null })),
  fc.tuple(field, fc.boolean()).map(([f, v]) => ({ [`${f}|exists`]: v })),
  fc.tuple(field, fc.integer({ min: -2, max: 2 })).map(([f, v]) => ({ [`${f}|gte`]: v })),
  fc.tuple(field, fc.integer({ min: -2, max: 4688 })).map(([f, v]) => ({ [f]: v })),
  field.map((f) => ({ [`${f}|cidr`]: '10.0.0.0/8' })),
  fc.tuple(field, field).map(([f, g]) => ({ [`${f}|fieldref|startswith`]: g })),
  list(text).map((values) => ({ '|all': values })),
);
const item: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 3, arbitrary: stringItem },
  specialItem,
);
const map = fc
  .array(item, { minLength: 1, maxLength: 3 })
  .map((items) => Object.assign({}, ...items) as object);
const selection = fc.oneof(map, fc.array(map, { minLength: 1, maxLength: 3 }), list(text));
const condition = fc.constantFrom(
  's1',
  's1 and not s2',
  's1 or s2',
  '1 of s*',
  'all of s*',
  'not s1',
  'not (s1 and s2)',
  '1 of them and not s3',
  '(s1 or s2) and s3',
  'not 1 of s*',
  's1 and (s2 or not s3)',
);
const rule = fc.record({ s1: selection, s2: selection, s3: selection, condition });

const scalar = fc.oneof(text, fc.integer({ min: -2, max: 4688 }), fc.boolean(), fc.constant(null));
const value = fc.oneof({ weight: 3, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }));
const event = fc.record(
  {
    a: fc.oneof(value, fc.record({ b: value, c: value }, { requiredKeys: [] })),
    b: value,
    c: fc.oneof(value, fc.array(fc.record({ b: value }), { maxLength: 2 })),
    'a.b': value,
  },
  { requiredKeys: [] },
);

function source(detection: object, index: number): { file: string; text: string } {
  // JSON is YAML, which spares the generator a YAML writer.
  const document = { title: 't', id: `r${index}`, logsource: { product: index % 2 ? 'x' : 'y' }, detection };
  return { file: 'r.yml', text: JSON.stringify(document) };
}

test.each([false, true])(
  'indexed and full evaluation agree on random rules and events (trusted regex: %s)',
  (trustedRegex) => {
    let matched = 0;
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 8 }),
        fc.array(event, { minLength: 1, maxLength: 8 }),
        (rules, events) => {
          const { ruleSet } = compileRules(rules.map(source), { trustedRegex });
          for (const one of events) {
            for (const logsource of [undefined, { product: 'x' }]) {
              const indexed = ruleSet.match(one, logsource).map((match) => match.rule.id);
              const full = ruleSet.matchFull(one, logsource).map((match) => match.rule.id);
              matched += full.length;
              expect(indexed).toEqual(full);
            }
          }
        },
      ),
      { numRuns: 700, seed: trustedRegex ? 7 : 42 },
    );
    // Without enough matches the property would be empty talk.
    expect(matched).toBeGreaterThan(500);
  },
);
