import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '@khien/model';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from '../../test/recording-intake';
import { dropsIn, machineDrops, snmp6Drops, snmpDrops } from '../kernel-drops';
import {
  createSyslogReceiver,
  type SyslogLimits,
  type SyslogReceiver,
  type SyslogReceiverDeps,
} from './syslog-receiver';

let intake: RecordingIntake;
let receiver: SyslogReceiver;
let sockets: Socket[];

async function start(
  limits: Partial<SyslogLimits> = {},
  rest: Partial<SyslogReceiverDeps> = {},
): Promise<void> {
  receiver = createSyslogReceiver({
    sources: [
      sourceOf('auth', { kind: 'syslog', senders: ['127.0.0.0/8', '::1'], appNames: ['sshd'] }),
      sourceOf('rest', { kind: 'syslog', senders: ['127.0.0.0/8', '::1'] }),
    ],
    host: '127.0.0.1',
    udpPort: 0,
    tcpPort: 0,
    intake,
    log: silentLogger,
    now: () => 1_000,
    limits: { stopMs: 200, ...limits },
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
  await receiver?.stop();
});

function tcp(host = '127.0.0.1'): Socket {
  const socket = connect(receiver.ports().tcp ?? 0, host);
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

async function udp(messages: (string | Buffer)[], host = '127.0.0.1'): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  for (const message of messages) {
    await new Promise<void>((resolve) =>
      socket.send(message, receiver.ports().udp ?? 0, host, () => resolve()),
    );
  }
  socket.close();
}

const got = (count: number) =>
  until(() => intake.stored.length >= count, `${count} records (${intake.stored.length})`);

describe('UDP', () => {
  it('takes a datagram as a record, as it was sent', async () => {
    await start();
    const messages = [
      '<34>Nov 21 10:00:00 h sshd[1]: x',
      '<13>two\nlines',
      '<13>Sở Y tế',
      '<13>with trailer\r\n\0',
    ];
    await udp(messages);
    await got(4);
    expect(intake.raws('auth')).toEqual(messages.slice(0, 1));
    expect(intake.raws('rest')).toEqual(['<13>two\nlines', '<13>Sở Y tế', '<13>with trailer']);
    expect(intake.stored[0]).toEqual({
      sourceId: 'auth',
      kind: 'udp',
      repeatable: false,
      receivedAt: 1_000,
      raw: messages[0],
      peer: '127.0.0.1',
    });
  });

  it('keeps what is no text as base64, and passes over empty datagrams', async () => {
    await start();
    await udp(['', '\n', Buffer.from([0x3c, 0xff, 0x00, 0x41])]);
    await got(1);
    expect(intake.stored).toMatchObject([
      { raw: Buffer.from([0x3c, 0xff, 0x00, 0x41]).toString('base64'), encoding: 'base64' },
    ]);
  });

  const sixToo = Object.values(networkInterfaces()).some((all) =>
    all?.some(({ address }) => address === '::1'),
  );
  (sixToo ? it : it.skip)('takes IPv4 and IPv6 on one socket, and writes IPv4 senders as IPv4', async () => {
    await start({}, { host: '::' });
    await udp(['<13>four']);
    await udp(['<13>six'], '::1');
    await got(2);
    expect(intake.stored.map(({ raw, peer }) => [raw, peer]).sort()).toEqual([
      ['<13>four', '127.0.0.1'],
      ['<13>six', '::1'],
    ]);
  });

  it('counts messages of unknown senders together, warns with one of them, stores none', async () => {
    const warnings: unknown[] = [];
    await start(
      {},
      {
        sources: [sourceOf('far', { kind: 'syslog', senders: ['192.0.2.0/24'] })],
        log: { ...silentLogger, warn: (_message, fields) => void warnings.push(fields) },
      },
    );
    await udp(Array.from({ length: 50 }, () => '<13>x'));
    await until(() => intake.sheds.reduce((sum, { count }) => sum + count, 0) === 50, 'counted');
    expect(intake.stored).toEqual([]);
    expect(intake.sheds[0]).toMatchObject({ sourceId: 'syslog-udp', reason: 'unknown sender' });
    expect(warnings).toEqual([expect.objectContaining({ reason: 'unknown sender', peer: '127.0.0.1' })]);
  });

  it('counts what finds no room while the journal is full, and stores the rest afterwards', async () => {
    await start({ waitingBytes: { source: 5_000, all: 10_000 } });
    intake.pause('udp', true);
    await udp(Array.from({ length: 100 }, (_, index) => `<13>message ${index}`));
    await until(() => receiver.stats().datagrams === 100, 'received');
    expect(receiver.stats().waitingBytes).toBeLessThan(6_000);
    intake.pause('udp', false);
    await until(() => receiver.stats().waitingBytes === 0, 'stored');
    await receiver.stop();
    const shed = intake.sheds.reduce((sum, { count }) => sum + count, 0);
    expect(shed).toBeGreaterThan(0);
    expect(
      intake.sheds.every(({ sourceId, reason }) => sourceId === 'rest' && /journal full/.test(reason)),
    ).toBe(true);
    expect(intake.stored.length + shed).toBe(100);
  });

  it('counts the datagrams that the kernel threw away', async () => {
    await start({ receiveBufferBytes: 4_096 });
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()));
    const port = receiver.ports().udp ?? 0;
    const sent = 400;
    // All in one turn of the event loop, so that nobody reads meanwhile.
    const sends = Array.from(
      { length: sent },
      () =>
        new Promise<void>((resolve) =>
          socket.send(Buffer.alloc(1_000, 'x'), port, '127.0.0.1', () => resolve()),
        ),
    );
    await Promise.all(sends);
    socket.close();
    await until(
      () => receiver.stats().datagrams + receiver.stats().kernelDrops === sent,
      'all accounted for',
    );
    expect(receiver.stats().kernelDrops).toBeGreaterThan(0);
    expect(intake.sheds).toEqual([
      { sourceId: 'syslog-udp', reason: 'dropped by the kernel', count: receiver.stats().kernelDrops },
    ]);
  });

  it('reads drops of its own sockets on its own port only', () => {
    const row = (port: string, inode: number, drops: number) =>
      `  12: 00000000:${port} 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 ${inode} 2 0000000000000000 ${drops}`;
    const table = [
      '  sl  local_address …',
      row('0202', 11, 7),
      row('0202', 99, 5),
      row('0203', 12, 3),
      '',
    ].join('\n');
    expect(dropsIn(table, 0x202, new Set(['11', '12']))).toEqual([7]);
  });
});

describe('drops of the whole machine', () => {
  it('are read from the tables of both families', () => {
    const snmp =
      'Ip: a b\nIp: 1 2\nUdp: InDatagrams NoPorts InErrors OutDatagrams RcvbufErrors\nUdp: 9 8 7 6 5\n';
    expect(snmpDrops(snmp)).toBe(5);
    expect(snmp6Drops('Udp6InErrors  \t3\nUdp6RcvbufErrors   \t4\n')).toBe(4);
    expect([snmpDrops(''), snmp6Drops('')]).toEqual([undefined, undefined]);
  });

  (process.platform === 'linux' ? it : it.skip)('are known on Linux', async () => {
    expect(await machineDrops()).toBeGreaterThanOrEqual(0);
  });
});

describe('TCP', () => {
  it('takes lines and counted messages from one connection', async () => {
    await start();
    tcp().write(
      '<34>Nov 21 10:00:00 h sshd[1]: x\n11 <13>a\nb Sở<13>c\n'.replace(
        '11 ',
        `${Buffer.byteLength('<13>a\nb Sở')} `,
      ),
    );
    await got(3);
    expect(intake.raws('auth')).toEqual(['<34>Nov 21 10:00:00 h sshd[1]: x']);
    expect(intake.raws('rest')).toEqual(['<13>a\nb Sở', '<13>c']);
    expect(intake.stored[0]).toMatchObject({ kind: 'tcp', peer: '127.0.0.1', receivedAt: 1_000 });
  });

  it('takes the last message of a connection that ends without a line end', async () => {
    await start();
    tcp().end('<13>a\n<13>b');
    await got(2);
    expect(intake.raws()).toEqual(['<13>a', '<13>b']);
  });

  it('cuts a message of 1 MB and goes on behind it', async () => {
    await start();
    const long = `<13>${'x'.repeat(1_000_000)}`;
    tcp().write(`${Buffer.byteLength(long)} ${long}5 <13>b`);
    await got(2);
    expect(intake.stored[0]).toMatchObject({ raw: long.slice(0, 65_536), truncated: true });
    expect(intake.stored[1]?.raw).toBe('<13>b');
  });

  it('keeps the order of a connection', async () => {
    await start();
    const messages = Array.from({ length: 5_000 }, (_, index) => `<13>message ${index}`);
    tcp().write(`${messages.join('\n')}\n`);
    await got(5_000);
    expect(intake.raws()).toEqual(messages);
  });

  it('stops reading while the journal is full, and loses nothing', async () => {
    await start({ waitingBytes: { source: 50_000, all: 100_000 } });
    intake.pause('tcp', true);
    const socket = tcp();
    const messages = Array.from({ length: 200_000 }, (_, index) => `<13>message ${index} ${'.'.repeat(40)}`);
    socket.end(`${messages.join('\n')}\n`);
    await until(() => receiver.stats().waitingBytes >= 50_000, 'full');
    await sleep(100);
    // What waits is bounded by the limit and one block, however much is sent.
    expect(receiver.stats().waitingBytes).toBeLessThan(50_000 + 65_536 * 6);
    intake.pause('tcp', false);
    await until(() => intake.stored.length === messages.length, 'all stored', 20_000);
    expect(intake.raws()).toEqual(messages);
    expect(receiver.stats().shed).toBe(0);
  });

  it('offers records again that the intake refused', async () => {
    await start();
    intake.refuse(3);
    tcp().write('<13>a\n<13>b\n');
    await got(2);
    expect(intake.raws()).toEqual(['<13>a', '<13>b']);
  });

  it('hangs up on unknown senders and counts them', async () => {
    await start({}, { sources: [sourceOf('far', { kind: 'syslog', senders: ['192.0.2.0/24'] })] });
    const socket = tcp();
    socket.write('<13>x\n');
    await new Promise((resolve) => socket.once('close', resolve));
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.sheds).toEqual([{ sourceId: 'syslog-tcp', reason: 'unknown sender', count: 1 }]);
    expect(intake.stored).toEqual([]);
  });

  it.each([
    ['in all', { connections: 2 }],
    ['of one sender', { connectionsPerSender: 2 }],
  ])('takes so many connections %s and no more', async (_name, limits) => {
    await start(limits);
    const all = [tcp(), tcp(), tcp(), tcp()];
    await until(() => receiver.stats().refusedConnections === 2, 'two refused');
    expect(receiver.stats().connections).toBe(2);
    for (const socket of all) socket.write('<13>x\n');
    await got(2);
    await sleep(20);
    expect(intake.stored).toHaveLength(2);
  });

  it('hangs up on a connection that says nothing, taking what it began', async () => {
    await start({ idleMs: 40 });
    const socket = tcp();
    socket.write('<13>begun');
    await new Promise((resolve) => socket.once('close', resolve));
    await got(1);
    expect(intake.raws()).toEqual(['<13>begun']);
  });

  it('says at the end how many records it could not store', async () => {
    await start({ stopMs: 20 });
    intake.pause('tcp', true);
    tcp().write('<13>a\n<13>b\n');
    await until(() => receiver.stats().frames === 2, 'received');
    await receiver.stop();
    expect(intake.sheds).toEqual([
      { sourceId: 'rest', reason: 'stopped before it could be stored', count: 2 },
    ]);
    await start();
  });
});
