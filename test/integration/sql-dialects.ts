import { createConnection } from 'mysql2/promise';
import { Client } from 'pg';
import { mariadbMissing, mariadbService } from '../services/mariadb';
import { type DatabaseService, postgresMissing, postgresService } from '../services/postgres';

/** Somebody who writes into the database that Khiên reads. */
export interface Writer {
  run(sql: string): Promise<void>;
  close(): Promise<void>;
}

async function postgresWriter({ port, user, password, database }: DatabaseService): Promise<Writer> {
  const client = new Client({ host: '127.0.0.1', port, user, password, database });
  client.on('error', () => {});
  await client.connect();
  return { run: async (sql) => void (await client.query(sql)), close: () => client.end().catch(() => {}) };
}
async function mariadbWriter({ port, user, password, database }: DatabaseService): Promise<Writer> {
  const client = await createConnection({ host: '127.0.0.1', port, user, password, database });
  client.on('error', () => {});
  return { run: async (sql) => void (await client.query(sql)), close: async () => client.destroy() };
}

/** What differs between the databases that are asked. */
export interface Dialect {
  driver: 'postgresql' | 'mysql';
  missing: () => string | undefined;
  service: () => Promise<DatabaseService>;
  writer: (service: DatabaseService) => Promise<Writer>;
  instant: string;
  local: string;
  /** A moment so many seconds from now, and what the server's wall clock shows then. */
  instantAt: (seconds: number) => string;
  localAt: (seconds: number) => string;
  every: { create: string; insert: string; row: Record<string, unknown> };
  sleeping: string;
  writing: string;
}

export const POSTGRES: Dialect = {
  driver: 'postgresql',
  missing: postgresMissing,
  service: postgresService,
  writer: postgresWriter,
  instant: 'timestamptz',
  local: 'timestamp',
  instantAt: (seconds) => `clock_timestamp() + interval '${seconds} s'`,
  localAt: (seconds) => `localtimestamp + interval '${seconds} s'`,
  every: {
    create:
      'n text, b bytea, d numeric(30,10), big bigint, small int, f float8, j jsonb, ok boolean, w timestamp, t timestamptz',
    insert: `NULL, '\\x00ff10', 12345678901234567890.0123456789, 9007199254740993, -7, 0.5, '{"a": [1, "ă"]}', true, '2026-02-17 08:00:00.5', '2026-02-17 08:00:00.123456+07'`,
    row: {
      n: null,
      b: 'AP8Q',
      d: '12345678901234567890.0123456789',
      big: '9007199254740993',
      small: -7,
      f: 0.5,
      j: { a: [1, 'ă'] },
      ok: true,
      w: '2026-02-17T08:00:00.5',
      t: '2026-02-17T01:00:00.123456Z',
    },
  },
  sleeping: 'SELECT at, id, pg_sleep(60) FROM audit WHERE at > :since OR id > :id LIMIT :batch',
  writing:
    'WITH w AS (DELETE FROM audit RETURNING *) SELECT at, id FROM w WHERE at > :since OR id > :id ORDER BY 1 LIMIT :batch',
};
export const MARIADB: Dialect = {
  driver: 'mysql',
  missing: mariadbMissing,
  service: mariadbService,
  writer: mariadbWriter,
  instant: 'timestamp(6)',
  local: 'datetime(6)',
  instantAt: (seconds) => `SYSDATE(6) + INTERVAL ${seconds} SECOND`,
  localAt: (seconds) => `SYSDATE(6) + INTERVAL ${seconds} SECOND`,
  every: {
    create:
      'n text, b varbinary(20), d decimal(30,10), big bigint unsigned, small int, f double, j json, ok tinyint, w datetime(1), t timestamp(6)',
    insert: `NULL, x'00ff10', 12345678901234567890.0123456789, 9007199254740993, -7, 0.5, '{"a": [1, "ă"]}', 1, '2026-02-17 08:00:00.5', '2026-02-17 08:00:00.123456'`,
    row: {
      n: null,
      b: 'AP8Q',
      d: '12345678901234567890.0123456789',
      big: '9007199254740993',
      small: -7,
      f: 0.5,
      // MariaDB keeps JSON as text and says so.
      j: '{"a": [1, "ă"]}',
      ok: 1,
      w: '2026-02-17T08:00:00.5',
      t: '2026-02-17T01:00:00.123456Z',
    },
  },
  sleeping: 'SELECT at, id, SLEEP(60) FROM audit WHERE at > :since OR id > :id LIMIT :batch',
  writing: 'SELECT at, id, :id AS a, :since AS b FROM audit LIMIT :batch FOR UPDATE',
};
