import {
  type CollectionSpec,
  type Day,
  type Document,
  MonitorError,
  type Query,
  type Store,
  type VersionedDocument,
} from '@khien/model';
import { checkIds } from '../check-document';
import { mergeCounts } from '../count-merge';
import { createCursorSeal } from '../cursor';
import { findPage, type Slice } from '../find-page';
import { checkField, daysToRead, readDeletion, readFilter, readQuery } from '../read-query';
import type { Row } from './binding';
import {
  assignments,
  insertSql,
  isComputed,
  jsonPath,
  keyExpression,
  type Layout,
  quote,
  rowOf,
} from './table';
import { guarded, openTables, type Table, type TableAccess } from './table-access';
import { ALWAYS, all, whereAnySegment, whereSegment, whereTests } from './where';

export interface SqliteStoreOptions {
  /** Made when it does not exist; holds `events.db` (relaxed collections) and `records.db` (full ones). */
  directory: string;
  /** Secret that signs cursors, at least 16 octets. */
  cursorKey: Buffer;
  collections: readonly CollectionSpec[];
}

/**
 * The store in two SQLite files. Reads run on the calling thread, writes to each file on a thread of their own, in the order they were given;
 * other processes may use the same directory at the same time.
 * Errors: MonitorError `unavailable` when a file is locked for longer than 5 s or the disk refuses, `invalid` and `bad_request` as the port says.
 */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  const seal = createCursorSeal(options.cursorKey);
  const tables = openTables(options.directory, options.collections);

  return {
    async insertManyOnce(collection, docs, day) {
      const inserted = await upsert(tables, tables.table(collection, day), {
        docs,
        onConflict: 'DO NOTHING',
      });
      const existing = docs.filter((_doc, index) => !inserted[index]).map((doc) => doc._id);
      return { inserted: docs.length - existing.length, existing };
    },

    async get<T extends Document>(collection: string, id: string, day?: Day) {
      checkIds(collection, [id]);
      const table = tables.table(collection, day);
      const row = tables.read(table, `SELECT doc FROM ${quote(table.name)} WHERE id = ?`, [id])[0];
      return row && parseDoc<T>(row);
    },

    async getMany<T extends Document>(collection: string, ids: readonly string[], day?: Day) {
      checkIds(collection, ids);
      const table = tables.table(collection, day);
      const sql = `SELECT id, doc FROM ${quote(table.name)} WHERE id IN (SELECT value FROM json_each(?))`;
      const rows = tables.read(table, sql, [JSON.stringify(ids)]);
      const found = new Map(rows.map((row) => [row.id, row]));
      const present = [...new Set(ids)].map((id) => found.get(id)).filter((row) => row !== undefined);
      return present.map(parseDoc<T>);
    },

    async find<T extends Document>(collection: string, query: Query) {
      const spec = tables.spec(collection);
      return findPage<T>({
        collection,
        plan: readQuery(spec, query),
        cursor: query.cursor,
        days: daysToRead(spec, query.days, () => tables.days(spec)),
        fetch: async (slice) => fetchSlice<T>(tables, collection, slice),
        seal,
      });
    },

    async replaceIfVersion(collection, doc, expected) {
      const table = tables.table(collection);
      const next: VersionedDocument = { ...doc, version: expected + 1 };
      const [id = null, ...values] = rowOf(table.layout, next);
      const set = assignments(table.layout).map((name) => `${name} = ?`);
      const sql = `UPDATE ${quote(table.name)} SET ${set.join(', ')} WHERE id = ? AND json_extract(doc, '$.version') = ?`;
      const [changed = 0] = await tables.write(table, { sql, rows: [[...values, id, expected]] });
      return changed > 0;
    },

    async put(collection, docs, day) {
      const table = tables.table(collection, day);
      const set = assignments(table.layout).map((name) => `${name} = excluded.${name}`);
      await upsert(tables, table, { docs, onConflict: `DO UPDATE SET ${set.join(', ')}` });
    },

    async countBy(collection, query, field, sums = []) {
      const spec = tables.spec(collection);
      for (const name of [field, ...sums]) checkField(spec, name);
      const tests = readFilter(spec, query.filter ?? {});
      const days = daysToRead(spec, query.days, () => tables.days(spec));
      const rows = days.flatMap((day) => {
        const table = tables.table(collection, day === '' ? undefined : day);
        const where = whereTests(table.layout, tests);
        const totals = sums.map((name, index) => `, ${sumOf(table.layout, name)} AS s${index}`).join('');
        const { key, json } = countKey(table.layout, field);
        const sql = `SELECT ${json} AS value, count(*) AS count${totals} FROM ${quote(table.name)} WHERE ${where.sql} GROUP BY ${key}`;
        return tables.read(table, sql, where.params);
      });
      return mergeCounts(
        rows.map((row) => countOf(row, sums)),
        sums,
      );
    },

    async deleteMany(collection, filter, options = {}) {
      const { tests, limit } = readDeletion(tables.spec(collection), filter, options.limit);
      const table = tables.table(collection);
      const where = whereTests(table.layout, tests);
      const name = quote(table.name);
      // Row numbers first: this library's SQLite knows no LIMIT on DELETE.
      const chosen = `SELECT seq FROM ${name} WHERE ${where.sql}${limit === undefined ? '' : ` LIMIT ${limit}`}`;
      const sql = `DELETE FROM ${name} WHERE seq IN (${chosen})`;
      const [deleted = 0] = await tables.write(table, { sql, rows: [where.params] });
      return deleted;
    },

    async partitions(collection) {
      return tables.days(tables.spec(collection));
    },

    async dropPartition(collection, day) {
      await tables.drop(tables.table(collection, day));
    },

    async sync() {
      await Promise.all(tables.files.map((file) => file.flush())).catch((error: unknown) => {
        throw new MonitorError('unavailable', 'store: cannot flush', { cause: error });
      });
    },

    async ping() {
      guarded('ping', () => tables.files.map((file) => file.all('SELECT 1', [])));
    },

    async close() {
      await tables.close();
    },
  };
}

/** Which of the documents changed the table. All of them or, when anything goes wrong, none are written. */
async function upsert(
  tables: TableAccess,
  table: Table,
  { docs, onConflict }: { docs: readonly Document[]; onConflict: string },
): Promise<boolean[]> {
  const rows = docs.map((doc) => rowOf(table.layout, doc));
  if (rows.length === 0) return [];
  const sql = `${insertSql(table.layout, table.name)} ${onConflict}`;
  return (await tables.write(table, { sql, rows })).map((changes) => changes > 0);
}

function fetchSlice<T>(
  tables: TableAccess,
  collection: string,
  { day, plan, after, before, limit }: Slice,
): T[] {
  const table = tables.table(collection, day === '' ? undefined : day);
  const { layout } = table;
  const where = all([
    whereTests(layout, plan.tests),
    whereSegment(layout, after),
    before === undefined ? ALWAYS : whereAnySegment(layout, before),
  ]);
  const order = plan.sort.map(
    (key) => `${keyExpression(layout, key.field)} ${key.descending ? 'DESC' : 'ASC'}`,
  );
  const sql = `SELECT doc FROM ${quote(table.name)} WHERE ${where.sql} ORDER BY ${order.join(', ')} LIMIT ${limit}`;
  return tables.read(table, sql, where.params).map(parseDoc<T>);
}

function parseDoc<T>(row: Row): T {
  return JSON.parse(String(row.doc)) as T;
}

/** The sum of the numbers among the values; everything else adds nothing. */
function sumOf(layout: Layout, field: string): string {
  const key = keyExpression(layout, field);
  return `total(CASE WHEN typeof(${key}) IN ('integer', 'real') THEN ${key} END)`;
}

/** What to group by, and how to read it: an indexed field from its column, so that an index with all fields asked for serves the whole count. */
function countKey(layout: Layout, field: string): { key: string; json: string } {
  const key = keyExpression(layout, field);
  if (isComputed(key)) return { key: '1', json: `doc -> ${jsonPath(field)}` };
  const json = `CASE typeof(${key}) WHEN 'text' THEN json_quote(${key}) WHEN 'blob' THEN CASE ${key} WHEN x'0201' THEN 'true' WHEN x'0200' THEN 'false' END ELSE ${key} END`;
  return { key, json };
}

function countOf(row: Row, sums: string[]): { value: unknown; count: number; sums: number[] } {
  return {
    value: typeof row.value === 'string' ? JSON.parse(row.value) : row.value,
    count: Number(row.count),
    sums: sums.map((_name, index) => Number(row[`s${index}`])),
  };
}
