import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const bin = join(root, 'apps/khien/bin/khien.cjs');
if (!existsSync(join(root, 'apps/khien/dist/main.js')))
  throw new Error('run `npm run build` first: these tests run the built command line');

jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'khien-level-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function level(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'level', ...args], {
    encoding: 'utf8',
    timeout: 30_000,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  return { status, stderr, answer: stdout === '' ? undefined : JSON.parse(stdout) };
}

const COUNTER = `name: Một cửa điện tử
on: 2026-11-01
kind: public_service
tthc: true
conditional_business_line: false
information: [private, personal]
subjects: { basic: 120000, sensitive: 0 }
serves: unit
continuous_24x7: false
works_class: none
central_store_of_specially_important_data: false
international_connection: false
proposed: 2
components: []
`;
const file = (text: string, name = 'system.yml'): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

it('answers with the level, the clauses and what is wrong with the proposal', () => {
  const { status, answer } = level([file(COUNTER)]);

  expect(status).toBe(0);
  expect(Object.keys(answer)).toEqual([
    'level',
    'regime',
    'reasons',
    'proposed',
    'undecided',
    'floor',
    'candidates',
    'warnings',
  ]);
  expect(answer).toMatchObject({
    level: 3,
    regime: 'ND331',
    proposed: 2,
    undecided: [],
    floor: null,
    candidates: [3],
  });
  expect(answer.reasons.map(({ clause }: { clause: string }) => clause)).toEqual(['Đ13.2b', 'Đ13.2c']);
  expect(answer.warnings[0]).toMatch(/thấp hơn tiêu chí/);
});

it.each([
  { on: '2026-06-30', regime: 'ND85', level: 3 },
  { on: '2026-07-15', regime: 'GAP', level: null },
  { on: '2026-08-19', regime: 'ND331', level: 3 },
])('--on $on picks $regime', ({ on, regime, level: expected }) => {
  const { status, answer } = level([file(COUNTER), '--on', on]);

  expect(status).toBe(0);
  expect(answer).toMatchObject({ regime, level: expected });
  expect(answer.warnings.length).toBeGreaterThan(0);
});

it('gives no bare level where a fact is unknown', () => {
  const text = COUNTER.replace('tthc: true', 'tthc: false').replace('basic: 120000', 'basic: null');
  const { status, answer } = level([file(text)]);

  expect(status).toBe(0);
  expect(answer).toMatchObject({ level: null, floor: 2, candidates: [2, 3], undecided: ['U-COUNT'] });
  expect(answer.warnings[0]).toMatch(/^Sơ bộ, chưa kết luận/);
});

it('takes the highest component', () => {
  const parts =
    'components:\n  - { name: Kho, kind: infrastructure, serves: national, continuous_24x7: true }\n';
  const { answer } = level([file(COUNTER.replace('components: []\n', parts))]);

  expect(answer).toMatchObject({ level: 4, candidates: [4] });
});

it.each([
  { what: 'a wrong value', from: 'kind: public_service', to: 'kind: banana', says: /system\.yml:3: kind: / },
  {
    what: 'a wrong value inside',
    from: 'basic: 120000',
    to: 'basic: -1',
    says: /system\.yml:7: subjects\.basic: /,
  },
  {
    what: 'an unknown field',
    from: 'proposed: 2',
    to: 'proposd: 2',
    says: /system\.yml:13: proposd: unknown field/,
  },
  { what: 'what is no YAML', from: 'kind: public_service', to: 'kind: [', says: /system\.yml:\d+: / },
  { what: 'a missing name', from: 'name: Một cửa điện tử\n', to: '', says: /system\.yml:1: name: / },
])('exits 1 with file, line and field on $what', ({ from, to, says }) => {
  const { status, stderr, answer } = level([file(COUNTER.replace(from, to))]);

  expect(status).toBe(1);
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(answer).toBeUndefined();
});

it.each([
  { args: [], says: /usage: khien level/ },
  { args: ['a.yml', 'b.yml'], says: /usage: khien level/ },
  { args: ['a.yml', '--on', '2026-02-30'], says: /--on/ },
  { args: ['a.yml', '--frob'], says: /usage: khien level/ },
])('$args is wrong usage', ({ args, says }) => {
  const { status, stderr } = level(args);

  expect(status).toBe(2);
  expect(stderr).toMatch(says);
});

it('reads the law of the province beside the shipped one, and refuses a bad one', () => {
  const config = join(folder, 'config');
  mkdirSync(join(config, 'legal'), { recursive: true });
  writeFileSync(join(config, 'legal/bad.yml'), 'parameters:\n  - id: x\n');
  const { status, stderr } = level([file(COUNTER)], { KHIEN_CONFIG_DIR: config });

  expect(status).toBe(1);
  expect(stderr).toMatch(/bad\.yml:2: parameters\.0\./);
});
