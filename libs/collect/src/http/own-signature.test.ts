import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describeWith } from '../../../../test/services/describe-with';
import { type IngestFixture, LGSP_TOKEN, sha256, startIngest } from '../../test/ingest-fixture';
import { sourceOf } from '../../test/recording-intake';
import { makeCertificates, noOpenssl, type Pem, type TestCertificates } from '../../test/test-certificates';

const NOW = 1_795_226_400_000;
const KEY = 'a-key-of-the-lgsp-that-nobody-else-has';
const PATH = '/v1/ingest/lgsp';

describe('signed requests', () => {
  let dir: string;
  let ingest: IngestFixture;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'keys-'));
    writeFileSync(join(dir, 'key'), `# old\nold-key\n${KEY}\n`);
    const sources = [
      sourceOf('lgsp', { kind: 'http', hmacKeyFile: join(dir, 'key') }),
      sourceOf('portal', { kind: 'http', tokenSha256: sha256(LGSP_TOKEN) }),
    ];
    ingest = await startIngest({ sources, now: () => NOW });
  });
  afterEach(async () => {
    await ingest.stop();
    rmSync(dir, { recursive: true });
  });

  interface Signing {
    key?: string;
    seconds?: number;
    path?: string;
    signedPath?: string;
    signedBody?: string | Buffer;
    headers?: Record<string, string>;
    signedIdempotency?: string;
  }
  function post(body: string | Buffer, signing: Signing = {}): Promise<Response> {
    const { key = KEY, seconds = NOW / 1000, path = PATH, headers = {} } = signing;
    const digest = createHash('sha256')
      .update(signing.signedBody ?? body)
      .digest('hex');
    const idempotency = signing.signedIdempotency ?? headers['idempotency-key'] ?? '';
    const text = [seconds, 'POST', signing.signedPath ?? path, idempotency, digest].join('\n');
    const v1 = createHmac('sha256', key).update(text).digest('hex');
    return fetch(`${ingest.url}${path}`, {
      method: 'POST',
      body: new Uint8Array(Buffer.from(body)),
      headers: { 'content-type': 'text/plain', 'khien-signature': `t=${seconds},v1=${v1}`, ...headers },
    });
  }

  it.each<[string, Signing, number]>([
    ['the key', {}, 200],
    ['the older key of the file', { key: 'old-key' }, 200],
    ['a clock four minutes off', { seconds: NOW / 1000 - 240 }, 200],
    ['an idempotency key that is signed too', { headers: { 'idempotency-key': 'k' } }, 200],
    ['another key', { key: 'guessed' }, 401],
    ['a clock six minutes off', { seconds: NOW / 1000 - 360 }, 401],
    ['another body', { signedBody: 'b\n' }, 401],
    ['another path', { signedPath: '/v1/ingest/portal' }, 401],
    [
      'an idempotency key that was put in',
      { headers: { 'idempotency-key': 'k' }, signedIdempotency: '' },
      401,
    ],
    ['a source that has no key', { path: '/v1/ingest/portal' }, 401],
    ['a malformed signature', { headers: { 'khien-signature': 't=1,v1=00' } }, 401],
  ])('%s', async (_name, signing, status) => {
    expect((await post('a\n', signing)).status).toBe(status);
    expect(ingest.intake.raws()).toEqual(status === 200 ? ['a'] : []);
  });

  it('signs the body as sent, compressed', async () => {
    const answer = await post(gzipSync('a\n'), { headers: { 'content-encoding': 'gzip' } });
    expect(answer.status).toBe(200);
    expect(ingest.intake.raws()).toEqual(['a']);
  });

  it('makes a request that somebody sends again the same records again', async () => {
    await post('a\nb\n');
    await post('a\nb\n');
    const positions = ingest.intake.stored.map(({ position }) => position);
    expect(positions.slice(2)).toEqual(positions.slice(0, 2));
    expect(ingest.intake.stored.every(({ repeatable }) => repeatable)).toBe(true);
  });

  it('is not reached with nothing at all', async () => {
    const answer = await fetch(`${ingest.url}${PATH}`, { method: 'POST', body: 'a' });
    expect(answer.status).toBe(401);
  });
});

describeWith(noOpenssl, 'client certificates', () => {
  let certificates: TestCertificates;
  let ingest: IngestFixture;
  beforeAll(async () => {
    certificates = makeCertificates();
    ingest = await startIngest({
      sources: [
        sourceOf('by-name', { kind: 'http', clientNames: ['fw01.haivan.example'] }),
        sourceOf('both', { kind: 'http', clientNames: ['fw01.haivan.example'], tokenSha256: sha256('t') }),
        sourceOf('token', { kind: 'http', tokenSha256: sha256('t') }),
      ],
      tls: { ...certificates.server, ca: certificates.ca },
    });
  });
  afterAll(() => ingest.stop());

  function post(source: string, pem: Pem | undefined, token?: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ host: '127.0.0.1', port: ingest.server.port(), servername: 'localhost', ca: certificates.ca },
          ...{ method: 'POST', path: `/v1/ingest/${source}`, agent: false, ...pem },
          headers: { 'content-type': 'text/plain', ...(token && { authorization: `Bearer ${token}` }) },
        },
        (answer) => {
          answer.resume();
          answer.once('end', () => resolve(answer.statusCode));
        },
      );
      sent.once('error', reject);
      sent.end('a\n');
    });
  }
  it.each<[string, string, (all: TestCertificates) => Pem | undefined, string | undefined, number]>([
    ['the certificate', 'by-name', (all) => all.client, undefined, 200],
    ['a certificate of another name', 'by-name', (all) => all.otherClient, undefined, 401],
    ['the right name by another authority', 'by-name', (all) => all.stranger, undefined, 401],
    ['no certificate', 'by-name', () => undefined, undefined, 401],
    ['certificate and token', 'both', (all) => all.client, 't', 200],
    ['a token without the certificate', 'both', () => undefined, 't', 403],
    ['the certificate without the token', 'both', (all) => all.client, undefined, 403],
    ['a token for a source that asks for no certificate', 'token', () => undefined, 't', 200],
  ])('%s', async (_name, source, pem, token, status) => {
    expect(await post(source, pem(certificates), token)).toBe(status);
  });
});
