import { one, ruleText } from '../test-support/vectors';
import { compileRules } from './compile-rules';

const refused = [
  { name: 'R1 unknown modifier', detection: one('a|contain: x'), message: /unknown modifier "contain"/ },
  { name: 'R2 modifier given twice', detection: one('a|contains|contains: x'), message: /given twice/ },
  { name: 'R3 re after contains', detection: one('a|contains|re: x'), message: /"re" must come first/ },
  { name: 'R4 regex flag without re', detection: one('a|i: x'), message: /"i" cannot follow/ },
  { name: 'R5 look-around', detection: one("a|re: '(?=x)y'"), message: /"a\|re"/ },
  { name: 'R6 back-reference', detection: one("a|re: '(x)\\1'"), message: /"a\|re"/ },
  { name: 'R7 base64 of wildcards', detection: one("a|base64: 'x*'"), message: /cannot encode wildcards/ },
  {
    name: 'R8 contains before base64',
    detection: one('a|contains|base64: x'),
    message: /cannot encode wildcards/,
  },
  { name: 'R9 exists needs a boolean', detection: one('a|exists: maybe'), message: /true or false/ },
  { name: 'R10 exists alone', detection: one('a|contains|exists: true'), message: /must come first/ },
  { name: 'R11 gt needs a number', detection: one("a|gt: '10'"), message: /"gt" cannot follow/ },
  { name: 'R12 contains after gt', detection: one('a|gt|contains: 1'), message: /"contains" cannot follow/ },
  { name: 'R13 cidr with host bits', detection: one('a|cidr: 10.0.0.1/8'), message: /CIDR/ },
  { name: 'R14 cidr of a name', detection: one('a|cidr: lan'), message: /CIDR/ },
  {
    name: 'R15 placeholder without values',
    detection: one("a|expand: '%who%'"),
    message: /"%who%" has no values/,
  },
  {
    name: 'R16 fieldref with wildcards',
    detection: one("a|fieldref: 'b*'"),
    message: /must not contain wildcards/,
  },
  {
    name: 'R17 contains before fieldref',
    detection: one('a|contains|fieldref: b'),
    message: /"fieldref" must come first/,
  },
  { name: 'R18 hour out of range', detection: one('a|hour: 24'), message: /from 0 to 23/ },
  {
    name: 'R19 null in a list',
    detection: one('a: [x, null]'),
    message: /null is not allowed inside a list/,
  },
  { name: 'R20 empty list', detection: one('a: []'), message: /list of values is empty/ },
  { name: 'R21 map as value', detection: one('a: {b: c}'), message: /map is not a value/ },
  { name: 'R22 unknown selection', detection: 's: {a: 1}\ncondition: t', message: /unknown selection "t"/ },
  {
    name: 'R23 all of nothing',
    detection: 's: {a: 1}\ncondition: s or all of x*',
    message: /covers no selection/,
  },
  { name: 'R24 1 of nothing', detection: '_s: {a: 1}\ncondition: 1 of them', message: /covers no selection/ },
  { name: 'R25 2 of', detection: 's: {a: 1}\ncondition: 2 of them', message: /quantifier "2 of"/ },
  {
    name: 'R26 aggregation',
    detection: 's: {a: 1}\ncondition: s | count() > 5',
    message: /pipe aggregations/,
  },
  { name: 'R27 timeframe', detection: 's: {a: 1}\ntimeframe: 5m\ncondition: s', message: /timeframe/ },
  { name: 'R28 missing parenthesis', detection: 's: {a: 1}\ncondition: (s', message: /missing "\)"/ },
  { name: 'R29 two names in a row', detection: 's: {a: 1}\ncondition: s s', message: /unexpected "s"/ },
  { name: 'R30 no condition', detection: 's: {a: 1}', message: /condition is missing/ },
  { name: 'R31 no selection', detection: 'condition: s', message: /no selection/ },
  { name: 'R32 pattern without of', detection: 's: {a: 1}\ncondition: s*', message: /needs "1 of"/ },
  {
    name: 'R33 startswith after re',
    detection: one('a|re|startswith: x'),
    message: /"startswith" cannot follow/,
  },
  { name: 'R34 YAML merge key', detection: 's:\n  <<: {a: 1}\ncondition: s', message: /merge key/ },
  { name: 'R35 explicit tag', detection: 's:\n  a: !!int 1\ncondition: s', message: /tag/ },
  { name: 'R36 duplicate field', detection: 's:\n  a: 1\n  a: 2\ncondition: s', message: /YAML/ },
  { name: 'R37 null keyword', detection: 's: [null]\ncondition: s', message: /null is not a keyword/ },
  { name: 'R38 cased before base64', detection: one('a|cased|base64: x'), message: /before "cased"/ },
];

test.each(refused)('$name is refused with file, line and construct', ({ detection, message }) => {
  const { ruleSet, errors } = compileRules([{ file: 'v.yml', text: ruleText(detection) }]);
  expect(ruleSet.rules).toHaveLength(0);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toMatch(message);
  expect(errors[0]?.file).toBe('v.yml');
  expect(errors[0]?.line).toBeGreaterThanOrEqual(5);
});
