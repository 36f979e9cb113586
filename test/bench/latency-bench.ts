import { setTimeout as wait } from 'node:timers/promises';
import { type Batch, batchesOf, TOKEN } from '../faults/province-by-http';
import { endOnSignals } from './end-on-signals';
import { type BenchRow, round } from './limits';
import { type MonitorProcess, monitorProcess } from './monitor-process';

const PER_SECOND = 1000;
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30);
const PER_POST = 100;
const PATIENCE_MS = 15_000;
const START = Date.parse('2026-11-18T04:00:00Z');

interface Raised {
  sent: number;
  answered: number;
  seen?: number;
}

/**
 * How long it takes from a record's way in until its alert is on the screen: 1,000 mixed records a second,
 * once a second one that raises an alert of its own, and a signed-in person's live stream that waits for it.
 */
export async function benchLatency(): Promise<BenchRow[]> {
  endOnSignals();
  const monitor = await monitorProcess();
  try {
    const raised = new Map<string, Raised>();
    const stream = await watchAlerts(monitor, raised);
    const load = send(monitor, raised);
    const sent = await load;
    await allSeen(raised);
    stream.abort();
    return [rowOf(raised, sent)];
  } finally {
    await monitor.stop();
    monitor.remove();
  }
}

/** Opens the live stream as the administrator that set-up made; notes when an alert on an address we sent arrives. */
async function watchAlerts(monitor: MonitorProcess, raised: Map<string, Raised>): Promise<AbortController> {
  const { url, setupSecret } = monitor;
  const person = { username: 'do.kiem', displayName: 'Đỗ Kiểm', password: 'bốn con cá chép vàng' };
  const setup = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ secret: setupSecret, ...person }),
  });
  if (setup.status !== 201) throw new Error(`set-up answered ${setup.status} ${await setup.text()}`);
  const cookie = setup.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const ending = new AbortController();
  const stream = await fetch(`${url}/api/v1/alerts/stream`, { headers: { cookie }, signal: ending.signal });
  if (!stream.ok || !stream.body) throw new Error(`the live stream answered ${stream.status}`);
  void note(stream.body, raised).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
  return ending;
}

async function note(body: ReadableStream<Uint8Array>, raised: Map<string, Raised>): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of body as unknown as AsyncIterable<Uint8Array>) {
    const at = performance.now();
    text += decoder.decode(piece, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const data = /^data: ?(.*)$/m.exec(message)?.[1];
      if (data === undefined || !/^event: ?alert$/m.test(message)) continue;
      const { alert } = JSON.parse(data) as { alert: { entity: { value: string } } };
      const mine = raised.get(alert.entity.value);
      if (mine) mine.seen ??= at;
    }
  }
}

/** Posts in time: what was due and not sent yet goes out at once, so a slow answer does not lower the rate. */
async function send(
  { url }: MonitorProcess,
  raised: Map<string, Raised>,
): Promise<{ records: number; seconds: number }> {
  const batches = batchesOf(PER_SECOND * SECONDS, START, PER_POST);
  const started = performance.now();
  const answers: Promise<unknown>[] = [];
  let records = 0;
  let alarms = 0;
  while (performance.now() - started < SECONDS * 1000) {
    const elapsed = (performance.now() - started) / 1000;
    while (alarms < elapsed) {
      alarms += 1;
      answers.push(raise(url, alarms, raised));
      records += 1;
    }
    while (records < elapsed * PER_SECOND) {
      const batch = batches.shift();
      if (!batch) break;
      answers.push(post(url, batch));
      records += batch.lines.length;
    }
    await wait(20);
  }
  await Promise.all(answers);
  return { records, seconds: (performance.now() - started) / 1000 };
}

/** A scanning tool that names itself, from an address of its own. */
async function raise(url: string, number: number, raised: Map<string, Raised>): Promise<void> {
  const address = `2001:db8:ffff::${number.toString(16)}`;
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) (\S+)/.exec(new Date().toUTCString()) ?? [];
  const line = `${address} - - [${day}/${month}/${year}:${time} +0000] "GET / HTTP/1.1" 200 512 "-" "sqlmap/1.8 (https://sqlmap.example)"`;
  const times: Raised = { sent: performance.now(), answered: 0 };
  raised.set(address, times);
  await post(url, { sourceId: 'capxa-web', key: `alarm-${number}`, lines: [line] });
  times.answered = performance.now();
}

async function post(url: string, { sourceId, key, lines }: Batch): Promise<void> {
  const answer = await fetch(`${url}/v1/ingest/${sourceId}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/x-ndjson',
      'idempotency-key': key,
    },
    body: `${lines.join('\n')}\n`,
  });
  if (!answer.ok) throw new Error(`ingest answered ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function allSeen(raised: ReadonlyMap<string, Raised>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && [...raised.values()].some(({ seen }) => seen === undefined)) await wait(50);
}

function rowOf(
  raised: ReadonlyMap<string, Raised>,
  { records, seconds }: { records: number; seconds: number },
): BenchRow {
  const all = [...raised.values()];
  const since = (from: 'sent' | 'answered') => {
    const times = all.map((one) => (one.seen ?? Number.POSITIVE_INFINITY) - one[from]).sort((a, b) => a - b);
    const at = (share: number): number =>
      Math.round(times[Math.ceil(times.length * share) - 1] ?? Number.NaN);
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
  };
  return {
    case: 'record sent to its alert on the live stream',
    records,
    perSecond: Math.round(records / seconds),
    seconds: round(seconds),
    alerts: all.length,
    notSeen: all.filter(({ seen }) => seen === undefined).length,
    msSinceSent: since('sent'),
    msSinceAnswered: since('answered'),
  };
}
