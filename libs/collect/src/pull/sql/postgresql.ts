import { Client } from 'pg';
import type { TimeKind } from '../pull-time';
import { type CellKind, cellJson, columnAt, rowJson } from './row-json';
import type { SqlRow, SqlSession, SqlSessionOptions } from './sql-session';
import { withPlaceholders } from './statement';

/** Types by their number in the catalogue: https://www.postgresql.org/docs/current/catalog-pg-type.html */
const KINDS: ReadonlyMap<number, CellKind> = new Map<number, CellKind>([
  [16, 'boolean'],
  [17, 'binary'],
  [20, 'integer'],
  [21, 'integer'],
  [23, 'integer'],
  [26, 'integer'],
  [114, 'json'],
  [700, 'float'],
  [701, 'float'],
  [1082, 'local'],
  [1114, 'local'],
  [1184, 'instant'],
  [1700, 'decimal'],
  [3802, 'json'],
]);
const NUMBERS: ReadonlySet<CellKind | undefined> = new Set(['integer', 'float', 'decimal']);

/** Values come and go as the server writes them: parameters without a type take that of the column they are compared with. */
export async function openPostgresql(options: SqlSessionOptions): Promise<SqlSession> {
  const { access, time, id, batch, timeoutMs } = options;
  const client = new Client({
    host: access.host,
    ...(access.port !== undefined && { port: access.port }),
    database: access.database,
    user: access.user,
    ...(access.password !== undefined && { password: access.password }),
    ssl: access.tls ? { ...access.tls, rejectUnauthorized: true } : false,
    connectionTimeoutMillis: Math.min(timeoutMs, 30_000),
    application_name: 'khien',
    keepAlive: true,
    types: { getTypeParser: () => (value: string) => value },
  });
  // A connection that breaks between two statements fails the next one.
  client.on('error', () => {});
  const text = withPlaceholders(
    options.query,
    (name) => ({ since: '$1', id: '$2', batch: String(batch) })[name],
  );

  async function select(since: string | null, after: string | null) {
    await client.query('BEGIN READ ONLY');
    const answer = await client.query<(string | null)[]>({ text, values: [since, after], rowMode: 'array' });
    await client.query('COMMIT');
    const columns = answer.fields.map(({ name }) => name);
    const kinds = answer.fields.map(({ dataTypeID }) => KINDS.get(dataTypeID) ?? 'text');
    return { columns, kinds, rows: answer.rows };
  }

  try {
    await client.connect();
    await client.query(
      `SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; SET timezone = 'UTC'; SET datestyle = 'ISO'; SET bytea_output = 'hex'; SET statement_timeout = ${Math.ceil(timeoutMs)}`,
    );
  } catch (err) {
    await client.end().catch(() => {});
    throw err;
  }
  return {
    async clock() {
      const { rows } = await client.query<{ now: string }>(
        'SELECT floor(extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now',
      );
      return Number(rows[0]?.now);
    },
    async timeKind(): Promise<TimeKind> {
      const { columns, kinds } = await select(null, null);
      const kind = kinds[columnAt(columns, time)];
      return NUMBERS.has(kind) ? 'number' : kind === 'instant' ? 'instant' : 'local';
    },
    async page({ since, id: after }): Promise<SqlRow[]> {
      const { columns, kinds, rows } = await select(since, after);
      const [timeAt, idAt] = [columnAt(columns, time), columnAt(columns, id)];
      return rows.flatMap((row) => {
        const at = row[timeAt] ?? null;
        if (at === null) return [];
        const cells = row.map((cell, index) => jsonOf(cell, kinds[index] ?? 'text'));
        return [{ time: at, id: row[idAt] ?? null, octets: rowJson(columns, cells) }];
      });
    },
    close: () => client.end(),
  };
}

function jsonOf(cell: string | null, kind: CellKind): string {
  const octets = kind === 'binary' && cell?.startsWith('\\x') ? Buffer.from(cell.slice(2), 'hex') : cell;
  return cellJson(octets, kind);
}
