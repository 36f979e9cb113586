import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { deflateSync } from 'node:zlib';
import { silentLogger } from '@khien/model';
import fc from 'fast-check';
import { describeWith } from '../../../../test/services/describe-with';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from '../../test/recording-intake';
import { makeCertificates, noOpenssl } from '../../test/test-certificates';
import {
  createLumberjackReceiver,
  type LumberjackLimits,
  type LumberjackReceiver,
  type LumberjackReceiverDeps,
} from './lumberjack-receiver';

let intake: RecordingIntake;
let receiver: LumberjackReceiver;
let sockets: Socket[];
const beats = sourceOf('beats', { kind: 'lumberjack', senders: ['127.0.0.0/8'] });

async function start(limits: Partial<LumberjackLimits> = {}, rest: Partial<LumberjackReceiverDeps> = {}) {
  receiver = createLumberjackReceiver({
    sources: [beats],
    host: '127.0.0.1',
    tcpPort: 0,
    intake,
    log: silentLogger,
    now: () => 1_000,
    limits,
    ...rest,
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

const head = (type: string, ...numbers: number[]): Buffer => {
  const octets = Buffer.alloc(2 + numbers.length * 4);
  octets.write(`2${type}`, 'latin1');
  for (const [index, number] of numbers.entries()) octets.writeUInt32BE(number, 2 + index * 4);
  return octets;
};
const windowOf = (size: number): Buffer => head('W', size);
const json = (seq: number, text: string): Buffer =>
  Buffer.concat([head('J', seq, Buffer.byteLength(text)), Buffer.from(text)]);
const compressed = (...frames: Buffer[]): Buffer => {
  const octets = deflateSync(Buffer.concat(frames));
  return Buffer.concat([head('C', octets.length), octets]);
};

interface Client {
  socket: Socket;
  /** Numbers acknowledged so far. */
  acks: number[];
  closed: Promise<void>;
}
function client(socket = connect(receiver.ports().tcp ?? 0, '127.0.0.1')): Client {
  const acks: number[] = [];
  let rest = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (block) => {
    rest = Buffer.concat([rest, block]);
    for (; rest.length >= 6; rest = rest.subarray(6)) {
      expect(rest.toString('latin1', 0, 2)).toBe('2A');
      acks.push(rest.readUInt32BE(2));
    }
  });
  sockets.push(socket);
  return { socket, acks, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
}

describe('what is taken', () => {
  it.each([
    ['frames one by one', Buffer.concat([windowOf(2), json(1, '{"a":1}'), json(2, '{"a":2}')])],
    [
      'frames in one compressed frame',
      Buffer.concat([windowOf(2), compressed(json(1, '{"a":1}'), json(2, '{"a":2}'))]),
    ],
    ['both, mixed', Buffer.concat([windowOf(2), json(1, '{"a":1}'), compressed(json(2, '{"a":2}'))])],
    ['the window compressed too', compressed(windowOf(2), json(1, '{"a":1}'), json(2, '{"a":2}'))],
  ])('%s, acknowledged once they are on disk', async (_name, octets) => {
    await start();
    const { socket, acks } = client();
    intake.pause('tcp', true);
    socket.write(octets);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([acks, intake.stored]).toEqual([[], []]);
    intake.pause('tcp', false);
    await until(() => acks.length > 0, 'acknowledged');
    expect(acks).toEqual([2]);
    expect(intake.stored).toMatchObject([
      { sourceId: 'beats', kind: 'tcp', raw: '{"a":1}', peer: '127.0.0.1', receivedAt: 1_000 },
      { raw: '{"a":2}' },
    ]);
  });

  it('counts anew in each window, and answers an empty one with 0', async () => {
    await start();
    const { socket, acks } = client();
    socket.write(
      Buffer.concat([windowOf(1), json(1, '1'), windowOf(0), windowOf(2), json(1, '2'), json(2, '3')]),
    );
    await until(() => acks.length === 3, 'acknowledged');
    expect(acks).toEqual([1, 0, 2]);
    expect(intake.raws()).toEqual(['1', '2', '3']);
  });

  it('acknowledges parts of a window', async () => {
    await start({ batchRecords: 2 });
    const { socket, acks } = client();
    socket.write(Buffer.concat([windowOf(5), ...[1, 2, 3, 4, 5].map((seq) => json(seq, String(seq)))]));
    await until(() => acks.length === 3, 'acknowledged');
    expect(acks).toEqual([2, 4, 5]);
  });

  it('takes what there is when a new window begins before the last is full', async () => {
    await start();
    const { socket, acks } = client();
    socket.write(Buffer.concat([windowOf(9), json(1, 'a'), windowOf(1), json(1, 'b')]));
    await until(() => acks.length === 2, 'acknowledged');
    expect(intake.raws()).toEqual(['a', 'b']);
  });

  it('keeps the sender waiting with 0 while the journal is full', async () => {
    await start({ keepAliveMs: 10 });
    const { socket, acks } = client();
    intake.pause('tcp', true);
    socket.write(Buffer.concat([windowOf(1), json(1, 'a')]));
    await until(() => acks.length >= 3, 'kept alive');
    intake.pause('tcp', false);
    await until(() => acks.at(-1) === 1, 'acknowledged');
    expect(new Set(acks.slice(0, -1))).toEqual(new Set([0]));
  });

  it('gives what an agent read from a file its place there, and cuts what is too long', async () => {
    await start();
    const { socket, acks } = client();
    const event = JSON.stringify({ message: 'm', log: { offset: 0, file: { path: '/a' } } });
    socket.write(Buffer.concat([windowOf(2), json(1, event), json(2, 'x'.repeat(200_000))]));
    await until(() => acks.length === 1, 'acknowledged');
    expect(intake.stored).toMatchObject([
      { position: expect.stringMatching(/^agent:/), repeatable: true },
      { truncated: true, raw: 'x'.repeat(65_536) },
    ]);
  });

  it('offers again what the intake refused, before it acknowledges', async () => {
    await start();
    intake.refuse(3);
    const { socket, acks } = client();
    socket.write(Buffer.concat([windowOf(1), json(1, 'a')]));
    await until(() => acks.length === 1, 'acknowledged');
    expect(intake.raws()).toEqual(['a']);
  });

  it('takes the same however the stream is cut', async () => {
    await start();
    const frames = Buffer.concat([
      windowOf(3),
      json(1, 'Sở'),
      compressed(json(2, 'Y'), json(3, 'tế')),
      windowOf(1),
      json(1, ''),
    ]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(frames.length), { maxLength: 6 }), async (cuts) => {
        intake.stored.length = 0;
        const { socket, acks } = client();
        let from = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), frames.length]) {
          socket.write(frames.subarray(from, cut));
          from = cut;
          await new Promise((resolve) => setImmediate(resolve));
        }
        await until(() => acks.length === 2, 'acknowledged');
        socket.destroy();
        expect(acks).toEqual([3, 1]);
        expect(intake.raws()).toEqual(['Sở', 'Y', 'tế', '']);
      }),
      { numRuns: 25 },
    );
  });
});

describe('hostile senders', () => {
  it.each([
    ['version 1', Buffer.from('1W\0\0\0\x01')],
    ['what is no Lumberjack', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an unknown frame', Buffer.from('2X\0\0\0\x01')],
    ['an event of 4 GB', Buffer.concat([windowOf(1), head('J', 1, 0xffffffff)])],
    ['a compressed frame of 4 GB', head('C', 0xffffffff)],
    ['a compressed frame that is none', Buffer.concat([head('C', 3), Buffer.from('abc')])],
    ['compressed frames inside each other', compressed(compressed(json(1, 'a')))],
    ['half a frame inside a compressed one', compressed(json(1, 'abc').subarray(0, 11))],
    ['a bomb', compressed(windowOf(1), json(1, ' '.repeat(15_000_000)))],
  ])('hangs up on %s, counts it, and serves the others', async (_name, octets) => {
    await start();
    const bad = client();
    const good = client();
    bad.socket.write(octets);
    await bad.closed;
    good.socket.write(Buffer.concat([windowOf(1), json(1, 'good')]));
    await until(() => good.acks.length === 1, 'the other is served');
    await until(() => receiver.stats().connections === 1, 'hung up');
    expect(receiver.stats()).toMatchObject({ malformed: 1, heldBytes: 0 });
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.sheds).toEqual([{ sourceId: 'beats', reason: 'malformed Lumberjack frame', count: 1 }]);
    expect(intake.raws()).toEqual(['good']);
  });

  it('hangs up on a frame that does not end in time', async () => {
    await start({ frameMs: 40 });
    const slow = client();
    slow.socket.write(json(1, 'abc').subarray(0, 11));
    await slow.closed;
    await until(() => receiver.stats().heldBytes === 0, 'let go');
    expect(receiver.stats().malformed).toBe(1);
  });

  it('hangs up on those who hold more than their part of the memory, not on the others', async () => {
    await start(
      { heldBytes: 100_000 },
      { sources: [beats, sourceOf('other', { kind: 'lumberjack', senders: ['127.0.0.2'] })] },
    );
    const small = connect({ port: receiver.ports().tcp ?? 0, host: '127.0.0.1', localAddress: '127.0.0.2' });
    const other = client(small);
    other.socket.write(json(1, 'y'.repeat(1_000)).subarray(0, 900));
    await until(() => receiver.stats().heldBytes === 900, 'held');
    const greedy = client();
    greedy.socket.write(json(1, 'x'.repeat(500_000)).subarray(0, 400_000));
    await greedy.closed;
    await until(() => receiver.stats().connections === 1, 'hung up');
    expect(receiver.stats().heldBytes).toBe(900);
  });

  it('hangs up on unknown senders', async () => {
    await start({}, { sources: [sourceOf('far', { kind: 'lumberjack', senders: ['192.0.2.0/24'] })] });
    const { socket, closed } = client();
    socket.write(windowOf(0));
    await closed;
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.sheds).toEqual([{ sourceId: 'lumberjack', reason: 'unknown sender', count: 1 }]);
  });

  it('acknowledges nothing that is not on disk when it stops', async () => {
    await start();
    intake.pause('tcp', true);
    const { socket, acks, closed } = client();
    socket.write(Buffer.concat([windowOf(1), json(1, 'a')]));
    await until(() => receiver.stats().connections === 1, 'connected');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await receiver.stop();
    await closed;
    expect([acks, intake.stored]).toEqual([[], []]);
  });
});

describeWith(noOpenssl, 'over TLS', () => {
  it('knows a source by its certificate', async () => {
    const { server, client: pem, ca } = makeCertificates();
    const named = sourceOf('named', { kind: 'lumberjack', clientNames: ['fw01.haivan.example'] });
    await start({}, { sources: [named], tcpPort: undefined, tlsPort: 0, tls: { ...server, ca } });
    const port = receiver.ports().tls ?? 0;
    const options = { host: '127.0.0.1', port, servername: 'localhost', ca };
    const { socket, acks } = client(connectTls({ ...options, ...pem }));
    socket.write(Buffer.concat([windowOf(1), json(1, 'a')]));
    await until(() => acks.length === 1, 'acknowledged');
    expect(intake.raws('named')).toEqual(['a']);
    const nameless = client(connectTls(options));
    await nameless.closed;
    expect(receiver.stats().refusedConnections).toBe(1);
  });
});
