import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { haveOpenssl, makeCertificates } from '../../libs/collect/test/test-certificates';
import { describeWith } from '../services/describe-with';
import { freePort, onPath } from '../services/loopback';
import { figureOfSource } from './figure-of-source';
import { writeProvince } from './province-with-sources';

const khien = join(__dirname, '../../apps/khien/bin/khien.cjs');
const RSYSLOGD = onPath('rsyslogd') ?? ['/usr/sbin/rsyslogd'].find((path) => existsSync(path));
const TOKEN = 'token-of-the-warehouse';
const LINES = 2_000;

function missing(): string | undefined {
  if (!RSYSLOGD) return 'no rsyslogd on the PATH';
  return haveOpenssl ? undefined : 'no openssl on the PATH';
}

jest.setTimeout(120_000);

/** Nothing that is started here outlives the test. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
function run(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const options = { env: { PATH: process.env.PATH ?? '', ...env } };
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}
async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

describeWith(missing(), 'a real rsyslog sends to a running Khiên', () => {
  let dir: string;
  let monitor: ChildProcess | undefined;
  let rsyslog: ChildProcess | undefined;
  let url: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'khien-rsyslog-'));
    const certificates = makeCertificates();
    const pems = {
      'ca.pem': certificates.ca,
      'server.pem': certificates.server.cert,
      'server.key': certificates.server.key,
      'client.pem': certificates.client.cert,
      'client.key': certificates.client.key,
    };
    for (const [name, text] of Object.entries(pems)) writeFileSync(join(dir, name), text);
    writeSources(join(dir, 'config'));
    mkdirSync(join(dir, 'spool'));
    const [console, tcp, tls] = [await freePort(), await freePort(), await freePort()];
    url = `http://127.0.0.1:${console}`;
    monitor = run(process.execPath, [khien, 'start', '--data', join(dir, 'data'), '--no-sample'], {
      KHIEN_CONFIG_DIR: join(dir, 'config'),
      KHIEN_PORT: String(console),
      KHIEN_SYSLOG_TCP_PORT: String(tcp),
      KHIEN_SYSLOG_TLS_PORT: String(tls),
      KHIEN_INGEST_TLS_CERT_FILE: join(dir, 'server.pem'),
      KHIEN_INGEST_TLS_KEY_FILE: join(dir, 'server.key'),
      KHIEN_INGEST_CLIENT_CA_FILE: join(dir, 'ca.pem'),
    });
    await said(monitor, /Dừng bằng Ctrl-C/);
    for (const way of ['tcp', 'tls', 'bulk']) writeFileSync(join(dir, `${way}.log`), linesFor(way));
    writeFileSync(join(dir, 'rsyslog.conf'), configuration(dir, { console, tcp, tls }));
    rsyslog = run(RSYSLOGD ?? '', ['-n', '-f', join(dir, 'rsyslog.conf'), '-i', join(dir, 'rsyslog.pid')]);
  });
  afterAll(async () => {
    await end(rsyslog);
    await end(monitor);
    rmSync(dir, { recursive: true, force: true });
  });

  it.each([
    ['lines by TCP, octets counted', 'by-tcp'],
    ['lines by TLS, known by its certificate', 'by-tls'],
    ['documents by _bulk, with the token as password', 'by-bulk'],
  ])('%s: every one is stored, none twice', async (_name, source) => {
    const figure = (name: string) => figureOfSource(url, source, name);
    for (let tries = 0; tries < 300 && (await figure('stored')) < LINES; tries++) await wait(200);
    const figures = ['received', 'stored', 'duplicate', 'dead_lettered', 'shed'].map(
      async (name) => [name, await figure(name)] as const,
    );
    expect(Object.fromEntries(await Promise.all(figures))).toEqual({
      ...{ received: LINES, stored: LINES, duplicate: 0, dead_lettered: 0, shed: 0 },
    });
  });
});

/** The sample province with sources of our own: by address, by certificate, by token. */
function writeSources(folder: string): void {
  const tokenSha256 = createHash('sha256').update(TOKEN).digest('hex');
  const sources = {
    'by-tcp': ['linux-auth', 'ha-tang-ttdl', { kind: 'syslog', senders: ['127.0.0.1'] }],
    'by-tls': ['linux-auth', 'ha-tang-ttdl', { kind: 'syslog', clientNames: ['fw01.haivan.example'] }],
    'by-bulk': ['ecs-json', 'kho-du-lieu', { kind: 'http', tokenSha256 }],
  } as const;
  writeProvince(
    folder,
    Object.entries(sources).map(([id, [profile, systemId, transport]]) => ({
      ...{ id, name: { vi: id, en: id }, profile, systemId, transport },
    })),
  );
}

/** Lines as sshd writes them; as JSON for the one that sends documents. */
function linesFor(way: string): string {
  return Array.from({ length: LINES }, (_, n) => {
    const time = new Date(Date.now() - (LINES - n)).toISOString();
    const text = `Failed password for người-dùng-${n} from 203.0.113.${n % 250} port ${10_000 + n} ssh2`;
    if (way !== 'bulk') return `${time} may-chu-01 sshd[${n}]: ${text}\n`;
    const event = { category: ['authentication'], outcome: 'failure', action: 'login' };
    return `${JSON.stringify({ '@timestamp': time, message: text, event, user: { name: `u${n}` } })}\n`;
  }).join('');
}

/** The queue holds all lines: from one that is full for two seconds rsyslog throws away (queue.timeoutEnqueue). */
function configuration(dir: string, ports: { console: number; tcp: number; tls: number }): string {
  const input = (way: string): string =>
    `input(type="imfile" file="${dir}/${way}.log" tag="${way}:" ruleset="${way}")`;
  const target = (port: number): string =>
    `type="omfwd" target="127.0.0.1" port="${port}" protocol="tcp" tcp_framing="octet-counted" template="line"`;
  return `
global(workDirectory="${dir}/spool" maxMessageSize="64k"
  defaultNetstreamDriverCAFile="${dir}/ca.pem"
  defaultNetstreamDriverCertFile="${dir}/client.pem" defaultNetstreamDriverKeyFile="${dir}/client.key")
module(load="imfile")
module(load="omelasticsearch")
template(name="line" type="string" string="<38>%msg%")
template(name="document" type="string" string="%msg%")
${['tcp', 'tls', 'bulk'].map(input).join('\n')}
ruleset(name="tcp") { action(${target(ports.tcp)} action.resumeRetryCount="-1") }
ruleset(name="tls") {
  action(${target(ports.tls)} action.resumeRetryCount="-1" streamDriver="gtls" streamDriverMode="1"
    streamDriverAuthMode="x509/name" streamDriverPermittedPeers="localhost")
}
ruleset(name="bulk") {
  action(type="omelasticsearch" server="127.0.0.1:${ports.console}/elastic" bulkmode="on" template="document"
    searchIndex="kho" searchType="" uid="kho" pwd="${TOKEN}" errorFile="${dir}/bulk-errors.json"
    action.resumeRetryCount="-1" queue.type="linkedList" queue.dequeueBatchSize="500"
    queue.size="10000")
}
`;
}

/** Resolves once the process has printed something like it; its output is read on so that it never waits for us. */
async function said(child: ChildProcess, pattern: RegExp): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
    child.stderr?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-4_000);
    });
    child.stdout?.on('data', (data: Buffer) => {
      output = (output + data.toString()).slice(-4_000);
      if (pattern.test(output)) resolve();
    });
  });
}
