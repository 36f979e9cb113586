import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { shippedLaw } from '../testing/shipped-law';
import { assessLevel, computeLevel } from './compute-level';
import { LevelInput } from './level-input';

interface Case {
  id: string;
  what: string;
  input: Record<string, unknown>;
  /** `clauses`: every clause the answer names as its reason. */
  expected: {
    level?: number;
    floor?: number;
    candidates?: number[];
    clauses: string[];
    undecided?: string[];
  };
}

const { law } = shippedLaw();
const DAY = '2026-11-01';
const cases = parse(readFileSync(join(__dirname, 'level-cases.yml'), 'utf8')) as Case[];
const answerTo = (input: Record<string, unknown>) =>
  computeLevel(LevelInput.parse({ name: 'Hệ thống', ...input }), law, DAY);

it.each(cases)(
  '$id: $what',
  ({ input, expected: { level = null, floor = null, candidates, clauses, undecided = [] } }) => {
    const answer = answerTo(input);

    expect(answer).toMatchObject({ level, regime: 'ND331', floor, undecided });
    expect(answer.candidates).toEqual(candidates ?? [level]);
    expect(answer.reasons.map(({ clause }) => clause)).toEqual(clauses);
    if (undecided.length > 0) expect(answer.warnings.length).toBeGreaterThan(0);
  },
);

it.each([
  { id: 'T07', says: /Đ16\.4/ },
  { id: 'T16', says: /Đ12\.2a, Đ13\.2c; V2/ },
  { id: 'T29', says: /Đ16\.4/ },
  { id: 'T33', says: /Đ16\.4/ },
  { id: 'T34', says: /Đ16\.4/ },
  { id: 'T36', says: /Đ16\.4/ },
  { id: 'T41', says: /INF/ },
  { id: 'T43', says: /INF/ },
  { id: 'T44', says: /INF/ },
  { id: 'T47', says: /Đ20\.4/ },
  { id: 'T48', says: /Đ16\.4/ },
  { id: 'T57', says: /khuyến khích/ },
  { id: 'T18', says: /Sơ bộ, chưa kết luận: ít nhất cấp độ 2; có thể là cấp độ 2, 3\./ },
])('$id warns', ({ id, says }) => {
  const found = cases.find((each) => each.id === id);

  expect(answerTo(found?.input ?? {}).warnings.join('\n')).toMatch(says);
});

it.each([
  {
    what: 'level 3 with grounds of the critical list',
    input: { types: ['c'], infra_scope: 'REGION', d16: ['16.1'] },
    critical: false,
    criticalCandidate: true,
    track: 'L5',
    duty: 'binding',
    stop: null,
  },
  {
    what: 'level 5',
    input: { types: ['c'], infra_scope: 'INTL' },
    critical: true,
    criticalCandidate: false,
    track: 'L5',
    duty: 'binding',
    stop: null,
  },
  {
    what: 'outside the binding scope',
    input: { types: ['a'], info: ['PRIVATE'], scope_duty: 'OTHER' },
    critical: false,
    criticalCandidate: false,
    track: 'L1-2',
    duty: 'encouraged',
    stop: null,
  },
  {
    what: 'no system',
    input: { types: ['a'], is_system: { function: false, data: true, users: true, output: true } },
    critical: false,
    criticalCandidate: false,
    track: null,
    duty: 'binding',
    stop: 'NOT_A_SYSTEM',
  },
])('the assessment beside the answer: $what', ({ input, what: _what, ...beside }) => {
  expect(assessLevel(LevelInput.parse({ name: 'Hệ thống', ...input }), law, DAY)).toMatchObject(beside);
});
