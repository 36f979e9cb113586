import { matches, one, testVectors, type Vector } from '../test-support/vectors';

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

testVectors([...modifiers, ...times]);

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
