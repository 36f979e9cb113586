import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { silentLogger } from '@khien/model';
import { until } from '../../test/recording-intake';
import { createTailBench, lines, settle, type TailBench, text } from '../../test/tail-bench';

let bench: TailBench;
let log: string;
beforeEach(() => {
  bench = createTailBench();
  log = bench.log;
});
afterEach(() => bench.clean());

describe('stopping, dying and starting again', () => {
  async function readThen(first: string[]): Promise<void> {
    writeFileSync(log, text(first));
    const one = await bench.started();
    await bench.got(first.length);
    await one.stop();
  }

  it('goes on where it was', async () => {
    await readThen(lines('a', 30));
    appendFileSync(log, text(lines('b', 30)));
    await bench.started();
    await bench.got(60);
    await settle();
    expect(bench.intake.raws()).toEqual([...lines('a', 30), ...lines('b', 30)]);
    expect(bench.streams()).toBe(1);
  });

  it('keeps the stream of a file that was short at first', async () => {
    await readThen(['short']);
    appendFileSync(log, text(lines('more', 30)));
    await bench.started();
    await bench.got(31);
    await settle();
    expect(bench.intake.raws()).toEqual(['short', ...lines('more', 30)]);
    expect(bench.streams()).toBe(1);
  });

  it.each([0, 1, 2, 3])(
    'killed after %d batches, between journal and checkpoint: nothing twice, nothing lost',
    async (batches) => {
      writeFileSync(log, text(lines('a', 2_200)));
      bench.intake.dieAfterStoring(batches);
      const killed = await bench.started();
      await bench.got((batches + 1) * 500);
      await killed.stop();
      bench.intake.dieAfterStoring(Number.POSITIVE_INFINITY);
      await bench.started();
      await bench.got(2_200);
      await settle();
      expect(bench.intake.raws()).toEqual(lines('a', 2_200));
      expect(bench.streams()).toBe(1);
    },
  );

  it('with its positions lost, goes on from those in the journal', async () => {
    await readThen(lines('a', 30));
    rmSync(join(bench.dir, 'state'), { recursive: true });
    appendFileSync(log, text(lines('b', 30)));
    await bench.started();
    await bench.got(60);
    await settle();
    expect(bench.intake.raws()).toEqual([...lines('a', 30), ...lines('b', 30)]);
  });

  it('with its positions unreadable, says so, keeps them aside and goes on', async () => {
    await readThen(lines('a', 30));
    writeFileSync(join(bench.dir, 'state', 'files.json'), '{"version":1,"streams":[{"id":"\0');
    const errors: string[] = [];
    await bench.started({ log: { ...silentLogger, error: (message) => void errors.push(message) } });
    await settle();
    expect(errors).toHaveLength(1);
    bench.expectEach(lines('a', 30));
  });

  const B = lines('b', 30);
  const NEW = lines('new', 30);
  it.each<[string, () => void, string[]]>([
    ['cut and left shorter', () => writeFileSync(log, text(lines('new', 3))), lines('new', 3)],
    ['cut and grown past the old offset', () => writeFileSync(log, text(lines('new', 90))), lines('new', 90)],
    [
      'deleted and made anew twice, the first new one renamed',
      () => {
        unlinkSync(log);
        writeFileSync(log, text(B));
        renameSync(log, `${log}.1`);
        writeFileSync(log, text(NEW));
      },
      [...B, ...NEW],
    ],
    [
      'deleted and made anew',
      () => {
        unlinkSync(log);
        writeFileSync(log, text(NEW));
      },
      NEW,
    ],
    [
      'renamed out of sight with lines nobody read',
      () => {
        appendFileSync(log, text(B));
        renameSync(log, `${log}.1`);
        writeFileSync(log, text(NEW));
      },
      [...B, ...NEW],
    ],
    [
      'copied and cut with lines nobody read',
      () => {
        appendFileSync(log, text(B));
        copyFileSync(log, `${log}-20260101`);
        writeFileSync(log, text(NEW));
      },
      [...B, ...NEW],
    ],
    [
      'compressed with lines nobody read',
      () => {
        appendFileSync(log, text(B));
        writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(log)));
        unlinkSync(log);
        writeFileSync(log, text(NEW));
      },
      [...B, ...NEW],
    ],
    [
      'compressed without a line feed at its end',
      () => {
        writeFileSync(`${log}.1.gz`, gzipSync(`${readFileSync(log)}${text(B)}end`));
        unlinkSync(log);
      },
      [...B, 'end'],
    ],
    [
      'compressed beside strangers',
      () => {
        writeFileSync(`${log}.1.gz`, gzipSync(text(lines('stranger', 50))));
        writeFileSync(`${log}.2.gz`, 'no gzip');
        writeFileSync(`${log}.3.gz`, gzipSync(readFileSync(log)).subarray(0, 40));
        writeFileSync(`${log}.4`, text(lines('stranger', 50)));
        writeFileSync(`${log}.5.gz`, gzipSync(`${readFileSync(log)}${text(B)}`));
        unlinkSync(log);
      },
      B,
    ],
  ])('while stopped the file was %s', async (_name, change, more) => {
    await readThen(lines('a', 30));
    change();
    await bench.started();
    await bench.got(30 + more.length);
    await settle();
    bench.expectEach([...lines('a', 30), ...more]);
  });

  it('begins anew in a file written again under the same long heading', async () => {
    const heading = lines('#heading', 20);
    await readThen([...heading, ...lines('old', 20)]);
    writeFileSync(log, text([...heading, ...lines('new', 40)]));
    await bench.started();
    await bench.got(100);
    await settle();
    expect(bench.intake.raws().slice(40)).toEqual([...heading, ...lines('new', 40)]);
    expect(bench.streams()).toBe(2);
  });

  it('reads compressed files that the paths name, once, across restarts', async () => {
    writeFileSync(`${log}.1.gz`, gzipSync(text(lines('old', 700))));
    writeFileSync(log, text(lines('a', 30)));
    for (let time = 0; time < 3; time++) {
      const one = await bench.started({}, [`${log}*`]);
      await bench.got(730);
      await settle();
      await one.stop();
      if (time === 0) renameSync(`${log}.1.gz`, `${log}.2.gz`);
    }
    bench.expectEach([...lines('old', 700), ...lines('a', 30)]);
  });

  it('reads what can be read of a damaged compressed file, and says so', async () => {
    const noise = Array.from(
      { length: 3_000 },
      (_, i) =>
        `line ${i} ${Math.imul(i + 1, 2_654_435_761)
          .toString(36)
          .repeat(6)}`,
    );
    const whole = gzipSync(text(noise));
    writeFileSync(`${log}.1.gz`, whole.subarray(0, whole.length / 2));
    const one = await bench.started({}, [`${log}*`]);
    await until(() => one.stats().damaged === 1, 'damage counted');
    expect(bench.intake.stored.length).toBeGreaterThan(500);
    expect(bench.intake.raws()).toEqual(noise.slice(0, bench.intake.stored.length));
  });
});
