import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { silentLogger } from '@khien/model';
import fc from 'fast-check';
import { type IngestFixture, PORTAL_TOKEN, SHARED_TOKEN, startIngest } from '../../test/ingest-fixture';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from '../../test/recording-intake';
import { createGelfChunks } from './gelf-chunks';
import { createGelfReceiver, type GelfLimits, type GelfReceiver } from './gelf-receiver';

const MESSAGE = '{"version":"1.1","host":"web-01","short_message":"Lỗi đăng nhập","_user":"a"}';

function chunksOf(octets: Buffer, size: number, id = '0102030405060708'): Buffer[] {
  const count = Math.max(1, Math.ceil(octets.length / size));
  return Array.from({ length: count }, (_, index) =>
    Buffer.concat([
      Buffer.from('1e0f', 'hex'),
      Buffer.from(id, 'hex'),
      Buffer.from([index, count]),
      octets.subarray(index * size, (index + 1) * size),
    ]),
  );
}

describe('messages in parts', () => {
  const lost: string[] = [];
  let clock = 0;
  const create = (messages = 10, bytes = 10_000) =>
    createGelfChunks({
      now: () => clock,
      limits: { waitMs: 5_000, messages, bytes },
      onLost: (reason, address) => void lost.push(`${reason}: ${address}`),
    });
  beforeEach(() => {
    lost.length = 0;
  });

  it('come together in whatever order, twice or once', () => {
    const order = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 10, max: 60 }),
        order,
        (octets, size, keys) => {
          const chunks = create();
          const pieces = chunksOf(Buffer.from(octets), size);
          const twice = [...pieces, ...pieces.slice(0, -1)];
          const shuffled = pieces
            .map((piece, index) => ({ piece, key: keys[index] ?? 0 }))
            .sort((a, b) => a.key - b.key);
          const whole = [...shuffled.map(({ piece }) => piece)].flatMap(
            (piece) => chunks.add(piece, 'a') ?? [],
          );
          expect(whole).toEqual([Buffer.from(octets)]);
          expect(chunks.pending()).toEqual({ messages: 0, bytes: 0 });
          for (const piece of twice.slice(1, 3)) chunks.add(piece, 'b');
        },
      ),
    );
  });

  it('of two senders with one id are two messages', () => {
    const chunks = create();
    const [one, two] = chunksOf(Buffer.from('abcd'), 2);
    const got = [chunks.add(one ?? MESSAGE_NONE, 'a'), chunks.add(two ?? MESSAGE_NONE, 'b')];
    expect(got).toEqual([undefined, undefined]);
    expect(chunks.pending()).toEqual({ messages: 2, bytes: 4 });
  });

  it('are given up and counted when their rest does not come', () => {
    const chunks = create();
    chunks.add(chunksOf(Buffer.from('abcd'), 2)[0] ?? MESSAGE_NONE, 'a');
    clock += 4_999;
    chunks.expire();
    expect(lost).toEqual([]);
    clock += 1;
    chunks.expire();
    expect([lost, chunks.pending()]).toEqual([['GELF chunks missing: a'], { messages: 0, bytes: 0 }]);
  });

  it.each([
    ['messages', 3, 10_000],
    ['octets', 100, 3],
  ])('take no more than so many %s: the oldest go, counted', (_name, messages, bytes) => {
    const chunks = create(messages, bytes);
    for (let id = 0; id < 5; id++) {
      chunks.add(chunksOf(Buffer.from('ab'), 1, `000000000000000${id}`)[0] ?? MESSAGE_NONE, 'a');
    }
    expect(chunks.pending()).toEqual({ messages: 3, bytes: 3 });
    expect(lost).toEqual(Array(2).fill('too many GELF messages in parts: a'));
  });

  it.each([
    ['too short', '1e0f0102'],
    ['of none', '1e0f01020304050607080000aa'],
    ['of 129', '1e0f01020304050607080081aa'],
    ['behind the last', '1e0f01020304050607080202aa'],
  ])('are refused when a chunk is %s', (_name, hex) => {
    expect(create().add(Buffer.from(hex, 'hex'), 'a')).toBeUndefined();
    expect(lost).toEqual(['malformed GELF chunk: a']);
  });
});
const MESSAGE_NONE = Buffer.alloc(0);

describe('GELF receiver', () => {
  let intake: RecordingIntake;
  let receiver: GelfReceiver;
  let sockets: Socket[];
  async function start(limits: Partial<GelfLimits> = {}, senders = ['127.0.0.1'], rest = {}): Promise<void> {
    receiver = createGelfReceiver({
      sources: [sourceOf('app', { kind: 'gelf', senders }, rest)],
      host: '127.0.0.1',
      udpPort: 0,
      tcpPort: 0,
      intake,
      log: silentLogger,
      now: () => 1_000,
      limits: { stopMs: 200, ...limits },
    });
    await receiver.start();
  }
  beforeEach(() => {
    intake = createRecordingIntake();
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await receiver.stop();
  });
  async function udp(...datagrams: Buffer[]): Promise<void> {
    const socket = createSocket('udp4');
    for (const datagram of datagrams) {
      await new Promise<void>((resolve) =>
        socket.send(datagram, receiver.ports().udp ?? 0, '127.0.0.1', () => resolve()),
      );
    }
    socket.close();
  }
  function tcp(): Socket {
    const socket = connect(receiver.ports().tcp ?? 0, '127.0.0.1').on('error', () => {});
    sockets.push(socket);
    return socket;
  }

  it.each([
    ['plain', [Buffer.from(MESSAGE)]],
    ['gzip', [gzipSync(MESSAGE)]],
    ['zlib', [deflateSync(MESSAGE)]],
    ['zlib that ends with what looks like a line end', [deflateSync(MESSAGE, { level: 0 })]],
    ['in chunks', chunksOf(Buffer.from(MESSAGE), 20)],
    ['compressed in chunks', chunksOf(gzipSync(MESSAGE), 20).reverse()],
  ])('takes UDP, %s', async (_name, datagrams) => {
    await start();
    await udp(...datagrams);
    await until(() => intake.stored.length === 1, 'a record');
    expect(intake.stored).toMatchObject([
      { sourceId: 'app', kind: 'udp', raw: MESSAGE, peer: '127.0.0.1', receivedAt: 1_000 },
    ]);
  });

  it('takes TCP, messages end with NUL', async () => {
    await start();
    tcp().write(`${MESSAGE}\0\0{"n":2}\n\0${`"${'x'.repeat(100_000)}"`}\0{"n":3}\0`);
    await until(() => intake.stored.length === 4, 'four records');
    expect(intake.raws()).toEqual([MESSAGE, '{"n":2}', `"${'x'.repeat(65_535)}`, '{"n":3}']);
    expect(intake.stored.map(({ truncated }) => truncated)).toEqual([undefined, undefined, true, undefined]);
  });

  it('takes the last message of a connection that ends, and flags it', async () => {
    await start();
    tcp().end('{"n":1}\0{"n":');
    await until(() => intake.stored.length === 2, 'two records');
    expect(intake.stored[1]).toMatchObject({ raw: '{"n":', truncated: true });
  });

  it.each([
    ['a bomb', gzipSync(Buffer.alloc(50_000_000)), 'GELF message cannot be decompressed'],
    ['broken gzip', Buffer.from('1f8b0000', 'hex'), 'GELF message cannot be decompressed'],
    ['a broken chunk', Buffer.from('1e0f00', 'hex'), 'malformed GELF chunk'],
  ])('counts %s and goes on', async (_name, datagram, reason) => {
    await start();
    await udp(
      ...chunksOf(datagram, 8_000).slice(0, datagram.length > 8_000 ? undefined : 0),
      datagram.length > 8_000 ? Buffer.from('{}') : datagram,
    );
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.sheds).toEqual([{ sourceId: 'app', reason, count: 1 }]);
    await udp(Buffer.from(MESSAGE));
    await until(() => intake.raws().includes(MESSAGE), 'the next one');
  });

  it('counts unknown senders, and hangs up on them', async () => {
    await start({}, ['192.0.2.1']);
    await udp(Buffer.from(MESSAGE));
    const socket = tcp();
    await new Promise((resolve) => socket.once('close', resolve));
    await until(() => intake.sheds.length === 2, 'counted');
    expect(intake.sheds.map(({ sourceId, reason }) => [sourceId, reason]).sort()).toEqual([
      ['gelf-tcp', 'unknown sender'],
      ['gelf-udp', 'unknown sender'],
    ]);
  });

  it('stops reading TCP while the journal is full, and loses nothing', async () => {
    await start({ waitingBytes: { source: 20_000, all: 40_000 } });
    intake.pause('tcp', true);
    const all = Array.from({ length: 20_000 }, (_, n) => `{"n":${n},"text":"${'.'.repeat(60)}"}`);
    tcp().end(all.map((one) => `${one}\0`).join(''));
    await new Promise((resolve) => setTimeout(resolve, 100));
    intake.pause('tcp', false);
    await until(() => intake.stored.length === all.length, 'all stored');
    expect(intake.raws()).toEqual(all);
  });
});

describe('GELF over HTTP', () => {
  let ingest: IngestFixture;
  afterEach(() => ingest.stop());
  it.each([
    ['a message', MESSAGE, {}, 202, [MESSAGE]],
    ['several', `${MESSAGE}\n{"n":2}`, {}, 202, [MESSAGE, '{"n":2}']],
    ['gzip', gzipSync(MESSAGE), { 'content-encoding': 'gzip' }, 202, [MESSAGE]],
    ['nothing', '', {}, 400, []],
    ['what is no object', '[1]', {}, 400, []],
    ['no token', MESSAGE, { authorization: '' }, 401, []],
    ['a token of several sources', MESSAGE, { authorization: `Bearer ${SHARED_TOKEN}` }, 403, []],
  ])('%s', async (_name, body, headers, status, raws) => {
    ingest = await startIngest();
    const answer = await fetch(`${ingest.url}/gelf`, {
      method: 'POST',
      headers: { authorization: `Bearer ${PORTAL_TOKEN}`, ...(headers as Record<string, string>) },
      body: new Uint8Array(Buffer.from(body)),
    });
    expect(answer.status).toBe(status);
    expect(ingest.intake.raws()).toEqual(raws);
  });
});
