import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MonitorError } from '@khien/model';
import { type Bindable, type Binding, openBinding, type Row, type Statement } from './binding';
import { translateError } from './translate-error';

const FORMAT = 1;
const BUSY_TIMEOUT_MS = 5000;
const KEPT_STATEMENTS = 300;

/** `NORMAL` survives the death of the process at any moment, and the loss of power up to the last flush; `FULL` survives both up to the last commit. */
export type Synchronous = 'NORMAL' | 'FULL';

/** One SQLite file in WAL mode. */
export interface DatabaseFile {
  readonly library: Binding['library'];
  run(sql: string, params: readonly Bindable[]): number;
  all(sql: string, params: readonly Bindable[]): Row[];
  exec(sql: string): void;
  /** All or nothing; takes the write lock at once, so that it never has to be given up half way. */
  transaction<T>(work: () => T): T;
  /** Resolves when every transaction committed before is on the disk. */
  flush(): Promise<void>;
  close(): void;
}

/** How a connection is opened. */
export interface ConnectionOptions {
  path: string;
  synchronous: Synchronous;
  /** Pages kept in memory, in kB. */
  cacheKb: number;
}

/** Opens a connection to a file, which is made when it is not there. */
export function openDatabaseFile(options: ConnectionOptions): DatabaseFile {
  const { path } = options;
  let binding: Binding | undefined;
  try {
    binding = openBinding(path);
    prepareFile(binding, options);
    return wrap(binding, path);
  } catch (error) {
    binding?.close();
    throw translateError(error, `sqlite ${path}`);
  }
}

function prepareFile(binding: Binding, { path, synchronous, cacheKb }: ConnectionOptions): void {
  const pragma = (text: string): Row | undefined => binding.prepare(`PRAGMA ${text}`).all([])[0];
  pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  const mode = pragma('journal_mode = WAL')?.journal_mode;
  if (mode !== 'wal')
    throw new MonitorError('bad_configuration', `sqlite ${path}: cannot use WAL here (${String(mode)})`);
  pragma(`synchronous = ${synchronous}`);
  pragma(`cache_size = -${cacheKb}`);
  // In pages of 4 KB. Random ids touch the same index pages again and again: a checkpoint four times as rare writes far fewer of them.
  pragma('wal_autocheckpoint = 4000');
  // After a burst the WAL file is cut back to this, once it has been checkpointed.
  pragma('journal_size_limit = 67108864');
  const format = Number(pragma('user_version')?.user_version ?? 0);
  if (format > FORMAT)
    throw new MonitorError('bad_configuration', `sqlite ${path}: made by a newer version (format ${format})`);
  if (format < FORMAT) pragma(`user_version = ${FORMAT}`);
}

function wrap(binding: Binding, path: string): DatabaseFile {
  const statements = new Map<string, Statement>();
  let closed = false;
  const statement = (sql: string): Statement => {
    if (closed) throw new MonitorError('unavailable', 'store: closed');
    const kept = statements.get(sql) ?? binding.prepare(sql);
    // Least recently used first: the map keeps insertion order.
    statements.delete(sql);
    statements.set(sql, kept);
    const oldest = statements.keys().next();
    if (statements.size > KEPT_STATEMENTS && !oldest.done) statements.delete(oldest.value);
    return kept;
  };
  return {
    library: binding.library,
    run: (sql, params) => statement(sql).run(params),
    all: (sql, params) => statement(sql).all(params),
    exec(sql) {
      if (closed) throw new MonitorError('unavailable', 'store: closed');
      binding.exec(sql);
    },
    transaction(work) {
      if (closed) throw new MonitorError('unavailable', 'store: closed');
      binding.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        binding.exec('COMMIT');
        return result;
      } catch (error) {
        rollBack(binding);
        throw error;
      }
    },
    async flush() {
      if (closed) throw new MonitorError('unavailable', 'store: closed');
      await flushFiles(path);
    },
    close() {
      if (closed) return;
      closed = true;
      statements.clear();
      binding.close();
    },
  };
}

function rollBack(binding: Binding): void {
  try {
    binding.exec('ROLLBACK');
  } catch {
    // SQLite has rolled back by itself (disk full, I/O error); the first error is the one to tell.
  }
}

/**
 * Every commit has been written to the WAL, so flushing that file (and the directory that names it) is what a power cut needs;
 * a checkpoint flushes the database file itself before it reuses the WAL. Unlike a checkpoint, this waits for no reader and blocks no thread.
 */
async function flushFiles(path: string): Promise<void> {
  // Never the database file itself: closing a descriptor of it would drop this process's locks on it (POSIX), and the next reader to leave would delete our WAL.
  for (const file of [`${path}-wal`, dirname(path)]) {
    const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    try {
      await handle?.sync();
    } finally {
      await handle?.close();
    }
  }
}
