import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@khien/model';
import { createRecordingIntake, sourceOf, until } from '../test/recording-intake';
import { createReceivers, type ReceiversDeps } from './receivers';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'receivers-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function depsFor(sources: ReceiversDeps['sources'], intake = createRecordingIntake()): ReceiversDeps {
  return {
    sources,
    intake,
    log: silentLogger,
    now: Date.now,
    files: { checkpointFile: join(dir, 'files.json'), pollMs: 5 },
    http: { host: '127.0.0.1', port: 0 },
    syslog: { host: '127.0.0.1', udpPort: 0, tcpPort: 0 },
  };
}
const file = () => sourceOf('a-file', { kind: 'file', paths: [join(dir, 'app.log')] });
const http = sourceOf('a-http', {
  kind: 'http',
  tokenSha256: createHash('sha256').update('token').digest('hex'),
});
const syslog = sourceOf('a-syslog', { kind: 'syslog', senders: ['127.0.0.1'] });

it('takes records every way there is, each for its source', async () => {
  const intake = createRecordingIntake();
  const receivers = createReceivers(depsFor([file(), http, syslog], intake));
  await receivers.start();
  const ports = receivers.ports();
  appendFileSync(join(dir, 'app.log'), 'from a file\n');
  await fetch(`http://127.0.0.1:${ports.http}/v1/ingest/a-http`, {
    method: 'POST',
    body: 'over http',
    headers: { authorization: 'Bearer token', 'content-type': 'text/plain' },
  });
  const datagram = createSocket('udp4');
  datagram.send('<13>over udp', ports.udp ?? 0, '127.0.0.1', () => datagram.close());
  connect(ports.tcp ?? 0, '127.0.0.1').end('<13>over tcp\n');
  await until(() => intake.stored.length === 4, 'four records');
  await receivers.stop();
  expect(intake.stored.map(({ sourceId, kind, raw }) => [sourceId, kind, raw]).sort()).toEqual([
    ['a-file', 'file', 'from a file'],
    ['a-http', 'http', 'over http'],
    ['a-syslog', 'tcp', '<13>over tcp'],
    ['a-syslog', 'udp', '<13>over udp'],
  ]);
});

it('opens nothing that no source uses', async () => {
  const receivers = createReceivers(depsFor([file()]));
  await receivers.start();
  expect(receivers.ports()).toEqual({ http: undefined, udp: undefined, tcp: undefined, tls: undefined });
  expect(receivers.ingest).toBeUndefined();
  await receivers.stop();
});

it('stops the others and says why when one cannot start', async () => {
  const first = createReceivers(depsFor([http]));
  await first.start();
  const deps = depsFor([http, syslog]);
  const second = createReceivers({ ...deps, http: { host: '127.0.0.1', port: first.ports().http ?? 0 } });
  await expect(second.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const { tcp } = second.ports();
  await new Promise<void>((resolve) => connect(tcp ?? 0, '127.0.0.1').on('error', () => resolve()));
  await first.stop();
});
