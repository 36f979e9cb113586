import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { windowsPlace } from '../test/windows-place';
import { compileRules, type RuleSource } from './compile-rules';

/** Rules, regression events and real Windows events of others: read where they lie, never copied into the repository. */
const SAMPLES = process.env.KHIEN_SAMPLES ?? resolve(__dirname, '../../../../shared/samples');
const present = existsSync(join(SAMPLES, 'sigmahq-rules.tar.gz'));
const describeSamples = present ? describe : describe.skip;
const LIVE = [
  'rules',
  'rules-emerging-threats',
  'rules-threat-hunting',
  'rules-placeholder',
  'rules-compliance',
];

describeSamples(`SigmaHQ samples (skipped when ${SAMPLES} is absent)`, () => {
  let folder = '';
  let sources: RuleSource[] = [];
  let live: ReturnType<typeof compileRules>;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'khien-sigma-'));
    for (const name of ['sigmahq-rules', 'sigmahq-regression']) {
      execFileSync('tar', ['xzf', join(SAMPLES, `${name}.tar.gz`), '-C', folder]);
    }
    sources = load(LIVE);
    live = compileRules(sources);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const load = (folders: string[]): RuleSource[] =>
    folders.flatMap((name) =>
      filesBelow(join(folder, name), '.yml').map((file) => ({ file, text: readFileSync(file, 'utf8') })),
    );

  test('every live rule loads; only rules that need placeholder values are refused', () => {
    const { ruleSet, errors } = live;
    expect(sources.length).toBeGreaterThan(3700);
    expect(ruleSet.rules.length + errors.length).toBe(sources.length);
    expect(errors.filter(({ message }) => !/placeholder "%[\w.-]+%" has no values/.test(message))).toEqual(
      [],
    );
    expect(ruleSet.rules.filter((rule) => rule.author === undefined)).toEqual([]);
  });

  test('with values for the placeholders, every live rule loads', () => {
    const names = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/%([\w.-]+)%/g)].map((found) => found[1] ?? '')),
    );
    const placeholders = Object.fromEntries([...names].map((name) => [name, ['value']]));
    const refused = new Set(live.errors.map(({ file }) => file));
    const again = sources.filter(({ file }) => refused.has(file));
    expect(compileRules(again, { placeholders }).errors).toEqual([]);
  });

  test('each regression event matches its rule, routed by channel and event id', () => {
    const { ruleSet } = live;
    const cases = filesBelow(join(folder, 'regression_data'), 'info.yml');
    const missed = cases.filter((info) => !regressionMatches(ruleSet, info));
    expect(cases.length).toBeGreaterThan(90);
    expect(missed).toEqual([]);
  });

  test('real Windows events give the same matches with and without the index, on either regex engine', () => {
    const windows = sources.filter(({ file }) => file.includes('/rules/windows/'));
    const trusted = compileRules(windows, { trustedRegex: true }).ruleSet;
    const linear = compileRules(windows).ruleSet;
    let matched = 0;
    for (const event of windowsEvents(400)) {
      const full = trusted.matchFull(event).map(({ rule }) => rule.id);
      matched += full.length;
      expect(trusted.match(event).map(({ rule }) => rule.id)).toEqual(full);
      expect(linear.match(event).map(({ rule }) => rule.id)).toEqual(full);
    }
    expect(matched).toBeGreaterThan(0);
  });

  function windowsEvents(every: number): object[] {
    const lines = gunzipSync(readFileSync(join(SAMPLES, 'otrf-windows.ndjson.gz')))
      .toString('utf8')
      .split('\n');
    return lines.flatMap((line, i) => (i % every === 0 ? parsed(line) : []));
  }
});

function parsed(line: string): object[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? [value] : [];
  } catch {
    return [];
  }
}

function filesBelow(folder: string, suffix: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path, suffix);
    return entry.name.endsWith(suffix) ? [path] : [];
  });
}

function regressionMatches(ruleSet: ReturnType<typeof compileRules>['ruleSet'], info: string): boolean {
  const ruleId = /rule_metadata:\s*\n\s*- id: (\S+)/.exec(readFileSync(info, 'utf8'))?.[1];
  const files = filesBelow(dirname(info), '.json');
  return files.some((file) =>
    documentsOf(readFileSync(file, 'utf8')).some((document) => {
      const event = flatEvent(document);
      return ruleSet.match(event, windowsPlace(event)).some(({ rule }) => rule.id === ruleId);
    }),
  );
}

type Dict = Record<string, unknown>;

function documentsOf(text: string): Dict[] {
  return text
    .split(/\n(?=\{)/)
    .flatMap((part) => parsed(part) as Dict[])
    .flat();
}

/** Event-log dumps nest what rules name flat; Defender writes "Threat Name" where rules write ThreatName. */
function flatEvent(document: Dict): Dict {
  const flat: Dict = {};
  const collect = (value: unknown): void => {
    for (const [key, inner] of Object.entries((value ?? {}) as Dict)) {
      if (key === '#attributes') continue;
      if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
        const { '#text': text, '#attributes': attributes } = inner as Dict;
        if (text !== undefined) flat[key] = text;
        if (key === 'Provider') flat.Provider_Name = (attributes as Dict | undefined)?.Name;
        collect(inner);
      } else flat[key.replaceAll(' ', '')] = inner;
    }
  };
  collect(document.Event);
  return flat;
}
