import { randomBytes, sign, verify } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@khien/model';
import { loadKeys } from './load-keys';
import { readSettings } from './read-settings';
import { openSecretFile } from './secret-file';

const folder = mkdtempSync(join(tmpdir(), 'khien-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const dataKeys = {
  create: (random: Buffer) => `key ${random.toString('hex')}\n`,
  parse: (text: string) =>
    /^key [0-9a-f]{64}$/.test(text)
      ? { ok: true as const, keys: text.slice(4) }
      : { ok: false as const, reason: 'line 1: no key' },
};
const options = { random: randomBytes, dataKeys, log: silentLogger };
let runs = 0;
function settings(env: Record<string, string> = {}) {
  runs += 1;
  return readSettings({ KHIEN_DATA_DIR: join(folder, String(runs)), ...env });
}

describe('loadKeys', () => {
  it('makes every key once, for its owner alone, and finds the same ones again', () => {
    const here = settings();
    const first = loadKeys(here, options);
    const second = loadKeys(here, options);
    expect(second.dataKeys).toBe(first.dataKeys);
    expect(second.cursorKey.equals(first.cursorKey)).toBe(true);
    expect(second.signingKey.kid).toBe(first.signingKey.kid);
    expect(first.cursorKey).toHaveLength(32);
    const keys = join(here.dataDir, 'keys');
    expect(readdirSync(keys).sort()).toEqual(['cursor.key', 'data.key', 'signing.key']);
    for (const name of readdirSync(keys)) expect(statSync(join(keys, name)).mode & 0o777).toBe(0o400);
  });

  it('makes a signing key that signs', () => {
    for (let times = 0; times < 20; times += 1) {
      const { signingKey } = loadKeys(settings(), options);
      const signature = sign('sha256', Buffer.from('x'), signingKey.privateKey);
      expect(verify('sha256', Buffer.from('x'), signingKey.publicKey, signature)).toBe(true);
    }
  });

  it('does not make a key whose file a setting names', () => {
    const missing = join(folder, 'nowhere.key');
    expect(() => loadKeys(settings({ KHIEN_CURSOR_KEY_FILE: missing }), options)).toThrow(
      /nowhere\.key.*not exist/,
    );
  });

  it('does not make a new data key for a journal that was sealed with another', () => {
    const here = settings();
    mkdirSync(here.journalDir, { recursive: true });
    writeFileSync(join(here.journalDir, '000001.seg'), 'x');
    expect(() => loadKeys(here, options)).toThrow(/data\.key.*bring the key back/);
  });

  it.each([
    ['data.key', 'nonsense', 0o400, /data\.key: line 1/],
    ['data.key', `key ${'a'.repeat(64)}`, 0o440, /data\.key: mode 440/],
    ['cursor.key', 'c2hvcnQ', 0o400, /cursor\.key: 5 octets, not 32/],
    ['cursor.key', '', 0o400, /cursor\.key: is empty/],
    ['signing.key', 'not a key', 0o400, /signing\.key: is no PKCS#8/],
  ])('refuses a %s with %j and mode %o', (name, text, mode, message) => {
    const here = settings();
    const path = join(here.dataDir, 'keys', name);
    mkdirSync(join(here.dataDir, 'keys'), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
    expect(() => loadKeys(here, options)).toThrow(
      expect.objectContaining({ code: 'bad_configuration', message: expect.stringMatching(message) }),
    );
  });
});

describe('openSecretFile', () => {
  it('keeps the secret that another process made first', () => {
    const path = join(folder, 'race', 'token');
    const create = () => {
      openSecretFile({ path, create: () => 'theirs', token: 'b', log: silentLogger });
      return 'ours';
    };
    expect(openSecretFile({ path, create, token: 'a', log: silentLogger })).toBe('theirs');
    expect(readdirSync(join(folder, 'race'))).toEqual(['token']);
  });
});
