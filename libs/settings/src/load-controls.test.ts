import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseControls } from '@khien/compliance';
import { controlDirectories, loadControls } from './load-controls';
import { loadRuleFiles } from './load-rule-files';
import { PRODUCT_DIR } from './read-settings';

const folder = mkdtempSync(join(tmpdir(), 'khien-controls-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SHIPPED = join(PRODUCT_DIR, 'rules/controls');

it('reads the shipped controls without a problem', () => {
  const { catalogue, problems } = loadControls([SHIPPED], parseControls);

  expect(problems).toEqual([]);
  expect(catalogue.groups).toHaveLength(21);
});

it('names file, line and field, and keeps the rest', () => {
  const bad = join(folder, 'bad.yml');
  writeFileSync(
    bad,
    [
      'group: { id: x, title: { vi: a, en: b }, instrument: I, clauses: {}, freshness_days: 1 }',
      'controls:',
      '  - id: one',
      '    title: { vi: a, en: b }',
      '    from_level: 1',
      '    clauses: { 1: "1" }',
      '    nature: magic',
      '    evidence: [attestation]',
      '    mark: V2',
      '',
    ].join('\n'),
  );
  const { catalogue, problems } = loadControls([SHIPPED, folder], parseControls);

  expect(problems).toEqual([{ file: bad, line: 7, message: expect.stringMatching(/controls\.0\.nature/) }]);
  expect(catalogue.groups).toHaveLength(21);
});

it('adds the folder of the province to the shipped one', () => {
  expect(controlDirectories(folder)).toEqual([SHIPPED]);
});

it('takes no file of controls for a detection rule', () => {
  expect(loadRuleFiles([SHIPPED])).toEqual({ files: [], problems: [] });
});
