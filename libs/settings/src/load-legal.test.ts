import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLegal } from '@khien/compliance';
import { legalDirectories, loadLegal } from './load-legal';
import { PRODUCT_DIR } from './read-settings';

const folder = mkdtempSync(join(tmpdir(), 'khien-legal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHIPPED = join(PRODUCT_DIR, 'config/legal');

it('reads the shipped law without a problem', () => {
  const { regimes, problems } = loadLegal([SHIPPED], parseLegal);

  expect(problems).toEqual([]);
  expect(regimes.regimes.map(({ id }) => id).sort()).toEqual(['GAP', 'ND331', 'ND85']);
});

it('names file, line and field, and keeps the rest', () => {
  const bad = join(folder, 'bad.yml');
  writeFileSync(
    bad,
    [
      'parameters:',
      '  - id: x',
      '    group: local',
      '    title: { vi: a, en: b }',
      '    entries:',
      '      - { value: 1, unit: furlong, clause: c, mark: V1, effective_from: 2026-01-01 }',
      '',
    ].join('\n'),
  );
  writeFileSync(join(folder, 'torn.yml'), 'parameters: [\n');
  const { regimes, problems } = loadLegal([SHIPPED, folder], parseLegal);

  expect(problems).toContainEqual(expect.objectContaining({ file: bad, line: 6 }));
  expect(problems.find(({ file }) => file === bad)?.message).toMatch(/unit/);
  expect(problems.some(({ file }) => file.endsWith('torn.yml'))).toBe(true);
  expect(regimes.regimes).toHaveLength(3);
});

it('adds the folder of the province to the shipped one', () => {
  expect(legalDirectories(join(PRODUCT_DIR, 'config'))).toEqual([SHIPPED]);
  expect(legalDirectories(folder)).toEqual([SHIPPED]);
});
