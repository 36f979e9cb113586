import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReceivers, type Receivers } from '@khien/collect';
import { createIntakePort } from '@khien/intake';
import { openJournal } from '@khien/journal';
import { type Journal, Source, silentLogger } from '@khien/model';
import { createKeyRing } from '@khien/sealing';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const source = (id: string, transport: unknown): Source =>
  Source.parse({ id, name: { vi: id, en: id }, profile: 'ecs-json', systemId: 'system-1', transport });
const now = (): number => Date.now();

let directory: string;
let journal: Journal;
let receivers: Receivers;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'khien-noisy-'));
  const keyRing = createKeyRing({ current: randomBytes(32) });
  journal = await openJournal({ directory, collectorId: 'c', keyRing, now, log: silentLogger });
  receivers = createReceivers({
    sources: [
      source('noisy-web', { kind: 'http', tokenSha256: sha256('noisy') }),
      source('noisy-firewall', { kind: 'syslog', senders: ['127.0.0.2'] }),
      source('lgsp', { kind: 'http', tokenSha256: sha256('lgsp') }),
      source('switch', { kind: 'syslog', senders: ['127.0.0.1'] }),
    ],
    intake: createIntakePort({ journal, now, log: silentLogger }),
    files: { checkpointFile: join(directory, 'positions') },
    http: { host: '127.0.0.1', port: 0 },
    syslog: { host: '127.0.0.1', tcpPort: 0 },
    log: silentLogger,
    now,
  });
  await receivers.start();
});
afterEach(async () => {
  await receivers.stop();
  await journal.close();
  rmSync(directory, { recursive: true, force: true });
});

const LINE = 'x'.repeat(300);
const PER_BODY = 60_000;
const BODIES = 7;
/** Octets of noise that may get in between two records of a quiet source: windows and what the sockets hold, not what is being sent. */
const MOST_BETWEEN = 8 * 1024 * 1024;

async function post(sourceId: string, token: string, body: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${receivers.ports().http}/v1/ingest/${sourceId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
    body,
  });
  await answer.arrayBuffer();
  return answer.status;
}

it('lets quiet sources into the journal at once and in order while two others flood it', async () => {
  const noise = `${LINE}\n`.repeat(PER_BODY);
  const flood = Promise.all(Array.from({ length: BODIES }, () => post('noisy-web', 'noisy', noise)));
  const firewall = connect({
    port: receivers.ports().tcp ?? 0,
    host: '127.0.0.1',
    localAddress: '127.0.0.2',
  });
  firewall.end(`<13>${LINE}\n`.repeat(100_000));
  const quiet = connect(receivers.ports().tcp ?? 0, '127.0.0.1');
  while (journal.nextSeq() < 20) await new Promise((resolve) => setTimeout(resolve, 5));
  for (let n = 0; n < 8; n++) {
    expect(await post('lgsp', 'lgsp', `lgsp ${n}\n`)).toBe(200);
    quiet.write(`<13>switch ${n}\n`);
  }
  const statuses = await flood;
  quiet.end();
  await new Promise((resolve) => firewall.once('close', resolve));
  await receivers.stop();

  const order: { sourceId: string; raw: string; before: number }[] = [];
  let bytes = 0;
  for await (const chunk of journal.read(0)) {
    for (const { raw } of chunk.records) {
      if (!chunk.sourceId.startsWith('noisy')) order.push({ sourceId: chunk.sourceId, raw, before: bytes });
      bytes += raw.length;
    }
  }
  const lgsp = order.filter(({ sourceId }) => sourceId === 'lgsp');
  expect(lgsp.map(({ raw }) => raw)).toEqual(Array.from({ length: 8 }, (_, n) => `lgsp ${n}`));
  expect(order.filter(({ sourceId }) => sourceId === 'switch').map(({ raw }) => raw)).toEqual(
    Array.from({ length: 8 }, (_, n) => `<13>switch ${n}`),
  );
  const between = lgsp.slice(1).map(({ before }, index) => before - (lgsp[index]?.before ?? 0));
  expect(Math.max(...between)).toBeLessThan(MOST_BETWEEN);
  // There was a flood, and whatever of it was sent away was told so: nothing vanished.
  const taken = statuses.filter((status) => status === 200).length;
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
  let noisy = 0;
  for await (const chunk of journal.read(0))
    if (chunk.sourceId === 'noisy-web') noisy += chunk.records.length;
  expect(noisy).toBe(taken * PER_BODY);
  expect(bytes).toBeGreaterThan(8 * MOST_BETWEEN);
}, 60_000);
