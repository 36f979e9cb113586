/** A process of its own that sends records at a steady rate: `node … collect-sender.ts syslog|bulk URL-OR-PORT PER_SECOND SECONDS TOKEN`. Says how it went as JSON. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const [way = '', port = '', perSecond = '', seconds = '', token = ''] = process.argv.slice(2);
const RATE = Number(perSecond);
const TOTAL = RATE * Number(seconds);
const TICK_MS = 25;
const PER_POST = 500;
const LANES = 8;
/** Made beforehand, so that the sender costs as little as it can; each record begins with a number of its own all the same. */
const tails = Array.from({ length: 2_000 }, (_, n) => {
  const id = createHash('sha256').update(String(n)).digest('hex');
  return `198.51.100.${n % 250} - canbo${n % 900} "GET /dich-vu-cong/ho-so/${id.slice(0, 24)}?trang=${n % 17} HTTP/1.1" 200 ${n % 90_000} "https://dvc.example.vn/tra-cuu/${id.slice(24, 40)}" "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/${100 + (n % 40)}"`;
});

async function main(): Promise<void> {
  const started = performance.now();
  const send = way === 'syslog' ? await syslog() : bulk();
  let sent = 0;
  while (sent < TOTAL) {
    const due = Math.min(TOTAL, Math.floor(((performance.now() - started) / 1000) * RATE));
    if (due > sent) await send(sent, due);
    sent = Math.max(sent, due);
    await wait(TICK_MS);
  }
  await send(sent, sent);
  const { user, system } = process.cpuUsage();
  const took = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ sent, seconds: took, cpuSeconds: (user + system) / 1e6 })}\n`);
  process.exit(0);
}

type Send = (from: number, to: number) => Promise<void>;

/** One connection, octets counted; waits when the receiver does. */
async function syslog(): Promise<Send> {
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  return async (from, to) => {
    let text = '';
    for (let n = from; n < to; n++) {
      const message = `<134>1 2026-11-21T10:00:00+07:00 web-01 nginx ${n} - - ${tails[n % tails.length]}`;
      text += `${message.length} ${message}`;
    }
    if (from === to) socket.end();
    else if (!socket.write(text)) await once(socket, 'drain');
  };
}

/** Bulk requests of 500 documents, eight at a time; sent again until they are taken. */
function bulk(): Send {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  const open = new Set<Promise<void>>();
  return async (from, to) => {
    for (let at = from; at < to; at += PER_POST) {
      let body = '';
      for (let n = at; n < Math.min(to, at + PER_POST); n++) {
        body += `{"create":{"_index":"bench"}}\n{"n":${n},"message":${JSON.stringify(tails[n % tails.length])}}\n`;
      }
      const one: Promise<void> = untilTaken(agent, body).finally(() => open.delete(one));
      open.add(one);
      if (open.size >= LANES) await Promise.race(open);
    }
    if (from === to) await Promise.all(open);
  };
}

async function untilTaken(agent: Agent, body: string): Promise<void> {
  while ((await post(agent, body)) !== 200) await wait(100);
}

function post(agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-length': Buffer.byteLength(body) };
    const path = '/_bulk?filter_path=errors,items.*.error,items.*.status';
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        const status = answer.statusCode ?? 0;
        if (status === 200 || status === 429) resolve(status);
        else reject(new Error(`bulk answered ${status}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

void main();
