import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file being written at known offsets; every method may fail with the system's error (ENOSPC, EIO). */
export interface WritableFile {
  write(buffers: readonly Buffer[], position: number): Promise<void>;
  /** fdatasync: what was written survives a power cut. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** The disk as the journal needs it; tests put one in between that fails. */
export interface Files {
  makeDirectory(path: string): Promise<void>;
  list(directory: string): Promise<string[]>;
  /** `create` refuses a file that is there; `update` makes one when there is none. */
  open(path: string, mode: 'create' | 'update'): Promise<WritableFile>;
  size(path: string): Promise<number | undefined>;
  /** Up to `length` octets; fewer at the end, none when there is no file. */
  read(path: string, position: number, length: number): Promise<Buffer>;
  readText(path: string): Promise<string | undefined>;
  /** The file has either the old or the new content, whatever happens, and the new one for good when this resolves. */
  replace(path: string, text: string): Promise<void>;
  /** Adds to the end; on disk when this resolves. */
  append(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  syncDirectory(directory: string): Promise<void>;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The real disk. */
export const diskFiles: Files = {
  async makeDirectory(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (directory) => readdir(directory),
  async open(path, mode) {
    const handle = await open(path, mode === 'create' ? 'wx' : await openFlag(path), 0o600);
    return writable(handle);
  },
  async size(path) {
    return (await orMissing(stat(path)))?.size;
  },
  async read(path, position, length) {
    const handle = await orMissing(open(path, 'r'));
    if (!handle) return Buffer.alloc(0);
    try {
      const buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    } finally {
      await handle.close();
    }
  },
  readText: (path) => orMissing(readFile(path, 'utf8')),
  async replace(path, text) {
    const temporary = `${path}.new`;
    await writeDurably(temporary, 'w', text);
    await rename(temporary, path);
    await diskFiles.syncDirectory(dirname(path));
  },
  append: (path, text) => writeDurably(path, 'a', text),
  remove: (path) => rm(path, { force: true }),
  async syncDirectory(directory) {
    const handle = await open(directory, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

async function openFlag(path: string): Promise<string> {
  return (await orMissing(stat(path))) ? 'r+' : 'w+';
}

async function orMissing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function writeDurably(path: string, flag: string, text: string): Promise<void> {
  const handle = await open(path, flag, 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function writable(handle: FileHandle): WritableFile {
  return {
    async write(buffers, position) {
      const all = buffers.length === 1 && buffers[0] ? buffers[0] : Buffer.concat(buffers);
      let written = 0;
      while (written < all.length) {
        const { bytesWritten } = await handle.write(all, written, all.length - written, position + written);
        written += bytesWritten;
      }
    },
    sync: () => handle.datasync(),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}

/** Where everything of one journal lies. */
export function journalPaths(directory: string) {
  const numbered = (segment: number): string => String(segment).padStart(10, '0');
  return {
    directory,
    manifest: join(directory, 'manifest.json'),
    chain: join(directory, 'chain.jsonl'),
    reserved: join(directory, 'next-seq'),
    exposed: join(directory, 'exposed-seq'),
    released: join(directory, 'released-segment'),
    positions: join(directory, 'positions.json'),
    lock: join(directory, 'lock'),
    segment: (segment: number): string => join(directory, `${numbered(segment)}.journal`),
    index: (segment: number): string => join(directory, `${numbered(segment)}.index.json`),
  };
}
export type JournalPaths = ReturnType<typeof journalPaths>;

/** Numbers of the segment files in a directory listing, ascending. */
export function segmentNumbers(names: readonly string[]): number[] {
  return names
    .flatMap((name) => /^(\d{10})\.journal$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}
