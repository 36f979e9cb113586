import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const bin = join(root, 'apps/khien/bin/khien.cjs');
if (!existsSync(join(root, 'apps/khien/dist/main.js')))
  throw new Error('run `npm run build` first: these tests run the built command line');

jest.setTimeout(120_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'khien-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function khien(
  args: string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH ?? '', KHIEN_SAMPLE: 'on', ...env },
  });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  return { status, stdout, stderr, json: lines.map((line) => JSON.parse(line)) };
}
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const web = (target: string): string =>
  `203.0.113.7 - - [18/Nov/2026:09:59:00 +0700] "GET ${target} HTTP/1.1" 200 512 "-" "Mozilla/5.0"`;

describe('wrong usage', () => {
  it.each([
    { args: ['frobnicate'], says: 'unknown command' },
    { args: ['parse'], says: '--profile is needed' },
    { args: ['parse', '--frob'], says: 'usage: khien parse' },
    { args: ['replay', 'x.log'], says: 'usage: khien replay' },
    { args: ['rules', 'check'], says: 'usage: khien rules check' },
    { args: ['rules', 'match', '--rules', 'x'], says: '--events' },
    { args: ['user', 'add'], says: '--username' },
    { args: ['dead-letters', 'replay'], says: '--reason is needed' },
  ])('$args exits 2 and says how', ({ args, says }) => {
    const { status, stderr, stdout } = khien(args);

    expect(status).toBe(2);
    expect(stderr).toContain(says);
    expect(stdout).toBe('');
  });
});

describe('bad configuration', () => {
  it.each([
    { name: 'a port that is none', env: { KHIEN_PORT: 'http' }, says: 'KHIEN_PORT' },
    { name: 'a Redis address that is none', env: { REDIS_URL: 'localhost' }, says: 'REDIS_URL' },
    {
      name: 'a folder that does not exist',
      env: { KHIEN_CONFIG_DIR: '/nowhere/at/all' },
      says: 'KHIEN_CONFIG_DIR',
    },
    {
      name: 'a key file that does not exist',
      env: { KHIEN_DATA_KEY_FILE: '/nowhere/data.key' },
      says: '/nowhere/data.key',
    },
  ])('stops the start with a message that names it: $name', ({ env, says }) => {
    const { status, stderr } = khien(['start', '--data', join(folder, 'unused')], { env });

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('names file, line and field of a registry entry and goes on with the rest', () => {
    const config = join(folder, 'config');
    mkdirSync(join(config, 'sources'), { recursive: true });
    writeFileSync(
      join(config, 'sources/bad.yml'),
      'id: bad\nname: { vi: a, en: b }\nprofile: web-access\nsystemId: nowhere\ntransport: { kind: pigeon }\n',
    );
    const lines = file('a.log', `${web('/')}\n`);

    const { status, stderr, json } = khien(
      ['replay', '--profile', 'web-access', '--data', join(folder, 'config-data'), lines],
      { env: { KHIEN_CONFIG_DIR: config } },
    );

    expect(status).toBe(0);
    expect(json).toEqual([expect.objectContaining({ received: 1, stored: 1 })]);
    expect(stderr).toMatch(/bad\.yml.*"line":5.*transport/);
  });
});

describe('parse', () => {
  it('shows what a terminal would obey as escapes', () => {
    const hostile = 'curl\u009b31m\u202ekp\u2028';
    const line = `203.0.113.7 - - [18/Nov/2026:09:59:00 +0700] "GET / HTTP/1.1" 200 5 "-" "${hostile}"\n`;
    const { stdout, json } = khien(['parse', '--profile', 'web-access', '-'], { input: line });

    expect(json).toMatchObject([{ event: { user_agent: { original: hostile } } }]);
    expect(stdout).toMatch(/^[\n\u0020-\u007e]*$/);
  });

  it('gives one line per record, whatever is in it', () => {
    const { status, json } = khien(['parse', '--profile', 'auto', '-'], {
      input: `${web('/tra-cuu')}\n\u0007 nothing anybody writes\n${web('/x')}\n`,
    });

    expect(status).toBe(0);
    expect(json.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(json[0].event['@timestamp']).toBe('2026-11-18T02:59:00.000Z');
    expect(json[0].event.url.path).toBe('/tra-cuu');
    expect(json[1].reason).toBe('unrecognised');
  });

  it('refuses a profile that does not exist', () => {
    const { status, stderr } = khien(['parse', '--profile', 'nosuch', '-']);

    expect(status).toBe(1);
    expect(stderr).toContain('nosuch');
  });
});

describe('rules', () => {
  it('checks the shipped rules without an error', () => {
    const { status, json } = khien(['rules', 'check', join(root, 'rules')]);

    expect(json[0].errors).toEqual([]);
    expect(status).toBe(0);
  });

  it('names file, line and construct of a rule that cannot be used', () => {
    const rule = file(
      'bad.yml',
      'title: bad\nid: 3f2b1c9e-52a1-4f0e-9a5d-0a1b2c3d4e5f\nlogsource: { category: webserver }\ndetection:\n  a:\n    url.path|frobnicate: x\n  condition: a\nlevel: low\n',
    );

    const { status, json } = khien(['rules', 'check', rule]);

    expect(status).toBe(1);
    expect(json[0].errors).toEqual([{ file: rule, line: 6, message: expect.stringContaining('frobnicate') }]);
  });

  it('matches events by line number, and correlations by their events', () => {
    const rules = file(
      'rules.yml',
      `title: env file
id: 0b1f5c52-0001-4000-8000-000000000001
logsource: { category: webserver }
detection: { a: { url.path|endswith: /.env }, condition: a }
level: low
---
title: three env files
id: 0b1f5c52-0001-4000-8000-000000000002
correlation: { type: event_count, rules: [0b1f5c52-0001-4000-8000-000000000001], group-by: [source.ip], timespan: 1m, condition: { gte: 3 } }
level: high
`,
    );
    const events = file(
      'events.ndjson',
      [0, 10, 20]
        .map((second) =>
          JSON.stringify({
            '@timestamp': `2026-11-18T03:00:${String(second).padStart(2, '0')}.000Z`,
            url: { path: '/.env' },
            source: { ip: '192.0.2.1' },
          }),
        )
        .join('\n'),
    );

    const { status, json } = khien(['rules', 'match', '--rules', rules, '--events', events]);

    expect(status).toBe(0);
    expect(json.filter((line) => 'event' in line).map((line) => line.event)).toEqual([0, 1, 2]);
    expect(json.filter((line) => 'events' in line)).toEqual([
      {
        rule: '0b1f5c52-0001-4000-8000-000000000002',
        events: [0, 1, 2],
        group: { 'source.ip': '192.0.2.1' },
      },
    ]);
  });

  it('says which line of the events is no JSON object', () => {
    const { status, stderr } = khien(
      ['rules', 'match', '--rules', join(root, 'rules/detection'), '--events', '-'],
      { input: '{}\nnot json\n' },
    );

    expect(status).toBe(1);
    expect(stderr).toContain('line 2');
  });
});

describe('replay', () => {
  it('takes files through the pipeline, balances, and knows them again', () => {
    const data = join(folder, 'replay-data');
    const lines = file(
      'web.log',
      [web('/'), web('/.env'), 'unreadable', web('/?id=1+union+select+1')]
        .map((line) => `${line}\n`)
        .join(''),
    );

    const first = khien(['replay', '--source', 'motcua-web', '--data', data, lines]);
    const second = khien(['replay', '--source', 'motcua-web', '--data', data, lines]);
    const alerts = khien(['alerts', '--data', data]);
    const ledger = khien(['ledger', '--data', data]);
    const letters = khien(['dead-letters', 'list', '--data', data]);
    const replayed = khien([
      'dead-letters',
      'replay',
      '--data',
      data,
      '--reason',
      'thử lại sau khi sửa hồ sơ',
    ]);

    expect(first.json).toEqual([
      { received: 4, stored: 3, duplicate: 0, deadLettered: 1, alerts: 2, seconds: expect.any(Number) },
    ]);
    expect(second.json).toEqual([expect.objectContaining({ received: 4, stored: 0, duplicate: 4 })]);
    // What the scheduler finds about the province itself (a level below the criteria) names no source.
    const ofSource = alerts.json.filter((alert) => alert.sourceId === 'motcua-web');
    expect(ofSource.map((alert) => alert.rule.id).sort()).toEqual([
      'web-secret-file-probe',
      'web-sql-injection',
    ]);
    expect(alerts.json.every((alert) => alert.rule.author === 'Khiên')).toBe(true);
    expect(ledger.json.find((row) => row.sourceId === 'motcua-web')).toMatchObject({
      balanced: true,
      totals: { received: 8, stored: 3, duplicate: 4, deadLettered: 1, inFlight: 0 },
    });
    expect(letters.json).toEqual([
      expect.objectContaining({ reason: 'unrecognised', sourceId: 'motcua-web' }),
    ]);
    expect(letters.stdout).not.toContain('unreadable"');
    expect(replayed.json).toEqual([{ replayed: 1, stored: 0, failed: 1 }]);
  });

  it('names the sources it knows when it does not know one', () => {
    const { status, stderr } = khien([
      'replay',
      '--source',
      'nosuch',
      '--data',
      join(folder, 'none'),
      file('b.log', 'x\n'),
    ]);

    expect(status).toBe(1);
    expect(stderr).toContain('motcua-web');
  });
});

describe('journal verify', () => {
  it('finds the evidence as it was sealed, and says which segment is not', () => {
    const data = join(folder, 'evidence');
    khien(['replay', '--source', 'motcua-web', '--data', data, file('e.log', `${web('/')}\n`)]);
    const sealed = khien(['journal', 'verify', '--data', data]);
    const segment = join(data, 'journal/0000000001.journal');
    const octets = readFileSync(segment);
    octets[octets.length - 5] = (octets[octets.length - 5] ?? 0) ^ 1;
    writeFileSync(segment, octets);
    const altered = khien(['journal', 'verify', '--data', data]);

    expect(sealed).toMatchObject({ status: 0, json: [{ ok: true, sealed: 1, problems: [] }] });
    expect(altered.status).toBe(1);
    expect(altered.json[0].problems.join()).toContain('1');
  });
});

describe('people and keys', () => {
  it('adds a person with the password from standard input, and refuses a weak one', () => {
    const data = join(folder, 'people');
    const add = (username: string, password: string) =>
      khien(
        [
          'user',
          'add',
          '--data',
          data,
          '--username',
          username,
          '--name',
          'Nguyễn Văn Mẫu',
          '--role',
          'analyst',
          '--agencies',
          'so-y-te',
        ],
        { input: `${password}\n` },
      );

    expect(add('mau', 'mot cau dai de nho lam').json).toEqual([
      expect.objectContaining({ username: 'mau', role: 'analyst', agencies: ['so-y-te'] }),
    ]);
    expect(add('mau', 'mot cau dai de nho lam').status).toBe(1);
    expect(add('yeu', '12345678').status).toBe(1);
  });

  it('makes key files once and keeps them', () => {
    const directory = join(folder, 'keys');
    const first = khien(['keys', 'create', '--directory', directory]);
    const second = khien(['keys', 'create', '--directory', directory]);

    expect(first.status).toBe(0);
    expect(second.json).toEqual(first.json);
  });

  it('answers a health probe of nobody with 1', () => {
    expect(khien(['probe', '--port', '9']).status).toBe(1);
  });
});
