import { loadRules } from './load-rules';

const rule = (id: number, body: string): string =>
  `title: t\nid: 00000000-0000-4000-8000-00000000000${id}\n${body}\nlevel: low\n`;
const detection = 'logsource: { category: webserver }\ndetection: { a: { url.path: /x }, condition: a }';
const correlation = (of: number): string =>
  `correlation: { type: event_count, rules: [00000000-0000-4000-8000-00000000000${of}], group-by: [source.ip], timespan: 1m, condition: { gte: 2 } }`;

describe('loadRules', () => {
  it.each([
    {
      name: 'a modifier that does not exist',
      text: rule(
        1,
        'logsource: { category: webserver }\ndetection:\n  a:\n    url.path|frob: x\n  condition: a',
      ),
      line: 6,
      says: 'frob',
    },
    {
      name: 'an anomaly rule without its floor',
      text: 'id: anomaly-x\ndetector: account_volume\ntitle: { vi: a, en: b }\n',
      line: 1,
      says: 'floor',
    },
    {
      name: 'a khien block without triage',
      text: `${rule(1, detection)}khien: { kind: detection, title_vi: t, entity: source.ip, window: 1h, citations: [R1], examples: { fires: [{}], silent: [{}] } }\n`,
      line: 1,
      says: 'khien/triage',
    },
    {
      name: 'a correlation of correlations',
      text: [rule(1, detection), rule(2, correlation(1)), rule(3, correlation(2))].join('---\n'),
      line: 12,
      says: 'not evaluated in the pipeline',
    },
  ])('names file and line of $name, and keeps the others in force', ({ text, line, says }) => {
    const loaded = loadRules([
      { file: 'good.yml', text: rule(9, detection) },
      { file: 'bad.yml', text },
    ]);

    expect(loaded.problems).toContainEqual({ file: 'bad.yml', line, message: expect.stringContaining(says) });
    expect(loaded.detection.catalogue.has('00000000-0000-4000-8000-000000000009')).toBe(true);
  });

  it('tells of a mapping it cannot read and goes on without it', () => {
    const loaded = loadRules(
      [{ file: 'good.yml', text: rule(9, detection) }],
      [{ file: 'map.yml', text: 'transformations: [{ type: frobnicate }]' }],
    );

    expect(loaded.problems.map(({ file }) => file)).toEqual(['map.yml']);
    expect(loaded.count).toBe(1);
  });

  it('gives a rule written elsewhere a title, an entity and a window', () => {
    const { detection: found } = loadRules([
      { file: 'other.yml', text: `${rule(9, detection)}author: Somebody Else\n` },
    ]);

    expect(found.catalogue.get('00000000-0000-4000-8000-000000000009')).toMatchObject({
      alerts: true,
      windowMs: 3_600_000,
      entityFields: ['user.name', 'source.ip', 'host.name'],
      alertRule: { kind: 'detection', author: 'Somebody Else', title: { vi: 't', en: 't' } },
    });
  });

  it('lets a base rule of a correlation alert by itself only when told to', () => {
    const quiet = loadRules([
      { file: 'a.yml', text: [rule(1, detection), rule(2, correlation(1))].join('---\n') },
    ]);
    const loud = loadRules([
      {
        file: 'a.yml',
        text: [rule(1, detection), rule(2, correlation(1).replace('{ type', '{ generate: true, type'))].join(
          '---\n',
        ),
      },
    ]);

    expect(quiet.detection.catalogue.get('00000000-0000-4000-8000-000000000001')?.alerts).toBe(false);
    expect(loud.detection.catalogue.get('00000000-0000-4000-8000-000000000001')?.alerts).toBe(true);
  });
});
