import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@khien/model';
import { COLLECTIONS, createSqliteStore } from '@khien/store';

const WRITES = new Set(['insertManyOnce', 'put', 'replaceIfVersion', 'deleteMany', 'dropPartition']);

export interface TestStore {
  /** The store as the code under test sees it. */
  store: Store;
  /** The same data without interference. */
  plain: Store;
  /** The `write`th write from now on (1 is the next) kills the process: before it was done, or just after. Everything fails from then on. */
  dieAt(write: number, moment: 'before' | 'after'): void;
  /** A new process. */
  revive(): void;
  /** Writes since the last revival. */
  writes(): number;
  close(): Promise<void>;
}

/** A real SQLite store in a folder of its own, whose process can be made to die at any of its writes. */
export function openTestStore(): TestStore {
  const directory = mkdtempSync(join(tmpdir(), 'khien-watch-'));
  const plain = createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
  let writes = 0;
  let deadly: { write: number; moment: 'before' | 'after' } | undefined;
  let dead = false;

  const die = (): never => {
    dead = true;
    throw new Error('the process is dead');
  };
  const guarded = (name: string, call: (...args: unknown[]) => Promise<unknown>) =>
    async function guardedCall(...args: unknown[]): Promise<unknown> {
      if (dead) die();
      if (!WRITES.has(name)) return call(...args);
      writes += 1;
      const dies = deadly?.write === writes;
      if (dies && deadly?.moment === 'before') die();
      const answer = await call(...args);
      return dies ? die() : answer;
    };
  const store = Object.fromEntries(
    Object.entries(plain).map(([name, call]) => [name, guarded(name, call)]),
  ) as unknown as Store;

  return {
    store,
    plain,
    dieAt(write, moment) {
      writes = 0;
      deadly = { write, moment };
    },
    revive() {
      writes = 0;
      deadly = undefined;
      dead = false;
    },
    writes: () => writes,
    async close() {
      await plain.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
