import { compileRules } from './compile-rules';

/** Vectors that pin what each construct means. CONFORMANCE.md refers to them by number. */
interface Vector {
  name: string;
  detection: string;
  event: object;
  matches: boolean;
}

function ruleText(detection: string): string {
  const lines = detection.split('\n').map((line) => `  ${line}`);
  return `title: t\nid: t\nlogsource: {product: x}\ndetection:\n${lines.join('\n')}\n`;
}

function matches(detection: string, event: object, placeholders: Record<string, string[]> = {}): boolean {
  const { ruleSet, errors } = compileRules([{ file: 'v.yml', text: ruleText(detection) }], { placeholders });
  expect(errors).toEqual([]);
  const indexed = ruleSet.match(event).length;
  expect(ruleSet.matchFull(event)).toHaveLength(indexed);
  expect(ruleSet.explain(event, 't').matched).toBe(indexed === 1);
  return indexed === 1;
}

const one = (item: string): string => `s:\n  ${item}\ncondition: s`;

const strings: Vector[] = [
  {
    name: 'S1 whole value, not part of it',
    detection: one('a: cmd'),
    event: { a: 'cmd.exe' },
    matches: false,
  },
  { name: 'S2 case-insensitive', detection: one('a: CMD'), event: { a: 'cMd' }, matches: true },
  {
    name: 'S3 case-insensitive beyond ASCII',
    detection: one('a: ĐĂNG NHẬP'),
    event: { a: 'đăng nhập' },
    matches: true,
  },
  { name: 'S4 final sigma folds', detection: one('a|contains: ΑΣ'), event: { a: 'ασα' }, matches: true },
  { name: 'S5 long s folds to s', detection: one('a: ſ'), event: { a: 'S' }, matches: true },
  {
    name: 'S6 decomposed letters are not composed ones',
    detection: one('a: é'),
    event: { a: 'e\u0301' },
    matches: false,
  },
  { name: 'S7 star matches newlines', detection: one("a: 'a*b'"), event: { a: 'a\n\nb' }, matches: true },
  { name: 'S8 star matches nothing', detection: one("a: 'a*b'"), event: { a: 'ab' }, matches: true },
  { name: 'S9 ? is exactly one', detection: one("a: 'a?b'"), event: { a: 'ab' }, matches: false },
  { name: 'S10 ? is one code point', detection: one("a: 'a?b'"), event: { a: 'a😀b' }, matches: true },
  { name: 'S11 ?? is not one emoji', detection: one("a: 'a??b'"), event: { a: 'a😀b' }, matches: false },
  {
    name: 'S12 trailing ? at the end of an emoji',
    detection: one("a: '*x?'"),
    event: { a: 'abx😀' },
    matches: true,
  },
  { name: 'S13 \\* is a star', detection: one("a: 'a\\*b'"), event: { a: 'a*b' }, matches: true },
  { name: 'S14 \\* is nothing else', detection: one("a: 'a\\*b'"), event: { a: 'axb' }, matches: false },
  {
    name: 'S15 single backslash is itself',
    detection: one("a: 'a\\b'"),
    event: { a: 'a\\b' },
    matches: true,
  },
  { name: 'S16 two backslashes are one', detection: one("a: 'a\\\\b'"), event: { a: 'a\\b' }, matches: true },
  {
    name: 'S17 \\\\* is backslash and wildcard',
    detection: one("a: 'a\\\\*'"),
    event: { a: 'a\\bcd' },
    matches: true,
  },
  {
    name: 'S18 \\\\\\* is backslash and star',
    detection: one("a: 'a\\\\\\*'"),
    event: { a: 'a\\*' },
    matches: true,
  },
  {
    name: 'S19 three backslashes are two',
    detection: one("a: 'a\\\\\\b'"),
    event: { a: 'a\\\\b' },
    matches: true,
  },
  {
    name: 'S20 four backslashes are two',
    detection: one("a: 'a\\\\\\\\b'"),
    event: { a: 'a\\\\b' },
    matches: true,
  },
  { name: 'S21 empty string is present and empty', detection: one("a: ''"), event: { a: '' }, matches: true },
  { name: 'S22 empty string is not absent', detection: one("a: ''"), event: {}, matches: false },
  { name: 'S23 star alone needs the field', detection: one("a: '*'"), event: {}, matches: false },
  { name: 'S24 star alone takes the empty value', detection: one("a: '*'"), event: { a: '' }, matches: true },
  {
    name: 'S25 leading zeros stay text',
    detection: one('a|contains: 00000429'),
    event: { a: 'x429x' },
    matches: false,
  },
  {
    name: 'S26 leading zeros are found',
    detection: one('a|contains: 00000429'),
    event: { a: 'x00000429' },
    matches: true,
  },
  { name: 'S27 hexadecimal stays text', detection: one('a: 0x10'), event: { a: '0x10' }, matches: true },
  { name: 'S28 hexadecimal is not 16', detection: one('a: 0x10'), event: { a: 16 }, matches: false },
  { name: 'S29 yes is text', detection: one('a: yes'), event: { a: 'yes' }, matches: true },
  { name: 'S30 true matches true', detection: one('a: true'), event: { a: true }, matches: true },
  { name: 'S31 true matches "True"', detection: one('a: true'), event: { a: 'True' }, matches: true },
];

const numbers: Vector[] = [
  { name: 'N1 number matches number', detection: one('a: 4688'), event: { a: 4688 }, matches: true },
  { name: 'N2 number matches its text', detection: one('a: 4688'), event: { a: '4688' }, matches: true },
  { name: 'N3 quoted number matches number', detection: one("a: '4688'"), event: { a: 4688 }, matches: true },
  { name: 'N4 1.50 matches 1.5', detection: one('a: 1.50'), event: { a: 1.5 }, matches: true },
  { name: 'N5 not a prefix', detection: one('a: 46'), event: { a: 4688 }, matches: false },
  { name: 'N6 lt', detection: one('a|lt: 10'), event: { a: 9.5 }, matches: true },
  { name: 'N7 lte', detection: one('a|lte: 10'), event: { a: '10' }, matches: true },
  { name: 'N8 gt is strict', detection: one('a|gt: 10'), event: { a: 10 }, matches: false },
  { name: 'N9 gte', detection: one('a|gte: -1'), event: { a: 0 }, matches: true },
  { name: 'N10 text is not a number', detection: one('a|gte: 0'), event: { a: 'ten' }, matches: false },
  { name: 'N11 absent is not less', detection: one('a|lt: 10'), event: {}, matches: false },
];

const absence: Vector[] = [
  { name: 'A1 null takes absent', detection: one('a: null'), event: {}, matches: true },
  { name: 'A2 null takes null', detection: one('a: null'), event: { a: null }, matches: true },
  { name: 'A3 null does not take empty', detection: one('a: null'), event: { a: '' }, matches: false },
  { name: 'A4 exists true', detection: one('a|exists: true'), event: { a: '' }, matches: true },
  {
    name: 'A5 exists true takes a null value',
    detection: one('a|exists: true'),
    event: { a: null },
    matches: true,
  },
  { name: 'A6 exists false', detection: one('a|exists: false'), event: { b: 1 }, matches: true },
  {
    name: 'A7 not over an absent field is true',
    detection: 's:\n  a: x\nf:\n  b: y\ncondition: s and not f',
    event: { a: 'x' },
    matches: true,
  },
  { name: 'A8 neq over an absent field is true', detection: one('a|neq: v'), event: {}, matches: true },
  {
    name: 'A9 neq of a list is none of them',
    detection: one('a|neq: [v, w]'),
    event: { a: 'w' },
    matches: false,
  },
  { name: 'A10 neq with contains', detection: one('a|contains|neq: v'), event: { a: 'xvx' }, matches: false },
  { name: 'A11 null takes the empty list', detection: one('a: null'), event: { a: [] }, matches: true },
];

const modifiers: Vector[] = [
  { name: 'M1 contains', detection: one('a|contains: mid'), event: { a: 'aMIDb' }, matches: true },
  { name: 'M2 startswith', detection: one('a|startswith: st'), event: { a: 'xst' }, matches: false },
  {
    name: 'M3 endswith',
    detection: one("a|endswith: '\\cmd.exe'"),
    event: { a: 'C:\\CMD.exe' },
    matches: true,
  },
  { name: 'M4 all', detection: one('a|contains|all: [x, y]'), event: { a: 'y..x' }, matches: true },
  { name: 'M5 all needs each', detection: one('a|contains|all: [x, y]'), event: { a: 'x' }, matches: false },
  { name: 'M6 cased', detection: one('a|cased: Ab'), event: { a: 'ab' }, matches: false },
  { name: 'M7 cased contains', detection: one('a|contains|cased: Ab'), event: { a: 'xAbx' }, matches: true },
  {
    name: 'M8 windash takes a slash',
    detection: one("a|windash|contains: ' -enc'"),
    event: { a: 'p /enc' },
    matches: true,
  },
  {
    name: 'M9 windash takes a long dash',
    detection: one("a|contains|windash: ' -enc'"),
    event: { a: 'p \u2014enc' },
    matches: true,
  },
  {
    name: 'M10 windash leaves inner dashes',
    detection: one('a|windash: a-b'),
    event: { a: 'a/b' },
    matches: false,
  },
  {
    name: 'M11 many dashes',
    detection: one("a|windash|contains: '-a -b -c -d'"),
    event: { a: '/a –b -c ―d' },
    matches: true,
  },
  {
    name: 'M12 negated windash covers all forms',
    detection: 's:\n  a|exists: true\nf:\n  a|contains|windash: -x\ncondition: s and not f',
    event: { a: 'q /x' },
    matches: false,
  },
  { name: 'M13 re is a search', detection: one('a|re: b\\d+'), event: { a: 'abc b12' }, matches: true },
  { name: 'M14 re is case-sensitive', detection: one('a|re: ABC'), event: { a: 'abc' }, matches: false },
  { name: 'M15 re|i', detection: one('a|re|i: ABC'), event: { a: 'xabc' }, matches: true },
  { name: 'M16 leading (?i)', detection: one("a|re: '(?i)ABC'"), event: { a: 'xabc' }, matches: true },
  { name: 'M17 re|m', detection: one('a|re|m: ^b$'), event: { a: 'a\nb\nc' }, matches: true },
  { name: 'M18 re without m', detection: one('a|re: ^b$'), event: { a: 'a\nb\nc' }, matches: false },
  { name: 'M19 re|s', detection: one('a|re|s: a.b'), event: { a: 'a\nb' }, matches: true },
  { name: 'M20 re without s', detection: one('a|re: a.b'), event: { a: 'a\nb' }, matches: false },
  {
    name: 'M21 long flag names',
    detection: one('a|re|ignorecase|dotall: A.B'),
    event: { a: 'a\nb' },
    matches: true,
  },
  { name: 'M22 base64', detection: one('a|base64: foobar'), event: { a: 'Zm9vYmFy' }, matches: true },
  {
    name: 'M23 base64offset 0',
    detection: one('a|base64offset|contains: foobar'),
    event: { a: 'xxZm9vYmFy' },
    matches: true,
  },
  {
    name: 'M24 base64offset 1',
    detection: one('a|base64offset|contains: foobar'),
    event: { a: Buffer.from('_foobar_').toString('base64') },
    matches: true,
  },
  {
    name: 'M25 base64offset 2',
    detection: one('a|base64offset|contains: foobar'),
    event: { a: Buffer.from('__foobar__').toString('base64') },
    matches: true,
  },
  {
    name: 'M26 base64offset counts bytes',
    detection: one('a|base64offset|contains: đề'),
    event: { a: Buffer.from('..đề..').toString('base64') },
    matches: true,
  },
  {
    name: 'M27 wide|base64offset',
    detection: one('a|wide|base64offset|contains: ping'),
    event: { a: Buffer.from('xping y', 'utf16le').toString('base64') },
    matches: true,
  },
  {
    name: 'M28 utf16le is wide',
    detection: one('a|utf16le|base64: Hi'),
    event: { a: 'SABpAA==' },
    matches: true,
  },
  { name: 'M29 utf16be', detection: one('a|utf16be|base64: Hi'), event: { a: 'AEgAaQ==' }, matches: true },
  {
    name: 'M30 utf16 has a byte order mark',
    detection: one('a|utf16|base64: Hi'),
    event: { a: '//5IAGkA' },
    matches: true,
  },
  {
    name: 'M31 wide outside ASCII',
    detection: one('a|wide|base64: Đ'),
    event: { a: Buffer.from('Đ', 'utf16le').toString('base64') },
    matches: true,
  },
  {
    name: 'M32 wide alone is bytes',
    detection: one('a|wide|contains: Hi'),
    event: { a: 'xH\0i\0' },
    matches: true,
  },
  { name: 'M33 cidr v4', detection: one('a|cidr: 10.0.0.0/8'), event: { a: '10.255.0.1' }, matches: true },
  {
    name: 'M34 cidr v4 outside',
    detection: one('a|cidr: 192.168.0.0/23'),
    event: { a: '192.168.2.0' },
    matches: false,
  },
  { name: 'M35 cidr v6', detection: one("a|cidr: 'fe80::/10'"), event: { a: 'FE80::1%eth0' }, matches: true },
  {
    name: 'M36 cidr mapped v4',
    detection: one('a|cidr: 10.0.0.0/8'),
    event: { a: '::ffff:10.1.1.1' },
    matches: true,
  },
  {
    name: 'M37 cidr of no address',
    detection: one('a|cidr: 0.0.0.0/0'),
    event: { a: 'localhost' },
    matches: false,
  },
  { name: 'M38 cidr of any v4', detection: one('a|cidr: 0.0.0.0/0'), event: { a: '8.8.8.8' }, matches: true },
  {
    name: 'M39 cidr any v6 is not v4',
    detection: one("a|cidr: '::/0'"),
    event: { a: '8.8.8.8' },
    matches: false,
  },
  { name: 'M40 fieldref', detection: one('a|fieldref: b'), event: { a: 'X', b: 'x' }, matches: true },
  {
    name: 'M41 fieldref|endswith',
    detection: one('a|fieldref|endswith: b'),
    event: { a: 'C:\\x', b: '\\x' },
    matches: true,
  },
  {
    name: 'M42 fieldref of an absent field',
    detection: one('a|fieldref: b'),
    event: { a: 'X' },
    matches: false,
  },
  { name: 'M43 fieldref|neq', detection: one('a|fieldref|neq: b'), event: { a: 'x', b: 'y' }, matches: true },
  {
    name: 'M44 fieldref|cased',
    detection: one('a|fieldref|cased: b'),
    event: { a: 'X', b: 'x' },
    matches: false,
  },
  {
    name: 'M45 re takes expand-free percent signs',
    detection: one("a|re: '%x%'"),
    event: { a: '%x%' },
    matches: true,
  },
  {
    name: 'M46 contains adds nothing to a regex',
    detection: one('a|re|contains: ^b'),
    event: { a: 'ab' },
    matches: false,
  },
  {
    name: 'M47 a number under contains is text',
    detection: one('a|contains: 46'),
    event: { a: 4688 },
    matches: true,
  },
];

const times: Vector[] = [
  {
    name: 'T1 hour in UTC',
    detection: one('t|hour: 23'),
    event: { t: '2026-03-01T06:10:00+07:00' },
    matches: true,
  },
  {
    name: 'T2 no zone is UTC',
    detection: one('t|minute: 10'),
    event: { t: '2026-03-01 06:10:00' },
    matches: true,
  },
  { name: 'T3 ISO week 53', detection: one('t|week: 53'), event: { t: '2027-01-01' }, matches: true },
  { name: 'T4 day', detection: one('t|day: 1'), event: { t: '2026-03-01T00:00:00Z' }, matches: true },
  { name: 'T5 month', detection: one('t|month: 3'), event: { t: 1772323200 }, matches: true },
  {
    name: 'T6 year from milliseconds',
    detection: one('t|year: 2026'),
    event: { t: 1772323200000 },
    matches: true,
  },
  {
    name: 'T7 part and comparison',
    detection: one('t|hour|gte: 22'),
    event: { t: '2026-03-01T23:00:00Z' },
    matches: true,
  },
  { name: 'T8 no timestamp', detection: one('t|hour: 0'), event: { t: 'yesterday' }, matches: false },
];

const structure: Vector[] = [
  { name: 'D1 list is OR', detection: one('a: [x, y]'), event: { a: 'y' }, matches: true },
  { name: 'D2 map is AND', detection: one('a: x\n  b: y'), event: { a: 'x' }, matches: false },
  {
    name: 'D3 list of maps is OR of ANDs',
    detection: 's:\n  - a: x\n    b: y\n  - c: z\ncondition: s',
    event: { c: 'z' },
    matches: true,
  },
  {
    name: 'D4 keywords search every value',
    detection: 's: [needle]\ncondition: s',
    event: { a: { b: ['x', 'a NEEDLE b'] } },
    matches: true,
  },
  {
    name: 'D5 keywords do not search names',
    detection: 's: [needle]\ncondition: s',
    event: { needle: 'x' },
    matches: false,
  },
  {
    name: 'D6 keywords search numbers',
    detection: 's: [4688]\ncondition: s',
    event: { id: 4688 },
    matches: true,
  },
  {
    name: 'D7 keyword |all',
    detection: "s:\n  '|all': [one, two]\ncondition: s",
    event: { a: 'one', b: 'two' },
    matches: true,
  },
  {
    name: 'D8 keyword |re',
    detection: "s:\n  '|re': 'a\\d'\ncondition: s",
    event: { a: 'xa1' },
    matches: true,
  },
  {
    name: 'D9 keyword with wildcards',
    detection: "s: ['a*c']\ncondition: s",
    event: { a: 'xx a b c xx' },
    matches: true,
  },
  {
    name: 'D10 precedence: not, and, or',
    detection: 'x: {a: 1}\ny: {b: 1}\nz: {c: 1}\ncondition: x or y and not z',
    event: { a: 1, c: 1 },
    matches: true,
  },
  {
    name: 'D11 parentheses',
    detection: 'x: {a: 1}\ny: {b: 1}\nz: {c: 1}\ncondition: (x or y) and not z',
    event: { a: 1, c: 1 },
    matches: false,
  },
  {
    name: 'D12 1 of pattern',
    detection: 's_a: {a: 1}\ns_b: {b: 1}\ncondition: 1 of s_*',
    event: { b: 1 },
    matches: true,
  },
  {
    name: 'D13 all of pattern',
    detection: 's_a: {a: 1}\ns_b: {b: 1}\ncondition: all of s_*',
    event: { b: 1 },
    matches: false,
  },
  {
    name: 'D14 any of them skips _names',
    detection: '_x: {a: 1}\nb: {b: 1}\ncondition: any of them',
    event: { a: 1 },
    matches: false,
  },
  {
    name: 'D15 star inside a pattern',
    detection: 'a_x_c: {a: 1}\nd: {b: 1}\ncondition: 1 of a*c',
    event: { a: 1 },
    matches: true,
  },
  {
    name: 'D16 not 1 of',
    detection: 's: {a: 1}\nf_a: {b: 1}\ncondition: s and not 1 of f_*',
    event: { a: 1, b: 1 },
    matches: false,
  },
  {
    name: 'D17 condition list is OR',
    detection: 'x: {a: 1}\ny: {b: 1}\ncondition: [x, y]',
    event: { b: 1 },
    matches: true,
  },
  {
    name: 'D18 upper-case keywords',
    detection: 'x: {a: 1}\ny: {b: 1}\ncondition: x AND NOT y',
    event: { a: 1 },
    matches: true,
  },
  { name: 'D19 not not', detection: 'x: {a: 1}\ncondition: not not x', event: { a: 1 }, matches: true },
];

const events: Vector[] = [
  { name: 'E1 nested field', detection: one('a.b.c: x'), event: { a: { b: { c: 'x' } } }, matches: true },
  { name: 'E2 flat dotted field', detection: one('a.b.c: x'), event: { 'a.b.c': 'x' }, matches: true },
  { name: 'E3 mixed', detection: one('a.b.c: x'), event: { 'a.b': { c: 'x' } }, matches: true },
  { name: 'E4 mixed the other way', detection: one('a.b.c: x'), event: { a: { 'b.c': 'x' } }, matches: true },
  { name: 'E5 array is any element', detection: one('a: x'), event: { a: ['y', 'x'] }, matches: true },
  {
    name: 'E6 array of objects',
    detection: one('a.b: x'),
    event: { a: [{ b: 'y' }, { b: 'x' }] },
    matches: true,
  },
  {
    name: 'E7 all over an array: each value by some element',
    detection: one('a|all: [x, y]'),
    event: { a: ['y', 'x'] },
    matches: true,
  },
  { name: 'E8 inherited names are absent', detection: one('constructor: null'), event: {}, matches: true },
  {
    name: 'E9 own __proto__ key',
    detection: one('a.constructor: x'),
    event: { a: { constructor: 'x' } },
    matches: true,
  },
  {
    name: 'E10 field names are case-sensitive',
    detection: one('Image: x'),
    event: { image: 'x' },
    matches: false,
  },
  { name: 'E11 nested arrays', detection: one('a: x'), event: { a: [['y', ['x']]] }, matches: true },
];

test.each([...strings, ...numbers, ...absence, ...modifiers, ...times, ...structure, ...events])(
  '$name',
  ({ detection, event, matches: expected }) => {
    expect(matches(detection, event)).toBe(expected);
  },
);

test('P1 expand unfolds placeholders, wildcards in values included', () => {
  const detection = one("a|expand: 'x-%who%-y'");
  expect(matches(detection, { a: 'X-bob-y' }, { who: ['amy', 'b?b'] })).toBe(true);
  expect(matches(detection, { a: 'x-%who%-y' }, { who: ['amy'] })).toBe(false);
});

test('P2 contains|expand and expand|contains agree', () => {
  for (const chain of ['contains|expand', 'expand|contains']) {
    expect(matches(one(`a|${chain}: '%who%'`), { a: '--amy--' }, { who: ['amy'] })).toBe(true);
  }
});

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
