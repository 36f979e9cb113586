import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@khien/model';
import { createIngestServer } from './ingest-server';

const openssl = spawnSync('openssl', ['version']).status === 0;
(openssl ? it : it.skip)('serves over TLS 1.2 and up (needs openssl for a certificate)', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tls-'));
  const files = [join(dir, 'key.pem'), join(dir, 'cert.pem')] as const;
  const asked = [
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
  ];
  execFileSync('openssl', ['req', ...asked, '-keyout', files[0], '-out', files[1]], { stdio: 'ignore' });
  const [key, cert] = files.map((file) => readFileSync(file, 'utf8'));
  const handler = (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(204).end();
  const secure = createIngestServer({
    host: '127.0.0.1',
    port: 0,
    tls: { key: key ?? '', cert: cert ?? '' },
    handler,
    log: silentLogger,
  });
  await secure.start();
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: secure.port(),
      path: '/records',
      method: 'POST',
      ca: cert,
      checkServerIdentity: () => undefined,
    };
    request(options, (response) => resolve(response.resume().statusCode))
      .once('error', reject)
      .end('a');
  });
  expect(answer).toBe(204);
  await secure.stop();
  rmSync(dir, { recursive: true });
});
