import { isIP } from 'node:net';
import { MonitorError } from '@khien/model';
import {
  type Connection,
  createConnection,
  type FieldPacket,
  type RowDataPacket,
  raw,
  Types,
} from 'mysql2/promise';
import type { TimeKind } from '../pull-time';
import { type CellKind, cellJson, columnAt, rowJson } from './row-json';
import type { SqlRow, SqlSession, SqlSessionOptions } from './sql-session';
import { withPlaceholders } from './statement';

const KINDS: ReadonlyMap<number | undefined, CellKind> = new Map<number | undefined, CellKind>([
  [Types.TINY, 'integer'],
  [Types.SHORT, 'integer'],
  [Types.LONG, 'integer'],
  [Types.INT24, 'integer'],
  [Types.LONGLONG, 'integer'],
  [Types.YEAR, 'integer'],
  [Types.DECIMAL, 'decimal'],
  [Types.NEWDECIMAL, 'decimal'],
  [Types.FLOAT, 'float'],
  [Types.DOUBLE, 'float'],
  [Types.JSON, 'json'],
  [Types.BIT, 'binary'],
  [Types.GEOMETRY, 'binary'],
  [Types.TIMESTAMP, 'instant'],
  [Types.DATETIME, 'local'],
  [Types.DATE, 'local'],
]);
const MAY_BE_BINARY: ReadonlySet<number | undefined> = new Set([
  Types.BLOB,
  Types.TINY_BLOB,
  Types.MEDIUM_BLOB,
  Types.LONG_BLOB,
  Types.STRING,
  Types.VAR_STRING,
  Types.VARCHAR,
]);
/** The character set of what is octets and no text. */
const BINARY = 63;
const NUMBERS: ReadonlySet<CellKind | undefined> = new Set(['integer', 'float', 'decimal']);

/** MySQL and MariaDB. Values come as the server writes them; numbers go back as the same digits, so that no 64-bit id is rounded. */
export async function openMysql(options: SqlSessionOptions): Promise<SqlSession> {
  const { access, time, id, batch, timeoutMs } = options;
  // The driver compares the certificate with a name only, and would send the password before anybody could.
  if (access.tls && isIP(access.host) !== 0)
    throw new MonitorError(
      'bad_configuration',
      `${access.host}: TLS to MySQL needs the server's name, not its address`,
    );
  const connection = await createConnection({
    host: access.host,
    ...(access.port !== undefined && { port: access.port }),
    database: access.database,
    user: access.user,
    ...(access.password !== undefined && { password: access.password }),
    ...(access.tls && { ssl: { ...access.tls, rejectUnauthorized: true, verifyIdentity: true } }),
    connectTimeout: Math.min(timeoutMs, 30_000),
    charset: 'utf8mb4',
    // Nothing of this machine is ever sent because a server asks for it.
    flags: ['-LOCAL_FILES'],
  });
  // A connection that breaks between two statements fails the next one.
  connection.on('error', () => {});
  let timeKind: CellKind | undefined;
  let idKind: CellKind | undefined;

  async function select(since: string | null, after: string | null) {
    const values: unknown[] = [];
    const sql = withPlaceholders(options.query, (name) => {
      if (name === 'batch') return String(batch);
      values.push(name === 'since' ? parameterOf(since, timeKind) : parameterOf(after, idKind));
      return '?';
    });
    await connection.query('START TRANSACTION READ ONLY');
    const [rows, fields] = await connection.query<RowDataPacket[][]>({
      ...{ sql, values, rowsAsArray: true, typeCast: false },
    });
    await connection.query('COMMIT');
    const columns = fields.map(({ name }) => name);
    const kinds = fields.map(kindOf);
    timeKind = kinds[columnAt(columns, time)];
    idKind = kinds[columnAt(columns, id)];
    // With `typeCast: false` a cell is the octets the server sent, or null.
    return { columns, kinds, rows: rows as unknown as (Buffer | null)[][] };
  }

  try {
    await prepare(connection, timeoutMs);
  } catch (err) {
    connection.destroy();
    throw err;
  }
  return {
    async clock() {
      const [rows] = await connection.query<RowDataPacket[]>(
        "SELECT CAST(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) AS CHAR) AS now",
      );
      return Number(rows[0]?.now);
    },
    async timeKind(): Promise<TimeKind> {
      await select(null, null);
      return NUMBERS.has(timeKind) ? 'number' : timeKind === 'instant' ? 'instant' : 'local';
    },
    async page({ since, id: after }): Promise<SqlRow[]> {
      const { columns, kinds, rows } = await select(since, after);
      const [timeAt, idAt] = [columnAt(columns, time), columnAt(columns, id)];
      return rows.flatMap((row) => {
        const at = row[timeAt]?.toString('utf8');
        if (at === undefined) return [];
        const cells = row.map((cell, index) => jsonOf(cell, kinds[index] ?? 'text'));
        const place = row[idAt] ?? null;
        const idText = place && (idKind === 'binary' ? place.toString('hex') : place.toString('utf8'));
        return [{ time: at, id: idText, octets: rowJson(columns, cells) }];
      });
    },
    async close() {
      // Answered or not: a round that was given up must not wait for its statement.
      connection.destroy();
    },
  };
}

/** A known mode makes escaping sure, whatever the server's own is. */
async function prepare(connection: Connection, timeoutMs: number): Promise<void> {
  await connection.query("SET SESSION sql_mode = '', time_zone = '+00:00'");
  await connection.query('SET SESSION TRANSACTION READ ONLY');
  const [[version]] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  const mariadb = /mariadb/i.test(String(version?.version));
  await connection.query(
    mariadb
      ? `SET SESSION max_statement_time = ${timeoutMs / 1_000}`
      : `SET SESSION max_execution_time = ${Math.ceil(timeoutMs)}`,
  );
}

function kindOf({ columnType, characterSet }: FieldPacket): CellKind {
  if (characterSet === BINARY && MAY_BE_BINARY.has(columnType)) return 'binary';
  return KINDS.get(columnType) ?? 'text';
}

/** Digits as a number, octets by their hex; everything else as a string. */
function parameterOf(text: string | null, kind: CellKind | undefined): unknown {
  if (text === null) return null;
  if (NUMBERS.has(kind) && /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return raw(text);
  return kind === 'binary' ? Buffer.from(text, 'hex') : text;
}

function jsonOf(cell: Buffer | null, kind: CellKind): string {
  return cellJson(kind === 'binary' ? cell : (cell?.toString('utf8') ?? null), kind);
}
