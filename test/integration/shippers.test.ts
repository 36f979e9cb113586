import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createReceivers, type Receivers } from '@khien/collect';
import { createIntakePort } from '@khien/intake';
import { openJournal } from '@khien/journal';
import { type Journal, MAX_RECORD_BYTES, Source, silentLogger } from '@khien/model';
import { createKeyRing } from '@khien/sealing';
import { replayCalls, replayDatagrams, replayStreams, Transcript } from './replay';

const FOLDER = join(__dirname, 'transcripts');

/** The file that every shipper was given: `.ci/shippers/README.md`. */
const LINES = [
  ...Array.from(
    { length: 5 },
    (_, n) =>
      `2026-11-21T10:00:00.00${n}Z may-chu-01 sshd[${400 + n}]: Failed password for người-dùng-${n} from 203.0.113.${n + 1} port ${10_000 + n} ssh2`,
  ),
  'Cán bộ Nguyễn Văn Mẫu tra cứu hồ sơ "Đăng ký khai sinh" \t C:\\tệp\\mới',
];
/** Its last line is no UTF-8: who makes JSON of it replaces or escapes it, in a way of its own, before it sends. */
const NO_UTF8 = Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x20, 0xe1, 0xba]);
const lastLine = (middle: string): string => `khong phai UTF-8: ${middle} het`;
const AS_GO = lastLine('\ufffd\ufffd\ufffd( \ufffd\ufffd');
const AS_DECODED = lastLine('\ufffd\ufffd\ufffd( \ufffd');
const IN_ONE = lastLine('\ufffd( \ufffd');
const ESCAPED = lastLine('\\xff\\xfe\\xc3( \\xe1\\xba');
/** A line of 4,011 octets. */
const LONG = `dòng vừa${' hồ-sơ-000000'.repeat(250)}`;

/** Where the line stands in a record: a path into its JSON, or what stands before it. */
type Place = readonly string[] | RegExp;
const BODY = ['logRecord', 'body', 'stringValue'];
const GELF = ['short_message'];

const WHOLE: Array<[file: string, sourceId: string, place: Place, after: string[]]> = [
  ['docker-gelf-tcp', 'graylog', GELF, [AS_GO]],
  ['docker-gelf-udp', 'graylog', GELF, [AS_GO]],
  ['docker-splunk', 'portal', ['event', 'line'], [AS_GO]],
  ['elasticsearch-js', 'portal', ['message'], [AS_DECODED]],
  ['filebeat-bulk', 'portal', ['message'], [AS_GO]],
  ['filebeat-lumberjack-plain', 'beats', ['message'], [AS_GO]],
  ['filebeat-modules', 'portal', ['message'], [AS_GO]],
  ['graypy-tcp', 'graylog', GELF, [AS_DECODED, LONG]],
  ['graypy-udp', 'graylog', GELF, [AS_DECODED, LONG]],
  ['otlp-go', 'portal', BODY, [IN_ONE]],
  ['otlp-js-http', 'portal', BODY, [AS_DECODED]],
  ['otlp-js-proto', 'portal', BODY, [AS_DECODED]],
  ['pino-elasticsearch', 'portal', ['msg'], [AS_DECODED]],
  ['rsyslog-bulk', 'portal', ['message'], [AS_DECODED]],
  ['rsyslog-lines', 'switch', /^<133>Nov 21 [\d:]{8} may-chu-01 dich-vu: /, [AS_DECODED]],
  ['rsyslog-octets', 'switch', /^<133>1 \S+ may-chu-01 dich-vu - - - /, [AS_DECODED]],
  ['syslog-ng-bulk', 'portal', ['MESSAGE'], [ESCAPED]],
  ['syslog-ng-gelf', 'graylog', GELF, [ESCAPED]],
  ['syslog-ng-http', 'portal', ['MESSAGE'], [ESCAPED]],
  ['syslog-ng-network', 'switch', /^<13>Nov 21 [\d:]{8} may-chu-01 dich-vu: /, [AS_DECODED]],
  ['syslog-ng-syslog', 'switch', /^<13>1 \S+ may-chu-01 dich-vu - - \[meta sequenceId="\d"\] /, [AS_DECODED]],
];
/** Who sends octets on as they are. */
const AS_THEY_ARE = [
  'rsyslog-bulk',
  'rsyslog-lines',
  'rsyslog-octets',
  'syslog-ng-network',
  'syslog-ng-syslog',
];
const PARTS = ['docker-gelf-udp-chunks', 'filebeat-bulk-gzip', 'filebeat-lumberjack'];

interface Kept {
  sourceId: string;
  octets: Buffer;
  truncated: boolean;
  position: string;
}

let directory: string;
let journal: Journal;
let receivers: Receivers;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'khien-shippers-'));
  const now = (): number => Date.now();
  const keyRing = createKeyRing({ current: randomBytes(32) });
  journal = await openJournal({ directory, collectorId: 'c', keyRing, now, log: silentLogger });
  const tokenSha256 = createHash('sha256').update('portal-test-token').digest('hex');
  const source = (id: string, transport: unknown): Source =>
    Source.parse({ id, name: { vi: id, en: id }, profile: 'ecs-json', systemId: 'system-1', transport });
  const [host, senders] = ['127.0.0.1', ['127.0.0.0/8']];
  receivers = createReceivers({
    sources: [
      source('portal', { kind: 'http', tokenSha256 }),
      source('beats', { kind: 'lumberjack', senders }),
      source('switch', { kind: 'syslog', senders }),
      source('graylog', { kind: 'gelf', senders }),
    ],
    intake: createIntakePort({ journal, now, log: silentLogger }),
    files: { checkpointFile: join(directory, 'positions') },
    http: { host, port: 0 },
    syslog: { host, tcpPort: 0 },
    lumberjack: { host, tcpPort: 0 },
    gelf: { host, tcpPort: 0, udpPort: 0 },
    log: silentLogger,
    now,
  });
  await receivers.start();
});
afterAll(async () => {
  await receivers.stop();
  await journal.close();
  rmSync(directory, { recursive: true, force: true });
});

function transcript(file: string): Transcript {
  return Transcript.parse(JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')));
}

/** Says it all again; gives what is in the journal then, once there are so many records. Every answer is the one that the shipper was content with. */
async function replay(file: string, records: number): Promise<Kept[]> {
  const from = journal.nextSeq();
  const said = transcript(file);
  const ports = receivers.ports();
  const streamPorts = {
    lumberjack: ports.lumberjack?.tcp,
    'syslog-tcp': ports.tcp,
    'gelf-tcp': ports.gelf?.tcp,
  };
  if (said.transport === 'http') {
    for (const { call, got, recorded } of await replayCalls(said, ports.http ?? 0))
      expect([call, ...got]).toEqual([call, ...recorded]);
  } else if (said.transport === 'gelf-udp') await replayDatagrams(said, ports.gelf?.udp ?? 0);
  else await replayStreams(said, streamPorts[said.transport] ?? 0);
  let kept = await keptFrom(from);
  for (let tries = 0; tries < 500 && kept.length < records; tries++) {
    await wait(5);
    kept = await keptFrom(from);
  }
  expect(kept).toHaveLength(records);
  return kept;
}

async function keptFrom(seq: number): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const { sourceId, records } of journal.read(seq)) {
    for (const { raw, encoding, truncated = false, position = '' } of records)
      kept.push({ sourceId, octets: Buffer.from(raw, encoding ?? 'utf8'), truncated, position });
  }
  return kept;
}

function lineIn({ octets }: Kept, place: Place): string {
  const text = octets.toString();
  if (place instanceof RegExp) return text.replace(place, '').trimEnd();
  const inner = place.reduce(
    (value: unknown, name) => (value as Record<string, unknown>)[name],
    JSON.parse(text),
  );
  return String(inner).replace(/(?<=hồ-sơ-)\d{6}/g, '000000');
}

it('replays every transcript, and each names its product and version', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
  expect(files.sort()).toEqual([...WHOLE.map(([file]) => file), ...PARTS].sort());
  for (const file of files) {
    expect(transcript(file)).toMatchObject({
      shipper: expect.stringMatching(/\d+\.\d+/),
      recorded: expect.stringContaining('.ci/shippers/'),
    });
  }
});

it.each(WHOLE)('%s: every line lies in the journal as it was sent', async (file, sourceId, place, after) => {
  const kept = await replay(file, LINES.length + after.length);
  expect(kept.map((one) => lineIn(one, place))).toEqual([...LINES, ...after]);
  expect(kept.every((one) => one.sourceId === sourceId && !one.truncated)).toBe(true);
  const untouched = kept.filter(({ octets }) => octets.includes(NO_UTF8)).length;
  expect(untouched).toBe(AS_THEY_ARE.includes(file) ? 1 : 0);
});

it('docker-gelf-udp-chunks: a message in four datagrams is one record', async () => {
  expect(transcript('docker-gelf-udp-chunks').streams).toHaveLength(4);
  const kept = await replay('docker-gelf-udp-chunks', 1);
  expect(kept.map((one) => lineIn(one, GELF))).toEqual([LONG]);
});

it.each([
  ['filebeat-bulk', 7],
  ['filebeat-bulk-gzip', 2],
  ['filebeat-lumberjack', 9],
  ['filebeat-lumberjack-plain', 7],
])('%s: sent again it is the same records again', async (file, records) => {
  const [first, again] = [await replay(file, records), await replay(file, records)];
  const positions = first.map(({ position }) => position);
  expect(new Set(positions).size).toBe(records);
  expect(positions.every((position) => position.startsWith('agent:'))).toBe(true);
  expect(again.map(({ position }) => position)).toEqual(positions);
});

it.each([
  ['filebeat-bulk-gzip', 2],
  ['filebeat-lumberjack', 9],
])(
  '%s: of a line of 90,033 octets the beginning is kept and flagged, what follows is whole',
  async (file, records) => {
    const kept = await replay(file, records);
    const [long, ...more] = kept.filter(({ truncated }) => truncated);
    expect(more).toEqual([]);
    expect(long?.octets.length).toBeGreaterThan(MAX_RECORD_BYTES - 4);
    expect(long?.octets.includes('"message":"đầu dòng dài Sở Y tế Sở Y tế')).toBe(true);
    const others = kept.filter(({ truncated }) => !truncated).map((one) => lineIn(one, ['message']));
    expect(others).toContain('sau dòng dài');
    if (records > 2) expect(others).toEqual(expect.arrayContaining([...LINES, AS_GO]));
  },
);
