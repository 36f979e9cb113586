import type { TimeKind } from '../pull-time';
import { optionalDriver, valueJson } from './optional-driver';
import { columnAt, rowJson } from './row-json';
import type { SqlRow, SqlSession, SqlSessionOptions } from './sql-session';
import { withPlaceholders } from './statement';

/** What is used of the package `mssql`. */
interface Mssql {
  ConnectionPool: new (config: Record<string, unknown>) => Pool;
}
interface Pool {
  connect(): Promise<unknown>;
  request(): Request;
  close(): Promise<void>;
}
interface Request {
  input(name: string, value: unknown): Request;
  query(text: string): Promise<{ recordset: Record<string, unknown>[] }>;
}

/** Column that holds the time as the server writes it: JavaScript's dates would round it. */
const EXACT = 'khien_time';

/**
 * SQL Server by the package `mssql`, which the operator installs. Not tried against a real server.
 * The time is a `datetime` or `datetime2`; the statement begins with `SELECT TOP (:batch)`.
 */
export async function openSqlserver(options: SqlSessionOptions): Promise<SqlSession> {
  const { access, time, id, batch, timeoutMs } = options;
  const { ConnectionPool } = (await optionalDriver('mssql')) as Mssql;
  const pool = new ConnectionPool({
    server: access.host,
    ...(access.port !== undefined && { port: access.port }),
    database: access.database,
    user: access.user,
    password: access.password,
    requestTimeout: timeoutMs,
    connectionTimeout: Math.min(timeoutMs, 30_000),
    pool: { max: 1, min: 0 },
    options: {
      encrypt: access.tls !== undefined,
      trustServerCertificate: false,
      useUTC: true,
      readOnlyIntent: true,
      appName: 'khien',
      ...(access.tls?.ca !== undefined && { cryptoCredentialsDetails: { ca: access.tls.ca } }),
    },
  });
  const inner = withPlaceholders(options.query, (name) =>
    name === 'since' ? 'CAST(@since AS datetime2(7))' : name === 'id' ? '@id' : String(batch),
  );
  const exact = `CAST(khien_rows.[${time}] AS datetime2(7))`;
  const text = `SELECT khien_rows.*, CONVERT(varchar(33), ${exact}, 126) AS ${EXACT} FROM (${inner}) AS khien_rows ORDER BY ${exact}, khien_rows.[${id}]`;
  await pool.connect();
  return {
    async clock() {
      const { recordset } = await pool
        .request()
        .query(
          "SELECT CONVERT(varchar(20), DATEDIFF_BIG(microsecond, '1970-01-01', SYSUTCDATETIME())) AS now",
        );
      return Number(recordset[0]?.now);
    },
    timeKind: async (): Promise<TimeKind> => 'local',
    async page({ since, id: after }): Promise<SqlRow[]> {
      const { recordset } = await pool.request().input('since', since).input('id', after).query(text);
      return recordset.map((row) => {
        const { [EXACT]: at, ...rest } = row;
        const columns = Object.keys(rest);
        const place = rest[columns[columnAt(columns, id)] ?? ''];
        return {
          time: String(at),
          id: place === null || place === undefined ? null : String(place),
          octets: rowJson(columns, Object.values(rest).map(valueJson)),
        };
      });
    },
    close: () => pool.close(),
  };
}
