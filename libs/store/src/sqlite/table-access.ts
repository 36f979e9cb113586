import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CollectionSpec, type Day, MonitorError } from '@khien/model';
import { collectionLookup } from '../collections';
import { dayOfPartition, physicalName } from '../partition';
import type { Bindable, Row } from './binding';
import { type DatabaseFile, openDatabaseFile, type Synchronous } from './database-file';
import { ensureTable, type Layout, layoutOf, quote } from './table';
import { isMissingTable, translateError } from './translate-error';
import { createWriterHere, type WriteBatch, type Writer } from './writer';
import { createWriterThread, THREADS_AVAILABLE } from './writer-thread';

/** One table: a collection, or one day of it. */
export interface Table {
  /** For reading, and for what makes tables. */
  file: DatabaseFile;
  writer: Writer;
  layout: Layout;
  name: string;
}

/** Tables made on the first write and found again after another process made or dropped them. */
export interface TableAccess {
  table(collection: string, day?: Day): Table;
  spec(collection: string): CollectionSpec;
  /** All of the batch or nothing; resolves after the commit with the number of rows each run changed. */
  write(table: Table, batch: WriteBatch): Promise<number[]>;
  /** Rows, or none when the table does not exist. */
  read(table: Table, sql: string, params: readonly Bindable[]): Row[];
  days(spec: CollectionSpec): Day[];
  drop(table: Table): Promise<void>;
  files: DatabaseFile[];
  close(): Promise<void>;
}

export function openTables(directory: string, collections: readonly CollectionSpec[]): TableAccess {
  makeDirectory(directory);
  const spec = collectionLookup(collections);
  const layouts = new Map(collections.map((one) => [one.name, layoutOf(one)]));
  const relaxed = openForBoth(join(directory, 'events.db'), 'NORMAL');
  const full = openForBoth(join(directory, 'records.db'), 'FULL');
  const both = [relaxed, full];
  const fileOf = ({ durability }: CollectionSpec): ReadAndWrite => (durability === 'full' ? full : relaxed);
  const ready = new Set<string>();
  const makeReady = (table: Table): void => {
    ensureTable(table.file, table.layout, table.name);
    ready.add(table.name);
  };

  return {
    spec,
    files: both.map(({ file }) => file),
    table(collection, day) {
      const found = spec(collection);
      return {
        ...fileOf(found),
        layout: layouts.get(collection) as Layout,
        name: physicalName(found, day),
      };
    },
    async write(table, batch) {
      try {
        if (!ready.has(table.name)) makeReady(table);
        return await table.writer.write(batch).catch((error: unknown) => {
          if (!isMissingTable(error)) throw error;
          makeReady(table);
          return table.writer.write(batch);
        });
      } catch (error) {
        throw translateError(error, `store ${table.name}`);
      }
    },
    read: (table, sql, params) =>
      guarded(table.name, () => {
        // A table made by an earlier version may lack the column of a newer index.
        if (!ready.has(table.name)) {
          if (!exists(table)) return [];
          makeReady(table);
        }
        try {
          return table.file.all(sql, params);
        } catch (error) {
          if (!isMissingTable(error)) throw error;
          ready.delete(table.name);
          return [];
        }
      }),
    days: (found) =>
      guarded(found.name, () => {
        const names = fileOf(found).file.all("SELECT name FROM sqlite_master WHERE type = 'table'", []);
        const days = names.map((row) => dayOfPartition(found, String(row.name)));
        return days.filter((day) => day !== undefined).sort();
      }),
    async drop({ writer, name, layout }) {
      if (!layout.spec.partitioned) throw new MonitorError('internal', `${name}: is not partitioned`);
      ready.delete(name);
      await writer
        .write({ sql: `DROP TABLE IF EXISTS ${quote(name)}`, rows: [[]] })
        .catch((error: unknown) => {
          throw translateError(error, `store ${name}`);
        });
    },
    async close() {
      await Promise.all(both.map(({ writer }) => writer.close()));
      for (const { file } of both) file.close();
    },
  };
}

interface ReadAndWrite {
  file: DatabaseFile;
  writer: Writer;
}

/** The events' index of ids is touched everywhere at once, so its writer keeps most; everything else reads and writes near the end. */
const CACHE_KB = { NORMAL: 32_000, FULL: 8000 } as const;

function openForBoth(path: string, synchronous: Synchronous): ReadAndWrite {
  const cacheKb = CACHE_KB[synchronous];
  if (!THREADS_AVAILABLE) {
    const file = openDatabaseFile({ path, synchronous, cacheKb });
    return { file, writer: createWriterHere(file) };
  }
  const file = openDatabaseFile({ path, synchronous, cacheKb: CACHE_KB.FULL });
  return { file, writer: createWriterThread({ path, synchronous, cacheKb }) };
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new MonitorError('bad_configuration', `store: cannot make the directory ${directory}`, {
      cause: error,
    });
  }
}

function exists({ file, name }: Table): boolean {
  return file.all("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]).length > 0;
}

/** Runs work on the database and turns what it throws into a MonitorError. */
export function guarded<T>(about: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translateError(error, `store ${about}`);
  }
}
