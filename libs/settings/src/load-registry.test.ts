import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadLegalCalendar, loadRegistry } from './load-registry';
import { openRegistry, SAMPLE_DIR } from './open-registry';
import { PRODUCT_DIR } from './read-settings';

const root = mkdtempSync(join(tmpdir(), 'khien-registry-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const good: Record<string, string> = {
  'calendar.yml':
    'timezone: Asia/Ho_Chi_Minh\nworkingHours: { days: [1], spans: [["08:00", "17:00"]] }\nholidays: []\nworkingDays: []\n',
  'agencies.yml': '- { id: tinh, name: { vi: Tỉnh, en: Province }, kind: province }\n',
  'systems/a.yml': [
    '- id: lgsp',
    '  name: { vi: LGSP, en: LGSP }',
    '  agencyId: tinh',
    '  dossier: { state: none }',
    '  networks: [10.0.0.0/8, "2001:db8::/32"]',
    '',
  ].join('\n'),
  'sources/lgsp-file.yml': [
    'id: lgsp-file',
    'name: { vi: Tệp, en: File }',
    'profile: ecs-json',
    'systemId: lgsp',
    'transport: { kind: file, paths: [/var/log/x.log] }',
    '',
  ].join('\n'),
};

let runs = 0;
function folderWith(files: Record<string, string>): string {
  runs += 1;
  const folder = join(root, String(runs));
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('loadRegistry', () => {
  it('reads every part, one entry or a list per file', () => {
    const { registry, problems } = loadRegistry([folderWith(good)]);
    expect(problems).toEqual([]);
    expect(registry.systems.map(({ id }) => id)).toEqual(['lgsp']);
    expect(registry.sources[0]).toMatchObject({
      id: 'lgsp-file',
      timezone: 'Asia/Ho_Chi_Minh',
      silenceMinutes: 30,
    });
  });

  it('adds folders up', () => {
    const more = folderWith({
      'sources/b.yml': (good['sources/lgsp-file.yml'] ?? '').replace('id: lgsp-file', 'id: b'),
    });
    const { registry, problems } = loadRegistry([folderWith(good), more]);
    expect(problems).toEqual([]);
    expect(registry.sources.map(({ id }) => id)).toEqual(['lgsp-file', 'b']);
  });

  const source = good['sources/lgsp-file.yml'] ?? '';
  const system = good['systems/a.yml'] ?? '';
  it.each([
    [
      'an unknown field',
      'sources/x.yml',
      `${source.replace('lgsp-file', 'x')}colour: red\n`,
      6,
      /colour: unknown field/,
    ],
    ['a missing field', 'sources/x.yml', 'id: x\nprofile: a\n', 1, /name/],
    ['a bad value inside', 'sources/x.yml', source.replace('kind: file', 'kind: ftp'), 5, /transport\.kind/],
    [
      'a syslog source known by nothing',
      'sources/x.yml',
      source.replace(/transport: .*/, 'transport: { kind: syslog }'),
      5,
      /senders or clientNames/,
    ],
    [
      'a Lumberjack source known by nothing',
      'sources/x.yml',
      source.replace(/transport: .*/, 'transport: { kind: lumberjack }'),
      5,
      /senders or clientNames/,
    ],
    [
      'an HTTP source known by nothing',
      'sources/x.yml',
      source.replace(/transport: .*/, 'transport: { kind: http }'),
      5,
      /tokenSha256, tokenFile, hmacKeyFile or clientNames/,
    ],
    [
      'a GELF sender that is no address',
      'sources/x.yml',
      source.replace(/transport: .*/, 'transport: { kind: gelf, senders: [web-01] }'),
      5,
      /no address or CIDR/,
    ],
    [
      'an unknown time zone',
      'sources/x.yml',
      `${source}timezone: Asia/Hanoi\n`,
      6,
      /timezone: "Asia\/Hanoi"/,
    ],
    [
      'an id in capitals',
      'agencies.yml',
      '\n- { id: Tinh, name: { vi: a, en: b }, kind: province }\n',
      2,
      /id/,
    ],
    [
      'a bad network',
      'systems/a.yml',
      system.replace('10.0.0.0/8', '10.0.0.0/33'),
      5,
      /networks\.0: "10\.0\.0\.0\/33"/,
    ],
    [
      'an http source without token',
      'sources/x.yml',
      source.replace(/\{ kind.*/, '{ kind: http }'),
      5,
      /tokenSha256/,
    ],
    [
      'an agreement that ends first',
      'agreements/a.yml',
      '- { id: a, consumer: b, provider: c, datasets: [d], purposes: [e], validFrom: 2026-02-01, validTo: 2026-01-01, citation: x }',
      1,
      /validTo: lies before/,
    ],
    [
      'an unquoted comma in a flow map',
      'agreements/a.yml',
      '- { id: a, consumer: b, provider: c, datasets: [d], purposes: [e], validFrom: 2026-01-01, validTo: 2026-02-01, citation: 1 (x, y) }',
      1,
      /unknown field/,
    ],
    ['broken YAML', 'sources/x.yml', 'id: x\nname: [\n', 3, /./],
    ['a duplicate key', 'sources/x.yml', 'id: x\nid: y\n', 2, /unique/i],
    ['an alias bomb', 'sources/x.yml', bomb(), 1, /alias/i],
    [
      'a bad day',
      'calendar.yml',
      (good['calendar.yml'] ?? '').replace(
        'holidays: []',
        'holidays:\n  - { day: 2026-02-30, name: a, citation: b }',
      ),
      4,
      /holidays\.0\.day: "2026-02-30"/,
    ],
    [
      'hours that run backwards',
      'calendar.yml',
      (good['calendar.yml'] ?? '').replace('08:00', '18:00'),
      2,
      /spans\.0/,
    ],
  ])('names file, line and field of %s, and keeps the rest', (_name, file, text, line, message) => {
    const folder = folderWith({ ...good, [file]: text });
    const { registry, problems } = loadRegistry([folder]);
    expect(problems[0]).toEqual({ file: join(folder, file), line, message: expect.stringMatching(message) });
    if (!file.startsWith('sources')) expect(registry.sources.map(({ id }) => id)).toEqual(['lgsp-file']);
    if (!file.startsWith('systems')) expect(registry.systems.map(({ id }) => id)).toEqual(['lgsp']);
  });

  it.each([
    [
      'a source of an unknown system',
      { 'systems/a.yml': '' },
      /source lgsp-file: systemId "lgsp" is unknown/,
    ],
    ['a system of an unknown agency', { 'agencies.yml': '' }, /system lgsp: agencyId "tinh" is unknown/],
    [
      'an unknown parent',
      {
        'agencies.yml': `${good['agencies.yml']}- { id: so, name: { vi: a, en: b }, parent: no, kind: centre }\n`,
      },
      /agency so: parent "no"/,
    ],
    [
      'an id given twice',
      { 'sources/z.yml': source },
      /source lgsp-file: the id is taken by .*lgsp-file\.yml:1/,
    ],
  ])('reports %s and keeps the entry', (_name, files, message) => {
    const { registry, problems } = loadRegistry([folderWith({ ...good, ...files })]);
    expect(problems).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    expect(registry.sources).toHaveLength(1);
  });

  it('opens a circle of parents', () => {
    const agency = (id: string, parent: string) =>
      `- { id: ${id}, name: { vi: a, en: b }, parent: ${parent}, kind: centre }\n`;
    const agencies = `${good['agencies.yml']}${agency('a', 'b')}${agency('b', 'a')}${agency('c', 'a')}`;
    const { registry, problems } = loadRegistry([folderWith({ ...good, 'agencies.yml': agencies })]);
    expect(problems).toEqual([
      expect.objectContaining({ line: 2, message: expect.stringMatching(/^agency a: its parents/) }),
    ]);
    expect(registry.agencies.find(({ id }) => id === 'a')?.parent).toBeUndefined();
    expect(registry.agencies.find(({ id }) => id === 'b')?.parent).toBe('a');
  });

  it('says so when a folder or the calendar is missing', () => {
    const { problems } = loadRegistry([join(root, 'nowhere')]);
    expect(problems.map(({ message }) => message)).toEqual([
      'no such folder',
      expect.stringMatching(/no calendar/),
    ]);
  });
});

function bomb(): string {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let level = 1; level < 10; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(9)
        .fill(`*a${level - 1}`)
        .join(',')}]`,
    );
  }
  return lines.join('\n');
}

describe('what ships', () => {
  it('has a calendar without problems, with the holidays of three years', () => {
    const { calendar, problems } = loadLegalCalendar(join(PRODUCT_DIR, 'config/calendar.yml'));
    expect(problems).toEqual([]);
    const days = calendar.holidays.map(({ day }) => day);
    for (const day of ['2025-01-29', '2026-02-17', '2027-02-06', '2025-04-07', '2026-04-27', '2027-04-16']) {
      expect(days).toContain(day);
    }
    expect(days).not.toContain('2026-11-24');
    expect(calendar.holidays.every(({ citation }) => citation.length > 5)).toBe(true);
    const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    expect(calendar.workingDays.every(({ day }) => isWeekend(day))).toBe(true);
  });

  it('has a sample province without problems', () => {
    expect(loadRegistry([join(PRODUCT_DIR, 'config'), SAMPLE_DIR]).problems).toEqual([]);
  });

  it('shows the sample on `auto` until there is a source of one’s own', () => {
    const empty = openRegistry({ configDir: folderWith({}), sample: 'auto' });
    expect(empty.sample).toBe(true);
    expect(empty.registry.sources.length).toBeGreaterThan(5);
    expect(empty.registry.calendar.holidays.length).toBeGreaterThan(20);
    expect(openRegistry({ configDir: folderWith(good), sample: 'auto' })).toMatchObject({
      sample: false,
      problems: [],
    });
    expect(openRegistry({ configDir: folderWith({}), sample: 'off' }).registry.sources).toEqual([]);
    expect(
      openRegistry({ configDir: folderWith(good), sample: 'on' }).registry.sources.length,
    ).toBeGreaterThan(5);
  });
});
