import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '@khien/model';
import fc from 'fast-check';
import { createRecordingIntake, sourceOf, until } from '../../test/recording-intake';
import { createTailBench, lines, POLL_MS, settle, type TailBench, text } from '../../test/tail-bench';

let bench: TailBench;
let log: string;
beforeEach(() => {
  bench = createTailBench();
  log = bench.log;
});
afterEach(() => bench.clean());

describe('records and positions', () => {
  it.each([
    ['LF', 'a\nbc\n', ['a', 'bc'], [0, 2]],
    ['CRLF', 'a\r\nbc\r\n', ['a', 'bc'], [0, 3]],
    ['empty lines', '\n\na\n', ['a'], [2]],
    ['byte order mark', '\ufeffa\nb\n', ['a', 'b'], [0, 5]],
    ['Vietnamese', 'Sở Y tế\nb\n', ['Sở Y tế', 'b'], [0, 12]],
  ])('%s', async (_name, content, raws, offsets) => {
    writeFileSync(log, content);
    await bench.started();
    await bench.got(raws.length);
    expect(bench.intake.raws()).toEqual(raws);
    const [stream] = (bench.intake.stored[0]?.position ?? '').split(':').slice(1);
    expect(stream).toMatch(/^[0-9a-f]{24}$/);
    expect(bench.intake.stored.map(({ position }) => position)).toEqual(
      offsets.map((offset) => `file:${stream}:${String(offset).padStart(12, '0')}`),
    );
    expect(bench.intake.stored[0]).toMatchObject({ kind: 'file', sourceId: 'app' });
  });

  it('keeps NUL and invalid UTF-8 as base64', async () => {
    writeFileSync(log, Buffer.from([0x61, 0, 0x0a, 0xff, 0x0a, 0x62, 0x0a]));
    await bench.started();
    await bench.got(3);
    expect(bench.intake.stored).toMatchObject([
      { raw: Buffer.from([0x61, 0]).toString('base64'), encoding: 'base64' },
      { raw: Buffer.from([0xff]).toString('base64'), encoding: 'base64' },
      { raw: 'b' },
    ]);
  });

  it('reads UTF-16LE lines as the octets they are, positions in octets', async () => {
    writeFileSync(log, Buffer.from('\ufeffđường\r\nĊb\n', 'utf16le'));
    await bench.started({
      sources: [sourceOf('app', { kind: 'file', paths: [log] }, { encoding: 'utf-16le' })],
    });
    await bench.got(2);
    expect(bench.intake.stored.map(({ raw }) => Buffer.from(raw, 'base64').toString('utf16le'))).toEqual([
      'đường',
      'Ċb',
    ]);
    expect(bench.intake.stored.map(({ position }) => Number(position?.slice(-12)))).toEqual([0, 16]);
  });

  it('cuts a line of 300 KB and goes on behind it', async () => {
    writeFileSync(log, `${'x'.repeat(300_000)}\nnext\n`);
    await bench.started();
    await bench.got(2);
    expect(bench.intake.stored[0]).toMatchObject({ raw: 'x'.repeat(65_536), truncated: true });
    expect(bench.intake.stored[1]?.raw).toBe('next');
    expect(Number(bench.intake.stored[1]?.position?.slice(-12))).toBe(300_001);
  });

  it('holds a line until its line feed comes', async () => {
    writeFileSync(log, 'one\ntw');
    await bench.started();
    await bench.got(1);
    await settle();
    expect(bench.intake.raws()).toEqual(['one']);
    appendFileSync(log, 'o\n');
    await bench.got(2);
    expect(bench.intake.raws()).toEqual(['one', 'two']);
  });

  it('hands on at most 500 records at a time, in order', async () => {
    writeFileSync(log, text(lines('n', 1_700)));
    await bench.started();
    await bench.got(1_700);
    expect(Math.max(...bench.intake.batches)).toBe(500);
    expect(bench.intake.raws()).toEqual(lines('n', 1_700));
  });

  it('gives the same records and positions however a file grows', async () => {
    const octets = fc.array(
      fc.constantFrom('a', '\n', '\r', '\0', 'é', 'long enough to fill a head '.repeat(20)),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(octets, fc.array(fc.nat(), { maxLength: 4 }), async (pieces, cuts) => {
        const content = Buffer.from(pieces.join(''));
        const whole = content.length === 0 ? 0 : content.lastIndexOf('\n') + 1;
        const expected = content
          .subarray(0, whole)
          .toString('latin1')
          .split('\n')
          .slice(0, -1)
          .map((line) => line.replace(/\r$/, ''))
          .filter((line) => line !== '');
        bench.intake = createRecordingIntake();
        const file = join(bench.dir, 'grows.log');
        rmSync(file, { force: true });
        const one = await bench.started({ checkpointFile: join(bench.dir, 'grows.json'), stablePolls: 1 }, [
          file,
        ]);
        let from = 0;
        for (const cut of [
          ...cuts.map((c) => c % (content.length + 1)).sort((a, b) => a - b),
          content.length,
        ]) {
          appendFileSync(file, content.subarray(from, cut));
          from = cut;
          await sleep(POLL_MS * 2);
        }
        await bench.got(expected.length);
        await one.stop();
        rmSync(join(bench.dir, 'grows.json'), { force: true });
        const raws = bench.intake.stored.map(({ raw, encoding }) =>
          Buffer.from(raw, encoding ?? 'utf8').toString('latin1'),
        );
        expect(raws).toEqual(expected);
        expect(bench.streams()).toBe(expected.length > 0 ? 1 : 0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('finding files', () => {
  it('follows a star in the last segment, and files that come later', async () => {
    writeFileSync(join(bench.dir, 'a.log'), 'a\n');
    writeFileSync(join(bench.dir, 'b.txt'), 'b\n');
    await bench.started({}, [join(bench.dir, '*.log')]);
    await bench.got(1);
    writeFileSync(join(bench.dir, 'c.log'), 'c\n');
    await bench.got(2);
    bench.expectEach(['a', 'c']);
  });

  it('reads two files with the same short content, each for itself', async () => {
    writeFileSync(join(bench.dir, 'a.log'), 'start\n');
    writeFileSync(join(bench.dir, 'b.log'), 'start\n');
    await bench.started({}, [join(bench.dir, '*.log')]);
    await bench.got(2);
    expect(bench.streams()).toBe(2);
  });

  it('reads two files with the same first 2,000 octets, each for itself', async () => {
    const header = text(lines('#Fields', 25));
    writeFileSync(join(bench.dir, 'app-20260101.log'), `${header}one\n`);
    await bench.started({}, [join(bench.dir, '*.log')]);
    await bench.got(26);
    writeFileSync(join(bench.dir, 'app-20260102.log'), header);
    await settle();
    appendFileSync(join(bench.dir, 'app-20260102.log'), 'two\n');
    await until(() => bench.intake.raws().includes('two'), 'second file read');
    expect(bench.intake.raws()).toContain('one');
  });

  it('goes to the new file when a link is turned over', async () => {
    writeFileSync(join(bench.dir, 'day1'), text(lines('one', 20)));
    symlinkSync(join(bench.dir, 'day1'), log);
    await bench.started();
    await bench.got(20);
    writeFileSync(join(bench.dir, 'day2'), text(lines('two', 20)));
    symlinkSync(join(bench.dir, 'day2'), `${log}.next`);
    renameSync(`${log}.next`, log);
    appendFileSync(join(bench.dir, 'day1'), text(['last of day 1']));
    await bench.got(41);
    bench.expectEach([...lines('one', 20), 'last of day 1', ...lines('two', 20)]);
  });

  it.each([
    ['file', (hidden: boolean) => chmodSync(log, hidden ? 0 : 0o644)],
    ['directory', (hidden: boolean) => chmodSync(join(bench.dir, 'inner'), hidden ? 0 : 0o755)],
  ])('warns once about a %s it may not read, counts it, and reads it when it may', async (what, hide) => {
    chmodSync(bench.dir, 0o777);
    if (what === 'directory') log = bench.log = join(bench.dir, 'inner', 'app.log');
    mkdirSync(join(bench.dir, 'inner'));
    writeFileSync(log, 'a\n');
    hide(true);
    const warnings: string[] = [];
    const root = process.geteuid?.() === 0;
    // Root may read everything, so the test is somebody else for a while.
    if (root) process.seteuid?.(65_534);
    try {
      const one = await bench.started({
        log: { ...silentLogger, warn: (message) => void warnings.push(message) },
      });
      await until(() => one.stats().unreadable === 1, 'counted');
      await settle();
      expect(warnings).toEqual(['file cannot be read; trying again']);
      if (root) process.seteuid?.(0);
      hide(false);
      if (root) process.seteuid?.(65_534);
      await bench.got(1);
      await until(() => one.stats().unreadable === 0, 'no longer counted');
      await one.stop();
    } finally {
      if (root) process.seteuid?.(0);
      hide(false);
    }
  });
});

describe('when records cannot be stored', () => {
  it('offers the same records again, skipping and losing none', async () => {
    bench.intake.refuse(5);
    writeFileSync(log, text(lines('a', 1_200)));
    await bench.started();
    await bench.got(1_200);
    expect(bench.intake.raws()).toEqual(lines('a', 1_200));
  });

  it('reads nothing while paused', async () => {
    bench.intake.pause('file', true);
    writeFileSync(log, text(lines('a', 30)));
    await bench.started();
    await settle();
    expect(bench.intake.stored).toEqual([]);
    bench.intake.pause('file', false);
    await bench.got(30);
    bench.expectEach(lines('a', 30));
  });

  it('keeps a file that is rotated and removed while paused', async () => {
    writeFileSync(log, text(lines('a', 30)));
    await bench.started();
    await bench.got(30);
    bench.intake.pause('file', true);
    appendFileSync(log, text(lines('b', 3_000)));
    await sleep(4 * POLL_MS);
    unlinkSync(log);
    writeFileSync(log, text(lines('c', 30)));
    await settle();
    bench.intake.pause('file', false);
    await bench.got(3_060);
    bench.expectEach([...lines('a', 30), ...lines('b', 3_000), ...lines('c', 30)]);
  });
});

it('makes the directory of its positions, readable by its owner only', async () => {
  writeFileSync(log, 'a\n');
  mkdirSync(join(bench.dir, 'deep'), { recursive: true });
  const file = join(bench.dir, 'deep', 'er', 'files.json');
  const one = await bench.started({ checkpointFile: file });
  await bench.got(1);
  await one.stop();
  expect(execFileSync('stat', ['-c', '%a', file]).toString().trim()).toBe('600');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    version: 1,
    streams: [{ sourceId: 'app', offset: 2 }],
  });
});
