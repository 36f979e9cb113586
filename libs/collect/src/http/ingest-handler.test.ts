import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { silentLogger } from '@khien/model';
import fc from 'fast-check';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from '../../test/recording-intake';
import { createIngestHandler, type IngestHandler } from './ingest-handler';
import type { IngestLimits } from './ingest-limits';
import { createIngestServer, type IngestServer } from './ingest-server';

const KIB = 1024;
const TOKEN = 'lgsp-test-token';
const OTHER = 'portal-test-token';
const NEXT = 'portal-next-token';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let dir: string;
let tokenFile: string;
let intake: RecordingIntake;
let handler: IngestHandler;
let server: IngestServer;
let clock = 1_000_000;

async function serve(limits: Partial<IngestLimits> = {}): Promise<void> {
  intake = createRecordingIntake();
  handler = createIngestHandler({
    sources: [
      sourceOf('lgsp-gateway', { kind: 'http', tokenSha256: sha256(TOKEN) }),
      sourceOf('portal', { kind: 'http', tokenFile }),
      sourceOf('lost', { kind: 'http', tokenFile: join(dir, 'missing') }),
      sourceOf('sshd', { kind: 'syslog', senders: ['192.0.2.0/24'] }),
    ],
    intake,
    log: silentLogger,
    now: () => clock,
    limits,
  });
  server = createIngestServer({ host: '127.0.0.1', port: 0, handler, log: silentLogger });
  await server.start();
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ingest-'));
  tokenFile = join(dir, 'token');
  writeFileSync(tokenFile, `# old and new\n${OTHER}\n${NEXT}\n`);
  await serve();
});
afterEach(async () => {
  await server.stop();
  rmSync(dir, { recursive: true });
});

function post(
  body: string | Buffer,
  headers: Record<string, string> = {},
  path = '/v1/ingest/lgsp-gateway',
): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port()}${path}`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body)),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/x-ndjson', ...headers },
  });
}

/** Writes octets as they are to a socket and gives back everything answered until the server closes it (or `end`s it). */
function raw(write: (socket: import('node:net').Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(server.port(), '127.0.0.1');
    let text = '';
    socket.on('data', (block) => {
      text += block.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.on('connect', () => write(socket));
  });
}

const HEAD = `POST /v1/ingest/lgsp-gateway HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: text/plain\r\n`;

describe('what is accepted', () => {
  it.each([
    ['NDJSON', '{"a":1}\n{"a":2}\n', {}, ['{"a":1}', '{"a":2}']],
    ['a last line without line feed', '{"a":1}\n{"a":2}', {}, ['{"a":1}', '{"a":2}']],
    ['CRLF and empty lines', 'a\r\n\r\n\nb\r\n', {}, ['a', 'b']],
    ['lines that are no JSON', '{"a":\nnot json\n', {}, ['{"a":', 'not json']],
    ['plain text, spaces kept', '  a \n', { 'content-type': 'text/plain; charset=utf-8' }, ['  a ']],
    ['Vietnamese', 'Sở Y tế\n', {}, ['Sở Y tế']],
    ['a JSON array', '[{"a": 1}, 2]', { 'content-type': 'application/json' }, ['{"a": 1}', '2']],
    ['nothing', '', {}, []],
    ['gzip', gzipSync('a\nb\n'), { 'content-encoding': 'gzip' }, ['a', 'b']],
    ['deflate', deflateSync('a\nb\n'), { 'content-encoding': 'deflate' }, ['a', 'b']],
  ])('%s', async (_name, body, headers, raws) => {
    const answer = await post(body, headers as Record<string, string>);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ accepted: raws.length, bytes: Buffer.byteLength(raws.join('')) });
    expect(intake.raws('lgsp-gateway')).toEqual(raws);
    for (const record of intake.stored) {
      expect(record).toMatchObject({ kind: 'http', repeatable: false, peer: '127.0.0.1', receivedAt: clock });
      expect(record.position).toBeUndefined();
    }
  });

  it.each([
    ['NUL', Buffer.from('a\0b')],
    ['invalid UTF-8', Buffer.from([0x61, 0xff, 0xfe])],
  ])('keeps a line with %s as base64 of its octets', async (_name, line) => {
    expect((await post(Buffer.concat([line, Buffer.from('\nok\n')]))).status).toBe(200);
    expect(intake.stored).toMatchObject([
      { raw: line.toString('base64'), encoding: 'base64' },
      { raw: 'ok' },
    ]);
  });

  it('cuts a 10 MB line and goes on behind it', async () => {
    const answer = await post(`${'x'.repeat(10 * KIB * KIB)}\nok\n`);
    expect(await answer.json()).toEqual({ accepted: 2, bytes: 64 * KIB + 2 });
    expect(intake.stored[0]).toMatchObject({ truncated: true, raw: 'x'.repeat(64 * KIB) });
    expect(intake.stored[1]).toMatchObject({ raw: 'ok' });
    expect(intake.stored[1]?.truncated).toBeUndefined();
  });

  it('gives positions from the idempotency key and the octets, the same for the same body', async () => {
    for (let time = 0; time < 2; time++)
      expect((await post('a\n\nb\n', { 'idempotency-key': 'batch-7' })).status).toBe(200);
    expect(intake.stored.map(({ position }) => position)).toEqual([
      'http:batch-7:0:e8b7be43',
      'http:batch-7:1:71beeff9',
      'http:batch-7:0:e8b7be43',
      'http:batch-7:1:71beeff9',
    ]);
    expect(intake.stored.every(({ repeatable }) => repeatable)).toBe(true);
  });

  it('takes no record for another one that came under the same key', async () => {
    for (const body of ['a\nb\n', 'a\nc\n', 'c\n'])
      expect((await post(body, { 'idempotency-key': 'used-again' })).status).toBe(200);
    const known = new Map(intake.stored.map(({ position, raw: text }) => [position, text]));
    expect([...known.values()]).toEqual(['a', 'b', 'c', 'c']);
  });

  it('hands a body on in one piece', async () => {
    await post('line\n'.repeat(5_000));
    expect(intake.batches).toEqual([5_000]);
  });

  it('gives the same records however the body is cut into chunks', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'ế', '\r', '\0', '{"', ' '), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(), { maxLength: 5 }), async (lines, cuts) => {
        const body = Buffer.from(lines.join('\n'));
        intake.stored.length = 0;
        await post(body, { 'content-type': 'text/plain' });
        const whole = intake.raws();
        intake.stored.length = 0;
        const answer = await raw((socket) => {
          socket.write(`${HEAD}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n`);
          const at = [0, ...cuts.map((cut) => cut % (body.length + 1)).sort((a, b) => a - b), body.length];
          for (const [index, from] of at.slice(0, -1).entries()) {
            const piece = body.subarray(from, at[index + 1]);
            if (piece.length > 0)
              socket.write(
                Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
              );
          }
          socket.write('0\r\n\r\n');
        });
        expect(answer).toMatch(/^HTTP\/1.1 200 /);
        expect(intake.raws()).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });
});

describe('who may send', () => {
  it.each([
    ['no token', { authorization: '' }, 'lgsp-gateway', 401],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, 'lgsp-gateway', 401],
    ['a token nobody has', { authorization: 'Bearer x' }, 'lgsp-gateway', 401],
    ['the digest instead of the token', { authorization: `Bearer ${sha256(TOKEN)}` }, 'lgsp-gateway', 401],
    ['a token nobody has, for a source that is not there', { authorization: 'Bearer x' }, 'nowhere', 401],
    ['the token of another source', { authorization: `Bearer ${OTHER}` }, 'lgsp-gateway', 403],
    ['a good token for a source that is not there', {}, 'nowhere', 403],
    ['a good token for a source that is not HTTP', {}, 'sshd', 403],
    ['a good token for a source whose token file is missing', {}, 'lost', 403],
    ['a token from a file', { authorization: `Bearer ${OTHER}` }, 'portal', 200],
    ['the second token from a file', { authorization: `bearer ${NEXT}` }, 'portal', 200],
  ])('%s', async (_name, headers, source, status) => {
    const answer = await post('a\n', headers as Record<string, string>, `/v1/ingest/${source}`);
    expect(answer.status).toBe(status);
    expect(intake.stored).toHaveLength(status === 200 ? 1 : 0);
  });

  it('answers 401 in the same words whatever is wrong', async () => {
    const bodies = await Promise.all(
      [{ authorization: '' }, { authorization: 'Bearer x' }].flatMap((headers) =>
        ['lgsp-gateway', 'nowhere'].map(async (source) =>
          (await post('a', headers, `/v1/ingest/${source}`)).text(),
        ),
      ),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  it('reads a changed token file again', async () => {
    writeFileSync(tokenFile, 'renewed-token');
    utimesSync(tokenFile, 1, 1);
    clock += 10_000;
    const status = async (token: string) =>
      (await post('a', { authorization: `Bearer ${token}` }, '/v1/ingest/portal')).status;
    expect([await status(OTHER), await status('renewed-token')]).toEqual([401, 200]);
  });
});

describe('what is refused', () => {
  const json = { 'content-type': 'application/json' };
  it.each([
    ['another path', 'a', {}, '/v1/ingest/', 404],
    ['a source id that cannot be', 'a', {}, '/v1/ingest/..%2f', 404],
    ['another media type', 'a', { 'content-type': 'application/xml' }, undefined, 415],
    ['no media type', 'a', { 'content-type': '' }, undefined, 415],
    ['another coding', 'a', { 'content-encoding': 'br' }, undefined, 415],
    ['a key with a space', 'a', { 'idempotency-key': 'a b' }, undefined, 400],
    ['an empty key', 'a', { 'idempotency-key': '' }, undefined, 400],
    ['a key that is too long', 'a', { 'idempotency-key': 'k'.repeat(201) }, undefined, 400],
    ['an object where an array should be', '{"a":1}', json, undefined, 400],
    ['broken JSON', '[1,', json, undefined, 400],
    ['broken gzip', 'a', { 'content-encoding': 'gzip' }, undefined, 400],
    ['half a gzip body', gzipSync('abc').subarray(0, 12), { 'content-encoding': 'gzip' }, undefined, 400],
    ['an array that is too long', `["${'x'.repeat(8 * KIB * KIB)}"]`, json, undefined, 413],
    ['too many records', 'a\n'.repeat(100_001), {}, undefined, 413],
    ['too many empty lines', '\n'.repeat(400_000), {}, undefined, 413],
  ])('%s', async (_name, body, headers, path, status) => {
    const answer = await post(body, headers as Record<string, string>, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(intake.stored).toEqual([]);
    expect(handler.stats()).toMatchObject({ refused: { [status]: 1 }, inFlightBytes: 0 });
  });

  it('another method, naming the right one', async () => {
    const answer = await fetch(`http://127.0.0.1:${server.port()}/v1/ingest/lgsp-gateway`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('503 and Retry-After while paused, and 200 afterwards', async () => {
    intake.pause('http', true);
    const answer = await post('a');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    intake.pause('http', false);
    expect((await post('a')).status).toBe(200);
  });

  it('503 when the intake refuses, nothing stored', async () => {
    intake.refuse(1);
    const answer = await post('a\nb\n');
    expect([answer.status, answer.headers.get('retry-after'), intake.stored.length]).toEqual([503, '1', 0]);
  });

  it('500 without a word about the cause when the intake fails otherwise', async () => {
    intake.accept = async () => {
      throw new Error('secret path /x');
    };
    const answer = await post('a');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
  });
});

describe('hostile senders', () => {
  it('stops a gzip bomb early', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * KIB * KIB));
    expect(bomb.length).toBeLessThan(200 * KIB);
    expect((await post(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    expect(intake.stored).toEqual([]);
  });

  it('takes an honest body that compresses well', async () => {
    const body = gzipSync('the same log line again and again\n'.repeat(60_000));
    expect(await (await post(body, { 'content-encoding': 'gzip' })).json()).toMatchObject({
      accepted: 60_000,
    });
  });

  it.each([
    ['plain', 51 * KIB * KIB, ''],
    ['compressed', 6 * KIB * KIB, 'Content-Encoding: gzip\r\n'],
  ])('refuses a %s body by its announced length, before reading it', async (_name, length, coding) => {
    const answer = await raw((socket) => socket.write(`${HEAD}${coding}Content-Length: ${length}\r\n\r\n`));
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it('refuses an endless body, and its sender can read why while it still writes', async () => {
    await server.stop();
    await serve({ bodyBytes: 256 * KIB });
    const answer = await raw((socket) => {
      socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
      const chunk = `10000\r\n${'x'.repeat(64 * KIB)}\r\n`;
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
        socket.once('drain', more);
      };
      more();
    });
    expect(answer).toMatch(/^HTTP\/1.1 413 [\s\S]*"too_large"/);
    expect(handler.stats().inFlightBytes).toBe(0);
  });

  it('answers 408 to a body that does not come, and closes', async () => {
    await server.stop();
    await serve({ bodyTimeoutMs: 50 });
    const answer = await raw((socket) => socket.write(`${HEAD}Content-Length: 100\r\n\r\nslow`));
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer.toLowerCase()).toContain('connection: close');
    expect(intake.stored).toEqual([]);
  });

  it('stores nothing of a body that is shorter than announced', async () => {
    await raw((socket) => socket.end(`${HEAD}Content-Length: 100\r\n\r\nline 1\nline 2\n`));
    await until(() => handler.stats().abandoned === 1, 'request given up');
    expect(intake.stored).toEqual([]);
    expect(handler.stats().inFlightBytes).toBe(0);
  });

  it.each([
    ['a header of 20 KB', `${HEAD}X-Long: ${'x'.repeat(20 * KIB)}\r\n\r\n`, 431],
    ['both lengths at once', `${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['no HTTP at all', '\x16\x03\x01hello\r\n\r\n', 400],
  ])('refuses %s', async (_name, text, status) => {
    expect(await raw((socket) => socket.write(text))).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(intake.stored).toEqual([]);
  });

  it('sends others away while too much is being received', async () => {
    await server.stop();
    await serve({ inFlightBytes: 1_000 });
    const slow = connect(server.port(), '127.0.0.1');
    slow.write(`${HEAD}Content-Length: 2000\r\n\r\n${'x'.repeat(900)}`);
    await until(() => handler.stats().inFlightBytes === 900, 'slow body held');
    expect((await post('y'.repeat(200))).status).toBe(503);
    slow.destroy();
    await until(() => handler.stats().inFlightBytes === 0, 'slow body let go');
    expect((await post('y'.repeat(200))).status).toBe(200);
  });

  it('leaves room to others when one address opens every connection it can', async () => {
    const greedy = Array.from({ length: 530 }, () =>
      connect(server.port(), '127.0.0.1').on('error', () => {}),
    );
    await until(() => server.stats().refused === 18, 'those above the limit are refused');
    const other = connect({ port: server.port(), host: '127.0.0.1', localAddress: '127.0.0.2' });
    const answer = new Promise<string>((resolve) => other.once('data', (block) => resolve(block.toString())));
    other.write(`${HEAD}Content-Length: 5\r\n\r\ngood\n`);
    expect(await answer).toMatch(/^HTTP\/1.1 200 /);
    for (const socket of [...greedy, other]) socket.destroy();
  });

  it('serves good senders while 300 connections stand still', async () => {
    const slow = Array.from({ length: 300 }, () => {
      const socket = connect(server.port(), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(`${HEAD}Content-Length: 100\r\n\r\nx`);
      return socket;
    });
    await until(() => server.stats().connections >= 300, 'connections open');
    expect((await post('good\n')).status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});
