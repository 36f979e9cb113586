import type { Bilingual } from '@khien/model';
import { shippedControls } from '../testing/shipped-controls';
import { shippedLaw } from '../testing/shipped-law';
import type { ControlAtLevel } from './control';
import { controlsFor } from './controls-for';
import { LIVE_TESTS } from './live-tests/registry';
import { PARAMETER_NAMES, parameterSentences } from './parameter-words';
import { parseControls } from './parse-controls';

const { catalogue, problems } = shippedControls();
const levels = [1, 2, 3, 4, 5];
const at = (id: string, level: number): ControlAtLevel | undefined =>
  controlsFor(catalogue, level).find((control) => control.id === id);

describe('rules/controls as it ships', () => {
  it('parses without a problem: twenty groups of the standard and one of the decree', () => {
    expect(problems).toEqual([]);
    expect(catalogue.groups).toHaveLength(21);
    expect(catalogue.controls).toHaveLength(356);
  });

  it.each([
    { level: 1, count: 135 },
    { level: 2, count: 161 },
    { level: 3, count: 242 },
    { level: 4, count: 326 },
    { level: 5, count: 345 },
  ])('asks $count controls of level $level', ({ level, count }) => {
    expect(controlsFor(catalogue, level)).toHaveLength(count);
  });

  it('says everything in both languages, each title once', () => {
    const texts: Bilingual[] = catalogue.controls.flatMap(({ title, note }) => [
      title,
      ...(note ? [note] : []),
    ]);
    const titles = catalogue.controls.map(({ title }) => title.vi);

    expect(texts.filter(({ vi, en }) => vi.trim() === '' || en.trim() === '' || vi === en)).toEqual([]);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('marks what comes from the standard as read in a secondary source, and only that', () => {
    const marks = new Map<string, Set<string>>();
    for (const { group, mark } of catalogue.controls)
      marks.set(group, (marks.get(group) ?? new Set()).add(mark));

    expect([...marks].filter(([group]) => group !== 'decree-331').flatMap(([, each]) => [...each])).toEqual(
      Array.from({ length: 20 }, () => 'V2'),
    );
    expect([...(marks.get('decree-331') ?? [])]).toEqual(['V1']);
  });

  it('uses every kind of live test', () => {
    const used = new Set(catalogue.controls.flatMap(({ test }) => (test ? [test.kind] : [])));

    expect([...LIVE_TESTS.keys()].filter((kind) => !used.has(kind))).toEqual([]);
  });

  it('names every figure in words', () => {
    const names = catalogue.controls.flatMap(({ parameters }) => Object.keys(parameters));

    expect(names.filter((name) => !PARAMETER_NAMES.has(name))).toEqual([]);
  });

  it('names the measures of Luật 116 by the ids they have in the law', () => {
    const duties = new Set(shippedLaw().law.duties.map(({ id }) => id));
    const measures = catalogue.headings.filter(({ part }) => part === 'measure');

    expect(measures.map(({ id }) => id).filter((id) => !duties.has(id))).toEqual([]);
    expect(measures).toHaveLength(8);
    expect(measures.filter(({ title }) => title !== undefined)).toEqual([]);
  });

  it.each([
    { id: 'log-retention', level: 2, name: 'retention', iso: 'P1M' },
    { id: 'log-retention', level: 5, name: 'retention', iso: 'P12M' },
    { id: 'account-review', level: 4, name: 'interval', iso: 'P3M' },
    { id: 'account-dormant', level: 1, name: 'max_inactivity', iso: 'P45D' },
    { id: 'vuln-scan-all', level: 3, name: 'interval', iso: 'P6M' },
    { id: 'vuln-scan-critical', level: 5, name: 'interval', iso: 'P1M' },
    { id: 'backup-restore-test', level: 4, name: 'interval', iso: 'P6M' },
    { id: 'monitoring-alert-tuning', level: 3, name: 'interval', iso: 'P6M' },
    { id: 'incident-exercise', level: 5, name: 'interval', iso: 'P1Y' },
    { id: 'risk-reidentification', level: 4, name: 'interval', iso: 'P6M' },
  ])('$id at level $level: $name is $iso (domain §7.8)', ({ id, level, name, iso }) => {
    expect(at(id, level)?.parameters[name]).toMatchObject({ iso });
  });

  it.each([
    { id: 'log-retention', level: 1 },
    { id: 'monitoring-24x7', level: 3 },
    { id: 'info-dlp', level: 3 },
    { id: 'network-waf', level: 1 },
    { id: 'backup-321-rule', level: 2 },
    { id: 'malware-edr', level: 2 },
  ])('$id is not asked of level $level', ({ id, level }) => {
    expect(at(id, level)).toBeUndefined();
  });

  it('gives every control of every level a clause of its instrument', () => {
    const clauses = levels.flatMap((level) => controlsFor(catalogue, level).map(({ clause }) => clause));

    expect(clauses.filter((clause) => !/^(TCVN 14423:2026 ([3-7]|A)\.|NĐ 331 Đ\d)/.test(clause))).toEqual([]);
  });

  it('says the figures of a level as a person reads them', () => {
    const retention = at('log-retention', 3);
    const redundancy = at('network-device-redundancy', 2);

    expect(retention && parameterSentences(retention)).toEqual([
      { vi: 'thời gian lưu tối thiểu: 3 tháng', en: 'kept for at least: 3 months' },
    ]);
    expect(redundancy && parameterSentences(redundancy)[0]?.vi).toBe('dự phòng nóng: không bắt buộc');
  });
});

describe('parseControls', () => {
  const group = {
    id: 'g',
    title: { vi: 'a', en: 'b' },
    instrument: 'I',
    clauses: { 1: '1' },
    freshness_days: 9,
  };
  const control = {
    id: 'one',
    title: { vi: 'một', en: 'one' },
    from_level: 1,
    clauses: { 1: '1', 2: '1' },
    nature: 'policy',
    evidence: ['attestation'],
    mark: 'V2',
  };
  const parse = (...values: unknown[]) =>
    parseControls(
      values.map((value, index) => ({ file: `${index}.yml`, value, lineAt: (path) => path.length })),
    );

  it.each([
    { what: 'a test that is not there', more: { test: { kind: 'guess' } }, says: /no live test "guess"/ },
    {
      what: 'a setting the test does not know',
      more: { test: { kind: 'drill', days: 3 } },
      says: /test days: unknown field/,
    },
    {
      what: 'a period that is none',
      more: { parameters: { interval: '6 months' } },
      says: /parameters\.interval/,
    },
    { what: 'an empty period', more: { parameters: { interval: 'P0D' } }, says: /not a period/ },
    { what: 'a level that is none', more: { clauses: { 1: '1', 6: '1' } }, says: /clauses/ },
    {
      what: 'no clause for its first level',
      more: { from_level: 2, clauses: { 3: '1' } },
      says: /first level 2/,
    },
    { what: 'a clause below its first level', more: { from_level: 2 }, says: /below its first level 2/ },
    {
      what: 'a figure for a level without a clause',
      more: { parameters: { copies: { 3: 3 } } },
      says: /level 3, which has no clause/,
    },
    { what: 'evidence nobody can give', more: { evidence: ['rumour'] }, says: /evidence/ },
    { what: 'a title in one language', more: { title: { vi: 'một' } }, says: /title\.en/ },
    { what: 'an unknown field', more: { colour: 'red' }, says: /colour: unknown field/ },
  ])('tells of $what', ({ more, says }) => {
    const { problems: found } = parse({ group, controls: [{ ...control, ...more }] });

    expect(found.map(({ message }) => message).join('\n')).toMatch(says);
    expect(found.every(({ file, line }) => file === '0.yml' && line > 0)).toBe(true);
  });

  it('tells of an id taken twice, of controls without a group and of headings that name what is not there', () => {
    const file = { group, controls: [control] };
    const heading = {
      id: 'h',
      part: 'technical',
      clause: 'c',
      mark: 'V1',
      groups: ['g', 'q'],
      controls: ['two'],
    };
    const found = parse(file, { ...file, headings: [heading] }, { controls: [control] }).problems;

    expect(found.map(({ file: name, message }) => `${name} ${message}`)).toEqual([
      '2.yml controls without a group',
      '1.yml g: the id is taken by 0.yml:1',
      '1.yml one: the id is taken by 0.yml:2',
      '1.yml h: no group "q"',
      '1.yml h: no control "two"',
    ]);
  });

  it('keeps the other files when one is bad', () => {
    const { catalogue: kept, problems: found } = parse({ group: 'x' }, { group, controls: [control] });

    expect(found).toHaveLength(1);
    expect(kept.controls.map(({ id, freshnessDays }) => ({ id, freshnessDays }))).toEqual([
      { id: 'one', freshnessDays: 9 },
    ]);
  });
});
