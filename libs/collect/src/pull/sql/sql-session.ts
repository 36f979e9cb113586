import type { TimeKind } from '../pull-time';

/** The row after which the next page begins, in the server's own words; `id` null before the first. */
export interface RowPlace {
  since: string;
  id: string | null;
}

export interface SqlRow {
  time: string;
  id: string | null;
  /** The whole row as one JSON object. */
  octets: Buffer;
}

/** One connection, for one round; read-only, its clock at UTC. */
export interface SqlSession {
  /** The server's clock, microseconds since 1970. */
  clock(): Promise<number>;
  /** What kind of column orders the rows. */
  timeKind(): Promise<TimeKind>;
  page(after: RowPlace): Promise<SqlRow[]>;
  close(): Promise<void>;
}

/** Everything a driver needs, secrets read from their files. */
export interface SqlAccess {
  host: string;
  port: number | undefined;
  database: string;
  user: string;
  password: string | undefined;
  /** Undefined: in the clear. */
  tls: { ca?: string; cert?: string; key?: string } | undefined;
}

export interface SqlSessionOptions {
  access: SqlAccess;
  /** With `:since`, `:id` and `:batch`. */
  query: string;
  time: string;
  id: string;
  batch: number;
  timeoutMs: number;
}
