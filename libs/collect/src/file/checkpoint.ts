import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '@khien/model';
import { z } from 'zod';
import { StreamState } from './stream-state';

const Checkpoint = z.strictObject({ version: z.literal(1), streams: z.array(StreamState) });

export interface Checkpoint {
  load(): Promise<StreamState[]>;
  /** Resolves when what the streams were at the call, or later, is on disk. A failure is logged once and does not stop the reading. */
  save(streams: () => readonly StreamState[]): Promise<void>;
}

/** The file that remembers how far each stream is on disk: written whole beside the old one, fsynced, then renamed over it. */
export function createCheckpoint(file: string, { log, now }: { log: Logger; now: () => number }): Checkpoint {
  let writing: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let failing = false;

  async function write(streams: readonly StreamState[]): Promise<void> {
    try {
      await replace(file, JSON.stringify({ version: 1, streams }));
      failing = false;
    } catch (err) {
      if (!failing) log.error('file positions cannot be saved', { file, err });
      failing = true;
    }
  }

  return {
    async load() {
      const text = await readFile(file, 'utf8').catch((err: NodeJS.ErrnoException) => {
        if (err.code === 'ENOENT') return undefined;
        throw err;
      });
      if (text === undefined) return [];
      const read = Checkpoint.safeParse(jsonOf(text));
      if (read.success) return read.data.streams;
      const aside = `${file}.unreadable-${now()}`;
      await rename(file, aside);
      log.error('file positions are unreadable: reading on from the journal, or from the start', {
        file,
        aside,
      });
      return [];
    },
    /** Calls during a write share the next one. */
    save(streams) {
      waiting ??= writing.then(() => {
        waiting = undefined;
        writing = write(streams());
        return writing;
      });
      return waiting;
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function replace(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  const directory = await open(dirname(file), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
