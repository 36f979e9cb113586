import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { type Logger, silentLogger } from '@khien/model';
import { describeWith } from '../../../test/services/describe-with';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from '../test/recording-intake';
import { makeCertificates, noOpenssl, type TestCertificates } from '../test/test-certificates';
import type { PemTexts, ReceiverTls } from './certificate-names';
import { createIngestServer } from './http/ingest-server';
import { createLumberjackReceiver } from './lumberjack/lumberjack-receiver';
import type { CertificateStats } from './renewed-certificate';
import { createSyslogReceiver } from './syslog/syslog-receiver';

describeWith(noOpenssl, 'a certificate that is renewed while its server runs', () => {
  let before: TestCertificates;
  let after: TestCertificates;
  let intake: RecordingIntake;
  /** What the files hold now; what reading them fails with. */
  let onDisk: PemTexts | Error;
  let looks: number;
  let errors: string[];
  let server: Running | undefined;
  let sockets: TLSSocket[];

  interface Running {
    port: number;
    certificate(): CertificateStats | undefined;
    stop(): Promise<void>;
  }

  beforeAll(() => {
    before = makeCertificates();
    after = makeCertificates();
  });
  beforeEach(() => {
    intake = createRecordingIntake();
    onDisk = texts(before);
    looks = 0;
    errors = [];
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await server?.stop();
  });

  const texts = ({ server, ca }: TestCertificates): PemTexts => ({ ...server, ca });
  const log: Logger = { ...silentLogger, error: (message) => void errors.push(message) };
  const tlsNow = (): ReceiverTls => ({
    ...texts(before),
    lookEveryMs: 2,
    async reread() {
      looks++;
      if (onDisk instanceof Error) throw onDisk;
      return onDisk;
    },
  });
  const host = '127.0.0.1';
  const now = (): number => 1_000;
  const clientNames = ['fw01.haivan.example'];

  async function https(): Promise<Running> {
    const handler = (): void => {};
    const one = createIngestServer({ host, port: 0, tls: tlsNow(), handler, log });
    await one.start();
    return { port: one.port(), certificate: () => one.stats().certificate, stop: one.stop };
  }
  async function syslog(): Promise<Running> {
    const sources = [sourceOf('fw', { kind: 'syslog', clientNames })];
    const limits = { stopMs: 100 };
    const one = createSyslogReceiver({ host, tlsPort: 0, tls: tlsNow(), sources, intake, log, now, limits });
    await one.start();
    return { port: one.ports().tls ?? 0, certificate: () => one.stats().certificate, stop: one.stop };
  }
  async function lumberjack(): Promise<Running> {
    const sources = [sourceOf('beats', { kind: 'lumberjack', clientNames })];
    const one = createLumberjackReceiver({ host, tlsPort: 0, tls: tlsNow(), sources, intake, log, now });
    await one.start();
    return { port: one.ports().tls ?? 0, certificate: () => one.stats().certificate, stop: one.stop };
  }

  /** A connection that believes this authority; rejects when the server shows another one's certificate. */
  async function meet(by: TestCertificates, options: ConnectionOptions = {}): Promise<TLSSocket> {
    const socket = connect({
      host,
      port: server?.port ?? 0,
      servername: 'localhost',
      ca: by.ca,
      ...by.client,
      ...options,
    });
    sockets.push(socket);
    await once(socket, 'secureConnect');
    socket.on('error', () => {});
    return socket;
  }
  const looked = async (): Promise<void> => {
    const seen = looks;
    await until(() => looks >= seen + 3, 'looked at again');
  };

  it.each([
    ['HTTPS', https],
    ['syslog', syslog],
    ['Lumberjack', lumberjack],
  ])('%s: is shown to those who come then, and whoever is there stays', async (_name, start) => {
    server = await start();
    const old = await meet(before);
    await looked();
    expect(server.certificate()).toEqual({ renewed: 0, refused: 0 });
    onDisk = texts(after);
    await until(() => server?.certificate()?.renewed === 1, 'taken over');
    await meet(after);
    await expect(meet(before)).rejects.toThrow();
    expect([old.destroyed, errors]).toEqual([false, []]);
    expect(server.certificate()).toEqual({ renewed: 1, refused: 0 });
  });

  it('goes with its authority: clients of the new one are known by their names, of the old one no longer', async () => {
    server = await syslog();
    onDisk = texts(after);
    await until(() => server?.certificate()?.renewed === 1, 'taken over');
    (await meet(after)).write('<13>known\n');
    await until(() => intake.stored.length === 1, 'stored');
    const stranger = await meet(after, before.client);
    stranger.write('<13>unknown\n');
    await once(stranger, 'close');
    expect(intake.raws('fw')).toEqual(['<13>known']);
  });

  it.each<[string, () => PemTexts | Error]>([
    ['half written', () => ({ ...texts(after), cert: after.server.cert.slice(0, 300) })],
    ['without its key yet', () => ({ ...texts(before), cert: after.server.cert })],
    ['empty', () => ({ cert: '', key: '' })],
    ['gone', () => new Error('ENOENT')],
  ])('%s: the one before stays, said and counted once, until a whole one is there', async (_name, broken) => {
    server = await https();
    onDisk = broken();
    await until(() => server?.certificate()?.refused === 1, 'refused');
    await looked();
    await meet(before);
    expect(server.certificate()).toEqual({ renewed: 0, refused: 1 });
    expect(errors).toEqual(['renewed certificate does not load, the one before stays']);
    onDisk = texts(after);
    await until(() => server?.certificate()?.renewed === 1, 'taken over');
    await meet(after);
  });

  it('is looked for no longer once the server has stopped', async () => {
    server = await https();
    await looked();
    await server.stop();
    const seen = looks;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(looks).toBeLessThanOrEqual(seen + 1);
    server = undefined;
  });
});
