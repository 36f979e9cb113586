import { microsOf, type TimeKind, textOfMicros } from '../pull-time';
import { optionalDriver, valueJson } from './optional-driver';
import { columnAt, rowJson } from './row-json';
import type { SqlRow, SqlSession, SqlSessionOptions } from './sql-session';
import { withPlaceholders } from './statement';

/** What is used of the package `oracledb`, in its thin mode. */
interface Oracledb {
  getConnection(config: Record<string, unknown>): Promise<Connection>;
  STRING: unknown;
  DB_TYPE_NUMBER: unknown;
  DB_TYPE_CLOB: unknown;
  DB_TYPE_NCLOB: unknown;
}
interface Connection {
  callTimeout: number;
  execute(
    text: string,
    binds: Record<string, unknown>,
    options: Record<string, unknown>,
  ): Promise<{ metaData?: { name: string }[]; rows?: unknown[][] }>;
  close(options?: { drop: boolean }): Promise<void>;
}

const EXACT = 'KHIEN_TIME';
const FORMAT = `'YYYY-MM-DD"T"HH24:MI:SS.FF9'`;

/**
 * Oracle by the package `oracledb` in thin mode (no client libraries), which the operator installs. Not tried against a real server.
 * The time is a DATE or TIMESTAMP; of UNIFIED_AUDIT_TRAIL take EVENT_TIMESTAMP_UTC.
 */
export async function openOracle(options: SqlSessionOptions): Promise<SqlSession> {
  const { access, time, id, batch, timeoutMs } = options;
  const driver = (await optionalDriver('oracledb')) as Oracledb;
  const address = `${access.host}:${access.port ?? (access.tls ? 2484 : 1521)}/${access.database}`;
  const connection = await driver.getConnection({
    user: access.user,
    password: access.password,
    connectString: access.tls ? `tcps://${address}` : address,
    ...(access.tls?.ca !== undefined && { walletContent: access.tls.ca }),
  });
  connection.callTimeout = Math.ceil(timeoutMs);
  const inner = withPlaceholders(options.query, (name) =>
    name === 'since' ? `TO_TIMESTAMP(:since, ${FORMAT})` : name === 'id' ? ':id' : String(batch),
  );
  const text = `SELECT khien_rows.*, TO_CHAR(CAST(khien_rows."${time}" AS TIMESTAMP(9)), ${FORMAT}) AS ${EXACT} FROM (${inner}) khien_rows ORDER BY ${EXACT}, khien_rows."${id}"`;
  // Numbers as text: Oracle's have more digits than JavaScript's.
  const exact = new Set([driver.DB_TYPE_NUMBER, driver.DB_TYPE_CLOB, driver.DB_TYPE_NCLOB]);
  const fetchTypeHandler = ({ dbType }: { dbType: unknown }) =>
    exact.has(dbType) ? { type: driver.STRING } : undefined;

  try {
    await connection.execute("ALTER SESSION SET TIME_ZONE = 'UTC'", {}, {});
  } catch (err) {
    await connection.close({ drop: true }).catch(() => {});
    throw err;
  }
  return {
    async clock() {
      const { rows } = await connection.execute(
        `SELECT TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), ${FORMAT}) FROM dual`,
        {},
        {},
      );
      return microsOf(String(rows?.[0]?.[0])) ?? Number.NaN;
    },
    timeKind: async (): Promise<TimeKind> => 'local',
    async page({ since, id: after }): Promise<SqlRow[]> {
      await connection.execute('SET TRANSACTION READ ONLY', {}, {});
      const found = await connection.execute(text, { since, id: after }, { fetchTypeHandler });
      await connection.execute('COMMIT', {}, {});
      const names = (found.metaData ?? []).map(({ name }) => name);
      const exactAt = columnAt(names, EXACT);
      const idAt = columnAt(names, id);
      const columns = names.filter((_, at) => at !== exactAt);
      return (found.rows ?? []).map((row) => ({
        time: String(row[exactAt] ?? textOfMicros(0)),
        id: row[idAt] === null || row[idAt] === undefined ? null : String(row[idAt]),
        octets: rowJson(columns, row.filter((_, at) => at !== exactAt).map(valueJson)),
      }));
    },
    close: () => connection.close({ drop: true }),
  };
}
