import { MonitorError } from '@khien/model';
import type LibsqlDatabase from 'libsql';

export type Bindable = string | number | bigint | null | Buffer;
export type Row = Record<string, unknown>;

export interface Statement {
  /** Number of rows changed. The caller has seen to it that no text holds NUL. */
  run(params: readonly Bindable[]): number;
  all(params: readonly Bindable[]): Row[];
}

/** The little that is asked of an SQLite library, so that either of the two can stand behind it. */
export interface Binding {
  readonly library: 'libsql' | 'node:sqlite';
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface NodeSqlite {
  DatabaseSync: new (
    path: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): {
      run(...params: Bindable[]): { changes: number | bigint };
      all(...params: Bindable[]): Row[];
    };
    close(): void;
  };
}

/** Opens a database file with node:sqlite from Node 24 on, and with libsql below. The file is the same for both. */
export function openBinding(path: string): Binding {
  const major = Number(process.versions.node.split('.')[0]);
  return major >= 24 ? openNodeSqlite(path) : openLibsql(path);
}

/**
 * libsql ends the whole process on a boolean, a lone Buffer or an object as parameter, and adds `_metadata` to the rows of get():
 * hence the one array, the checked types, and all() only.
 */
function openLibsql(path: string): Binding {
  // Loaded here, not above: from Node 24 on its binary is not needed at all.
  const Database = require('libsql') as typeof LibsqlDatabase;
  const database = new Database(path);
  return {
    library: 'libsql',
    exec: (sql) => void database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: (params) => statement.run(checkTypes(params)).changes,
        all: (params) => statement.all(checkParams(params)) as Row[],
      };
    },
    close: () => void database.close(),
  };
}

function openNodeSqlite(path: string): Binding {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite') as unknown as NodeSqlite;
  const database = new DatabaseSync(path);
  return {
    library: 'node:sqlite',
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        run: (params) => Number(statement.run(...checkTypes(params)).changes),
        all: (params) => statement.all(...checkParams(params)),
      };
    },
    close: () => database.close(),
  };
}

/** Text with NUL is refused because libsql cuts it at the NUL when it is read. */
function checkParams(params: readonly Bindable[]): Bindable[] {
  for (const param of params)
    if (typeof param === 'string' && param.includes('\0'))
      throw new MonitorError('invalid', 'sqlite: a text holds NUL');
  return checkTypes(params);
}

/** Only what both libraries bind safely. */
function checkTypes(params: readonly Bindable[]): Bindable[] {
  for (const param of params)
    if (!isBindable(param)) throw new MonitorError('internal', `sqlite: cannot bind ${typeof param}`);
  return params as Bindable[];
}

function isBindable(param: unknown): boolean {
  if (typeof param === 'string' || typeof param === 'number' || param === null) return true;
  return typeof param === 'bigint' || Buffer.isBuffer(param);
}
