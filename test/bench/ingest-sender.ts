/** A process of its own that posts records to a monitor: `node … ingest-sender.ts URL RECORDS CONNECTIONS`. Says `ready`, waits for a line, posts, says how it went as JSON. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Batch, batchesOf, TOKEN } from '../faults/province-by-http';

const [url = '', records = '', connections = ''] = process.argv.slice(2);
const START = Date.parse('2026-11-18T04:00:00Z');
const PER_POST = 500;

const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const bodies = batchesOf(Number(records), START, PER_POST).map(({ lines, ...batch }) => ({
  ...batch,
  body: Buffer.from(`${lines.join('\n')}\n`),
}));

void main();

async function main(): Promise<void> {
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  const started = performance.now();
  let next = 0;
  let repeats = 0;
  const lane = async (): Promise<void> => {
    for (let batch = bodies[next++]; batch; batch = bodies[next++]) {
      while ((await post(batch)) !== 200) {
        repeats += 1;
        await wait(20);
      }
    }
  };
  await Promise.all(Array.from({ length: Number(connections) }, lane));
  const bytes = bodies.reduce((sum, { body }) => sum + body.length, 0);
  const { user, system } = process.cpuUsage();
  const cpuSeconds = (user + system) / 1e6;
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${JSON.stringify({ posts: bodies.length, bytes, repeats, seconds, cpuSeconds })}\n`);
  process.exit(0);
}

/** The answer's status; anything that trying again does not mend ends the run. */
function post({ sourceId, key, body }: Omit<Batch, 'lines'> & { body: Buffer }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/x-ndjson',
      'idempotency-key': key,
      'content-length': body.length,
    };
    const sent = request(`${url}/v1/ingest/${sourceId}`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => {
        const status = answer.statusCode ?? 0;
        if (status === 200 || status === 503 || status === 429) resolve(status);
        else reject(new Error(`ingest answered ${status}`));
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
