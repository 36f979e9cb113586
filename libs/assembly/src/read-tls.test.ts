import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readIngestTls } from './read-tls';

let dir: string;
const file = (name: string): string => join(dir, name);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'khien-tls-'));
  for (const name of ['cert', 'key', 'ca']) writeFileSync(file(name), `${name} 1`);
});
afterEach(() => rmSync(dir, { recursive: true }));

it('has no certificate without files', () => {
  expect(readIngestTls({ tls: undefined, ingest: { host: '::' } })).toBeUndefined();
});

it.each([
  ['with the authority of clients', { ca: 'ca' }],
  ['without', {}],
])('reads the files again, %s', async (_name, { ca }: { ca?: string }) => {
  const tls = { certFile: file('cert'), keyFile: file('key') };
  const read = readIngestTls({
    tls: undefined,
    ingest: { host: '::', tls, ...(ca && { clientCaFile: file('ca') }) },
  });
  expect(read).toEqual({
    cert: 'cert 1',
    key: 'key 1',
    ...(ca && { ca: 'ca 1' }),
    reread: expect.any(Function),
  });
  for (const name of ['cert', 'key', 'ca']) writeFileSync(file(name), `${name} 2`);
  expect(await read?.reread?.()).toEqual({ cert: 'cert 2', key: 'key 2', ...(ca && { ca: 'ca 2' }) });
  rmSync(file('key'));
  await expect(read?.reread?.()).rejects.toMatchObject({ code: 'ENOENT' });
});

it('takes the certificate of the console where the receivers have none of their own', () => {
  const tls = { certFile: file('cert'), keyFile: file('key') };
  expect(readIngestTls({ tls, ingest: { host: '::' } })).toMatchObject({ cert: 'cert 1', key: 'key 1' });
});
