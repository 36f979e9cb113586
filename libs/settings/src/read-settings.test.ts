import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PRODUCT_DIR, readSettings } from './read-settings';
import { VARIABLES } from './variables';

const folder = mkdtempSync(join(tmpdir(), 'khien-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string, mode = 0o400): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

function configDir(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'default.yml'), text);
  return path;
}

describe('readSettings', () => {
  it('has a value for everything on a machine that says nothing', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      dataDir: join(process.cwd(), 'data'),
      configDir: join(PRODUCT_DIR, 'config'),
      rulesDirs: [join(PRODUCT_DIR, 'rules')],
      host: '127.0.0.1',
      port: 8080,
      mongodb: undefined,
      retentionDays: { level1: 31, level2: 31, level3: 93, level4: 186, level5: 366 },
      sample: 'auto',
      warnings: [],
    });
    expect(settings.redisUrl).toBeUndefined();
    expect(settings.ingest.port).toBeUndefined();
    expect(settings.keyFiles.data).toEqual({ path: join(process.cwd(), 'data/keys/data.key'), named: false });
  });

  it('lets the environment stand over the file and the command line over both', () => {
    const dir = configDir('order', 'port: 1001\nlogLevel: warn\nhost: 192.0.2.1\n');
    const env = { KHIEN_CONFIG_DIR: dir, KHIEN_PORT: '1002', KHIEN_LOG_LEVEL: 'error' };
    const settings = readSettings(env, ['start', '--port', '1003', '--source', 'portal', '--no-sample']);
    expect(settings).toMatchObject({ port: 1003, logLevel: 'error', host: '192.0.2.1', sample: 'off' });
  });

  it.each([
    ['KHIEN_JOURNAL_MAX_BYTES', '512 MB', { journal: { maxBytes: 512 * 1024 * 1024 } }],
    ['KHIEN_JOURNAL_MAX_BYTES', '1GiB', { journal: { maxBytes: 1024 ** 3 } }],
    ['KHIEN_RULES_DIRS', '/a:/b', { rulesDirs: ['/a', '/b'] }],
    ['KHIEN_SAMPLE', 'true', { sample: 'on' }],
    ['KHIEN_SYSLOG_UDP_PORT', '5514', { syslog: { host: '127.0.0.1', udpPort: 5514 } }],
    ['KHIEN_GELF_UDP_PORT', '12201', { gelf: { host: '127.0.0.1', udpPort: 12201 } }],
    ['REDIS_URL', 'rediss://u:p@192.0.2.9:6380/1', { redisUrl: 'rediss://u:p@192.0.2.9:6380/1' }],
    ['MONGODB_URI', 'mongodb://h1,h2/?replicaSet=rs', { mongodb: { database: 'khien' } }],
    ['KHIEN_PORT', '', { port: 8080 }],
    ['KHIEN_PUBLIC_URL', 'https://soc.haivan.example', { publicUrl: 'https://soc.haivan.example' }],
    [
      'KHIEN_DATA_KEY_FILE',
      '/run/secrets/data',
      { keyFiles: { data: { path: '/run/secrets/data', named: true } } },
    ],
  ])('reads %s=%s', (name, value, expected) => {
    expect(readSettings({ [name]: value })).toMatchObject(expected);
  });

  it.each([
    ['KHIEN_PORT', 'eighty'],
    ['KHIEN_PORT', '70000'],
    ['KHIEN_PORT', '-1'],
    ['KHIEN_LOG_LEVEL', 'verbose'],
    ['KHIEN_JOURNAL_MAX_BYTES', '10 elephants'],
    ['KHIEN_JOURNAL_MAX_BYTES', '1KB'],
    ['KHIEN_RETENTION_LEVEL3_DAYS', '0'],
    ['KHIEN_COLLECTOR_ID', 'Has Space'],
    ['KHIEN_QUEUE_PREFIX', 'a:b'],
    ['KHIEN_PUBLIC_URL', 'javascript:alert(1)'],
    ['KHIEN_SAMPLE', 'perhaps'],
    ['REDIS_URL', 'http://192.0.2.1'],
    ['MONGODB_URI', 'postgres://192.0.2.1'],
    ['KHIEN_CONFIG_DIR', '/no/such/folder'],
    ['KHIEN_TLS_CERT_FILE', '/no/such/cert.pem'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'bad_configuration',
        message: expect.stringContaining(name.slice(0, 9)),
      }),
    );
    expect(() => readSettings({ [name]: value })).toThrow(
      new RegExp(name.startsWith('KHIEN_TLS') ? 'KHIEN_TLS' : name),
    );
  });

  it.each([
    ['KHIEN_SYSLOG_TLS_PORT', '6514', {}, /KHIEN_SYSLOG_TLS_PORT: needs KHIEN_INGEST_TLS_CERT_FILE/],
    ['KHIEN_LUMBERJACK_TLS_PORT', '5044', {}, /KHIEN_LUMBERJACK_TLS_PORT: needs/],
    ['KHIEN_INGEST_CLIENT_CA_FILE', '/no/such/ca.pem', {}, /KHIEN_INGEST_CLIENT_CA_FILE: no such file/],
    [
      'KHIEN_INGEST_TLS_CERT_FILE',
      '/no/such',
      { KHIEN_INGEST_TLS_KEY_FILE: '/no' },
      /KHIEN_INGEST_TLS_CERT_FILE/,
    ],
  ])('refuses %s=%s without what it needs', (name, value, env, message) => {
    expect(() => readSettings({ ...env, [name]: value })).toThrow(message);
  });

  it.each([
    [['--port', 'eighty'], '--port'],
    [['--port'], '--port'],
    [['--log-level', 'loud'], '--log-level'],
  ])('refuses the command line %j', (argv, named) => {
    expect(() => readSettings({}, argv)).toThrow(
      expect.objectContaining({ code: 'bad_configuration', message: expect.stringContaining(named) }),
    );
  });

  it.each([
    ['an unknown key', 'port: 1\nprot: 2\n', /default\.yml:2: .*prot/],
    ['a bad value', 'host: a\n\nport: no\n', /default\.yml:3: /],
    ['an unknown nested key', 'queue:\n  depth: 2\n', /default\.yml:2: .*queue\.depth/],
    ['a scalar in place of settings', 'just text\n', /default\.yml:1: /],
    ['what is no YAML', 'a: [1,\n', /default\.yml:\d/],
    ['a duplicate key', 'port: 1\nport: 2\n', /default\.yml:2/],
    ['a key from the prototype', '__proto__:\n  port: 1\n', /default\.yml/],
  ])('refuses a file with %s and names the line', (name, text, message) => {
    const dir = configDir(name.replaceAll(' ', '-'), text);
    expect(() => readSettings({ KHIEN_CONFIG_DIR: dir })).toThrow(
      expect.objectContaining({ code: 'bad_configuration', message: expect.stringMatching(message) }),
    );
  });

  it('takes lists and MMDB files as absolute paths, and refuses those that are not there', () => {
    const list = file('list.csv', 'indicator\n');
    const mmdb = file('asn.mmdb', '');
    const { threatLists, geoip } = readSettings({
      KHIEN_THREAT_LISTS: `${list}:${folder}`,
      KHIEN_GEOIP_ASN_FILE: mmdb,
    });
    expect({ threatLists, geoip }).toEqual({ threatLists: [list, folder], geoip: { asnFile: mmdb } });
    expect(readSettings({})).toMatchObject({ threatLists: [], geoip: {} });
    for (const name of ['KHIEN_THREAT_LISTS', 'KHIEN_GEOIP_FILE', 'KHIEN_GEOIP_ASN_FILE'])
      expect(() => readSettings({ [name]: '/no/such' })).toThrow(new RegExp(name));
  });

  it('takes a secret from its file, without the line end', () => {
    const path = file('redis', 'redis://:s3cret@192.0.2.1:6379\n');
    expect(readSettings({ REDIS_URL_FILE: path }).redisUrl).toBe('redis://:s3cret@192.0.2.1:6379');
  });

  it.each([
    ['both a secret and its file', () => ({ REDIS_URL: 'redis://a', REDIS_URL_FILE: '/x' }), /both set/],
    [
      'a secret file that others read',
      () => ({ REDIS_URL_FILE: file('open', 'redis://a', 0o444) }),
      /REDIS_URL_FILE.*444/,
    ],
    [
      'a secret file that is not there',
      () => ({ MONGODB_URI_FILE: join(folder, 'none') }),
      /MONGODB_URI_FILE/,
    ],
    ['an empty secret file', () => ({ MONGODB_URI_FILE: file('empty', '\n') }), /MONGODB_URI_FILE.*empty/],
  ])('refuses %s', (_name, env, message) => {
    expect(() => readSettings(env())).toThrow(message);
  });

  it('never repeats a secret in its message', () => {
    expect(() => readSettings({ MONGODB_URI: 'user:hunter2@192.0.2.1' })).toThrow(
      /^(?!.*hunter2).*MONGODB_URI/,
    );
  });

  it('warns of variables it does not know, and only of its own', () => {
    const env = { KHIEN_PROT: '1', KHIEN_REQUIRE_SERVICES: '1', PATH: '/bin', KHIEN_PORT: '1' };
    expect(readSettings(env).warnings).toEqual([
      'KHIEN_PROT is no setting of this version: it has no effect',
    ]);
  });
});

describe('docs/configuration.md', () => {
  const text = readFileSync(join(PRODUCT_DIR, 'docs/configuration.md'), 'utf8');
  it.each(VARIABLES.map(({ name }) => name))('explains %s', (name) => {
    expect(text).toContain(`| \`${name}\` |`);
  });
  it('explains no variable that does not exist', () => {
    const names = [...text.matchAll(/^\| `([A-Z_0-9]+)` \|/gm)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(VARIABLES.map(({ name }) => name)));
  });
});
