import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from '@khien/model';
import type { z } from 'zod';

export interface PositionFile<T> {
  /** Undefined when there is none. One that cannot be understood is put aside with an ERROR that says what follows. */
  read(): Promise<T | undefined>;
  /** Written whole beside the old one and fsynced before it takes its place, so that a kill leaves one or the other. */
  replace(value: unknown): Promise<void>;
}

/** The JSON file in which a collector remembers how far it has read. `lost`: what the log says when it is unreadable. */
export function positionFile<S extends z.ZodType>({
  file,
  shape,
  lost,
  log,
  now,
}: {
  file: string;
  shape: S;
  lost: string;
  log: Logger;
  now: () => number;
}): PositionFile<z.output<S>> {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch((err: NodeJS.ErrnoException) => {
        if (err.code === 'ENOENT') return undefined;
        throw err;
      });
      if (text === undefined) return undefined;
      const read = shape.safeParse(jsonOf(text));
      if (read.success) return read.data;
      const aside = `${file}.unreadable-${now()}`;
      await rename(file, aside);
      log.error(lost, { file, aside });
      return undefined;
    },
    async replace(value) {
      await mkdir(dirname(file), { recursive: true });
      const beside = `${file}.new`;
      await writeSynced(beside, JSON.stringify(value));
      await rename(beside, file);
      await syncFolder(dirname(file));
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

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
