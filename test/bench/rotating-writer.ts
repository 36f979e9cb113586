/** A process of its own that writes numbered lines to a file at a steady rate and opens it anew at SIGHUP, as daemons do: `node … rotating-writer.ts FILE PER_SECOND SECONDS`. Says how many it wrote. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const [file = '', perSecond = '', seconds = ''] = process.argv.slice(2);
const RATE = Number(perSecond);
const TOTAL = RATE * Number(seconds);
const TICK_MS = 10;
const TAIL = `198.51.100.7 - canbo17 "GET /dich-vu-cong/ho-so HTTP/1.1" 200 5120 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"`;

async function main(): Promise<void> {
  let descriptor = openSync(file, 'a');
  process.on('SIGHUP', () => {
    closeSync(descriptor);
    descriptor = openSync(file, 'a');
  });
  process.stdout.write('writing\n');
  const started = performance.now();
  for (let written = 0; written < TOTAL; ) {
    const due = Math.min(TOTAL, Math.floor(((performance.now() - started) / 1000) * RATE));
    let text = '';
    for (; written < due; written++) text += `line ${written} ${TAIL}\n`;
    if (text !== '') writeSync(descriptor, text);
    await wait(TICK_MS);
  }
  process.stdout.write(`${JSON.stringify({ written: TOTAL })}\n`);
  process.exit(0);
}

void main();
