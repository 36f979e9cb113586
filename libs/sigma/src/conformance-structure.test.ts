import { one, testVectors, type Vector } from '../test-support/vectors';

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

testVectors([...structure, ...events]);
