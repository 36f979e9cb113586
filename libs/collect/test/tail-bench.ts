import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { silentLogger } from '@khien/model';
import { createFileTail, type FileTail, type FileTailDeps } from '../src/file/file-tail';
import { createRecordingIntake, type RecordingIntake, sourceOf, until } from './recording-intake';

export const POLL_MS = 5;
const QUIET_MS = 60;

/** A directory of its own with `app.log` in it, and the receivers that a test starts on it. */
export interface TailBench {
  dir: string;
  log: string;
  intake: RecordingIntake;
  started(rest?: Partial<FileTailDeps>, paths?: string[]): Promise<FileTail>;
  /** Waits until so many records are stored. */
  got(count: number): Promise<void>;
  /** Every line once, no position twice. */
  expectEach(expected: string[]): void;
  /** How many streams the stored records came from. */
  streams(): number;
  clean(): Promise<void>;
}

export function createTailBench(): TailBench {
  const dir = mkdtempSync(join(tmpdir(), 'tail-'));
  const tails: FileTail[] = [];
  const bench: TailBench = {
    dir,
    log: join(dir, 'app.log'),
    intake: createRecordingIntake(),
    async started(rest = {}, paths = [bench.log]) {
      const made = createFileTail({
        sources: [sourceOf('app', { kind: 'file', paths })],
        intake: bench.intake,
        log: silentLogger,
        now: Date.now,
        checkpointFile: join(dir, 'state', 'files.json'),
        pollMs: POLL_MS,
        quietMs: QUIET_MS,
        stopMs: 100,
        ...rest,
      });
      tails.push(made);
      await made.start();
      return made;
    },
    got: (count) => until(() => bench.intake.stored.length >= count, `${count} records`),
    expectEach(expected) {
      expect([...bench.intake.raws()].sort()).toEqual([...expected].sort());
      const positions = bench.intake.stored.map(({ position }) => position);
      expect(new Set(positions).size).toBe(positions.length);
    },
    streams: () => new Set(bench.intake.stored.map(({ position }) => position?.split(':')[1])).size,
    async clean() {
      await Promise.all(tails.map((one) => one.stop()));
      rmSync(dir, { recursive: true });
    },
  };
  return bench;
}

/** Lines `name 0 …`, `name 1 …`, long enough that a few make up the 1,024 octets of a head. */
export function lines(name: string, count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${from + index} ${'.'.repeat(80)}`);
}

export function text(all: string[]): string {
  return all.map((line) => `${line}\n`).join('');
}

/** Long enough for several looks and for rotated files to be finished. */
export function settle(): Promise<void> {
  return sleep(QUIET_MS + 20 * POLL_MS);
}
