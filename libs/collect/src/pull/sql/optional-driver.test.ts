import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlTransport } from '@khien/model';
import { withFilesIn } from '../files-in';
import { optionalDriver, valueJson } from './optional-driver';
import { readAccess } from './read-access';

it.each(['mssql', 'oracledb'] as const)('says how to install %s where it is not', async (name) => {
  await expect(optionalDriver(name)).rejects.toMatchObject({
    code: 'bad_configuration',
    message: expect.stringContaining(`npm install ${name}`),
  });
});

it.each([
  [null, 'null'],
  [undefined, 'null'],
  [12345678901234567890n, '"12345678901234567890"'],
  [Buffer.from('a'), '"YQ=="'],
  [new Date(0), '"1970-01-01T00:00:00.000Z"'],
])('writes %p', (value, wanted) => {
  expect(valueJson(value)).toBe(wanted);
});

describe('access', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'access-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const transport = (more: Record<string, unknown>): SqlTransport =>
    SqlTransport.parse({ kind: 'sql', driver: 'mysql', table: 'a', time: 't', id: 'i', ...more });

  it('is read from a URL in a file, and asks for TLS from another machine', async () => {
    const urlFile = join(folder, 'url');
    writeFileSync(urlFile, 'mysql://kh%40ch:m%3At@db.example:3307/nh%C3%A0\n', { mode: 0o400 });

    expect(await readAccess(transport({ urlFile }))).toEqual({
      ...{ host: 'db.example', port: 3307, database: 'nhà', user: 'kh@ch', password: 'm:t', tls: {} },
    });
    expect((await readAccess(transport({ urlFile, tls: false }))).tls).toBeUndefined();
  });

  it.each([
    ['https://db.example/x', /is not of mysql/],
    ['mysql://x:y z@@', /holds no URL/],
    ['', /is empty/],
  ])('refuses %s, without repeating it', async (text, why) => {
    const urlFile = join(folder, 'url');
    writeFileSync(urlFile, text, { mode: 0o400 });

    await expect(readAccess(transport({ urlFile }))).rejects.toThrow(why);
  });

  it('goes in the clear on this machine only', async () => {
    const place = { database: 'd', user: 'u' };
    expect((await readAccess(transport({ ...place, host: '127.0.0.1' }))).tls).toBeUndefined();
    expect((await readAccess(transport({ ...place, host: '192.0.2.1' }))).tls).toEqual({});
  });

  it('counts the files a source names from the data folder, and leaves others as they are', () => {
    const given = transport({
      ...{
        host: 'h',
        database: 'd',
        user: 'u',
        passwordFile: 'keys/pw',
        tls: { caFile: '/etc/ca.pem', keyFile: 'k' },
      },
    });
    expect(withFilesIn(given, '/data')).toMatchObject({
      passwordFile: '/data/keys/pw',
      tls: { caFile: '/etc/ca.pem', keyFile: '/data/k' },
      host: 'h',
    });
    expect(withFilesIn({ kind: 'file', paths: ['a'] }, '/data')).toEqual({ kind: 'file', paths: ['a'] });
  });
});
