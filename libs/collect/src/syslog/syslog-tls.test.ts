import { connect as connectPlain } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { silentLogger } from '@khien/model';
import { describeWith } from '../../../../test/services/describe-with';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from '../../test/recording-intake';
import { makeCertificates, noOpenssl, type TestCertificates } from '../../test/test-certificates';
import { createSyslogReceiver, type SyslogLimits, type SyslogReceiver } from './syslog-receiver';

describeWith(noOpenssl, 'syslog over TLS', () => {
  let certificates: TestCertificates;
  let intake: RecordingIntake;
  let receiver: SyslogReceiver;
  let sockets: TLSSocket[];

  beforeAll(() => {
    certificates = makeCertificates();
  });
  async function start(sources = [byAddress, byName], limits: Partial<SyslogLimits> = {}): Promise<void> {
    const { server, ca } = certificates;
    receiver = createSyslogReceiver({
      sources,
      host: '127.0.0.1',
      tcpPort: 0,
      tlsPort: 0,
      tls: { ...server, ca },
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

  const byAddress = sourceOf('by-address', { kind: 'syslog', senders: ['127.0.0.0/8'] });
  const byName = sourceOf('by-name', { kind: 'syslog', clientNames: ['fw01.haivan.example'] });
  const byDnsName = sourceOf('by-dns-name', {
    kind: 'syslog',
    senders: ['127.0.0.0/8'],
    clientNames: ['FW-main.haivan.example'],
  });
  const elsewhere = sourceOf('elsewhere', {
    kind: 'syslog',
    senders: ['192.0.2.0/24'],
    clientNames: ['fw01.haivan.example'],
  });

  function tls(options: ConnectionOptions = {}): TLSSocket {
    const socket = connect({
      host: '127.0.0.1',
      port: receiver.ports().tls ?? 0,
      servername: 'localhost',
      ca: certificates.ca,
      ...options,
    });
    socket.on('error', () => {});
    sockets.push(socket);
    return socket;
  }
  const counted = (message: string) => `${Buffer.byteLength(message)} ${message}`;

  it.each([
    ['no certificate: the address decides', () => ({}), 'by-address'],
    ['a certificate by its common name', () => certificates.client, 'by-name'],
    ['a certificate nobody named: the address decides', () => certificates.otherClient, 'by-address'],
    ['the right name by another authority', () => certificates.stranger, 'by-address'],
  ])('%s', async (_name, options, sourceId) => {
    await start();
    const message = '<13>1 2026-11-21T10:00:00+07:00 h app - - - Sở Y tế\nhàng hai';
    tls(options()).write(counted(message) + counted('<13>b'));
    await until(() => intake.stored.length === 2, 'two records');
    expect(intake.stored).toMatchObject([
      { sourceId, kind: 'tcp', raw: message, peer: '127.0.0.1' },
      { sourceId, raw: '<13>b' },
    ]);
  });

  it('finds a DNS name of a certificate, in whatever case', async () => {
    await start([byAddress, byDnsName]);
    tls(certificates.client).write(counted('<13>a'));
    await until(() => intake.stored.length === 1, 'a record');
    expect(intake.raws('by-dns-name')).toEqual(['<13>a']);
  });

  it.each([
    ['without a certificate', () => ({}), [byName]],
    ['with a certificate of another authority', () => certificates.stranger, [byName]],
    [
      'with the certificate, from an address that is not the source’s',
      () => certificates.client,
      [elsewhere],
    ],
  ])('hangs up on a source that must show a certificate: %s', async (_name, options, sources) => {
    await start(sources);
    const socket = tls(options());
    socket.write(counted('<13>x'));
    await new Promise((resolve) => socket.once('close', resolve));
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.sheds).toEqual([{ sourceId: 'syslog-tcp', reason: 'unknown sender', count: 1 }]);
    expect(intake.stored).toEqual([]);
  });

  it('never takes plain TCP for a source that must show a certificate', async () => {
    await start([byDnsName]);
    const socket = connectPlain(receiver.ports().tcp ?? 0, '127.0.0.1').on('error', () => {});
    socket.write('<13>x\n');
    await new Promise((resolve) => socket.once('close', resolve));
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.stored).toEqual([]);
  });

  it('counts what is no TLS and goes on', async () => {
    await start();
    const socket = connectPlain(receiver.ports().tls ?? 0, '127.0.0.1').on('error', () => {});
    socket.write('<13>plain text\n');
    await new Promise((resolve) => socket.once('close', resolve));
    tls().write(counted('<13>a'));
    await until(() => intake.stored.length === 1, 'a record');
    await until(() => intake.sheds.length > 0, 'counted');
    expect(intake.sheds).toEqual([{ sourceId: 'syslog-tcp', reason: 'TLS handshake failed', count: 1 }]);
  });

  it('counts handshakes that never end as connections of their sender', async () => {
    await start([byAddress], { connectionsPerSender: 2 });
    const port = receiver.ports().tls ?? 0;
    const silent = [1, 2, 3].map(() => connectPlain(port, '127.0.0.1').on('error', () => {}));
    await until(() => receiver.stats().refusedConnections === 1, 'one refused');
    for (const socket of silent) socket.destroy();
  });
});

describe('quotas', () => {
  it('pauses TCP and resumes it, losing nothing; sheds and counts UDP', async () => {
    let clock = 0;
    const intake = createRecordingIntake();
    const source = sourceOf(
      'noisy',
      { kind: 'syslog', senders: ['127.0.0.1'] },
      { quota: { recordsPerSecond: 1_000 } },
    );
    const receiver = createSyslogReceiver({
      sources: [source],
      host: '127.0.0.1',
      tcpPort: 0,
      intake,
      log: silentLogger,
      now: () => clock,
    });
    await receiver.start();
    const messages = Array.from({ length: 20_000 }, (_, index) => `<13>message ${index} ${'.'.repeat(100)}`);
    const socket = connectPlain(receiver.ports().tcp ?? 0, '127.0.0.1');
    socket.end(`${messages.join('\n')}\n`);
    await until(() => intake.stored.length >= 2_000, 'the burst');
    // While the clock stands still one block more than the burst is all that is read, however long we look.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(intake.stored.length).toBeLessThan(4_000);
    const ticking = setInterval(() => {
      clock += 1_000_000;
    }, 1);
    await until(() => intake.stored.length === messages.length, 'all');
    clearInterval(ticking);
    expect(intake.raws()).toEqual(messages);
    expect(receiver.stats().shed).toBe(0);
    await receiver.stop();
  });
});
