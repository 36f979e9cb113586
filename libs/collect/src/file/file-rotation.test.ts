import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createRecordingIntake, until } from '../../test/recording-intake';
import { createTailBench, lines, POLL_MS, settle, type TailBench, text } from '../../test/tail-bench';

let bench: TailBench;
let log: string;
beforeEach(() => {
  bench = createTailBench();
  log = bench.log;
});
afterEach(() => bench.clean());

describe('rotation while running', () => {
  it('loses and repeats nothing over 30 renames under load', async () => {
    await bench.started({ quietMs: 500 });
    const expected: string[] = [];
    for (let round = 0; round < 30; round++) {
      for (let burst = 0; burst < 4; burst++) {
        const some = lines(`r${round}`, 40, burst * 40);
        expected.push(...some);
        appendFileSync(log, text(some));
        await sleep(2);
      }
      renameSync(log, `${log}.${round}`);
      const late = [`late ${round} ${'.'.repeat(60)}`];
      expected.push(...late);
      if (round % 2 === 0) await sleep(3 * POLL_MS);
      appendFileSync(`${log}.${round}`, text(late));
      // A file that lives shorter than a look leaves no trace to a reader that polls: give each at least one.
      writeFileSync(log, '');
      await sleep(4 * POLL_MS);
    }
    await bench.got(expected.length);
    await sleep(100);
    bench.expectEach(expected);
    expect(bench.streams()).toBe(30);
  });

  it('loses and repeats nothing when the rotated names are watched too', async () => {
    await bench.started({}, [`${log}*`]);
    const expected: string[] = [];
    for (let round = 0; round < 10; round++) {
      const some = lines(`r${round}`, 50);
      expected.push(...some);
      appendFileSync(log, text(some));
      await sleep(2 * POLL_MS);
      for (let old = round; old > 0; old--) renameSync(`${log}.${old}`, `${log}.${old + 1}`);
      renameSync(log, `${log}.1`);
    }
    await bench.got(expected.length);
    await settle();
    bench.expectEach(expected);
  });

  it('takes the last line without line feed when its file was rotated and is quiet', async () => {
    writeFileSync(log, `${text(lines('a', 20))}no line feed`);
    await bench.started();
    await bench.got(20);
    renameSync(log, `${log}.1`);
    await bench.got(21);
    expect(bench.intake.raws().at(-1)).toBe('no line feed');
  });

  it('reads a deleted file to its end, and a new one with the same inode from its start', async () => {
    for (let round = 0; round < 6; round++) {
      writeFileSync(log, text(lines(`r${round}`, 30)));
      if (round === 0) await bench.started();
      await bench.got(30 * (round + 1));
      unlinkSync(log);
      await settle();
    }
    bench.expectEach(Array.from({ length: 6 }, (_, round) => lines(`r${round}`, 30)).flat());
    expect(bench.streams()).toBe(6);
  });

  it.each([
    ['smaller', 3],
    ['as long', 30],
    ['longer', 200],
  ])('begins anew when a file is cut and written again, %s than before', async (_name, count) => {
    writeFileSync(log, text(lines('old', 30)));
    const one = await bench.started();
    await bench.got(30);
    writeFileSync(log, text(lines('new', count)));
    await bench.got(30 + count);
    await settle();
    bench.expectEach([...lines('old', 30), ...lines('new', count)]);
    expect(bench.streams()).toBe(2);
    expect(one.stats().cuts).toBe(1);
  });

  it.each([
    ['only the file is watched', false],
    ['the copies are watched too', true],
  ])('copy and truncate: nothing twice, nothing lost that the copy has; %s', async (_name, all) => {
    await bench.started({}, [all ? `${log}*` : log]);
    const expected: string[] = [];
    for (let round = 0; round < 8; round++) {
      const some = lines(`r${round}`, 60);
      expected.push(...some);
      appendFileSync(log, text(some.slice(0, 30)));
      await sleep(3 * POLL_MS);
      // Written right before the copy: read from the copy when the cut came first.
      appendFileSync(log, text(some.slice(30)));
      copyFileSync(log, `${log}.${8 - round}`);
      truncateSync(log, 0);
      await sleep(8 * POLL_MS);
    }
    await bench.got(expected.length);
    await settle();
    bench.expectEach(expected);
  });

  it.each<[string, (round: number) => void]>([
    ['renamed', (round) => renameSync(log, `${log}.${round}`)],
    [
      'copied and cut',
      (round) => {
        copyFileSync(log, `${log}.${round}`);
        truncateSync(log, 0);
      },
    ],
  ])('finds what was written and %s several times between two looks', async (_name, rotate) => {
    const expected = lines('first', 20);
    writeFileSync(log, text(expected));
    await bench.started();
    await bench.got(20);
    for (let round = 0; round < 4; round++) {
      const some = lines(`r${round}`, 30);
      expected.push(...some);
      appendFileSync(log, text(some));
      rotate(round);
    }
    writeFileSync(log, text(lines('last', 20)), { flag: 'a' });
    expected.push(...lines('last', 20));
    await bench.got(expected.length);
    await settle();
    bench.expectEach(expected);
  });

  it('loses only what was written between the copy and the cut', async () => {
    bench.intake = createRecordingIntake({ latencyMs: 0 });
    await bench.started();
    appendFileSync(log, text(lines('kept', 30)));
    await bench.got(30);
    copyFileSync(log, `${log}.1`);
    appendFileSync(log, text(lines('gap', 5)));
    truncateSync(log, 0);
    appendFileSync(log, text(lines('next', 20)));
    await until(() => bench.intake.raws().includes(lines('next', 20)[19] ?? ''), 'next read');
    await settle();
    const without = bench.intake.raws().filter((raw) => !raw.startsWith('gap'));
    expect(without.sort()).toEqual([...lines('kept', 30), ...lines('next', 20)].sort());
  });

  it('leaves out the hole of a writer that goes on at its old offset after the cut', async () => {
    writeFileSync(log, text(lines('old', 30)));
    await bench.started();
    await bench.got(30);
    const offset = readFileSync(log).length;
    truncateSync(log, 0);
    await sleep(4 * POLL_MS);
    writeFileSync(log, Buffer.concat([Buffer.alloc(offset), Buffer.from(text(lines('new', 20)))]));
    await bench.got(50);
    await settle();
    bench.expectEach([...lines('old', 30), ...lines('new', 20)]);
  });

  it('does not read a compressed copy of what was read', async () => {
    await bench.started({}, [`${log}*`]);
    writeFileSync(log, text(lines('a', 100)));
    await bench.got(100);
    renameSync(log, `${log}.1`);
    await sleep(4 * POLL_MS);
    writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(`${log}.1`)));
    unlinkSync(`${log}.1`);
    await settle();
    await settle();
    bench.expectEach(lines('a', 100));
  });
});
