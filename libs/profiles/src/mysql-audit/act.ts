/** One act as any of MySQL's audit plug-ins tells it. */
export interface MysqlAct {
  time?: string | undefined;
  /** The plug-in's own word: `CONNECT`, `Query`, `FAILED_CONNECT`, `table_access` … */
  operation: string;
  /** `Query`'s kind where the plug-in knows it (`insert`, `select`). */
  command?: string | undefined;
  user?: string | undefined;
  /** Address or name of the client. */
  remote?: string | undefined;
  database?: string | undefined;
  /** Error number; 0 or absent is success. */
  code?: string | undefined;
  statement?: string | undefined;
  /** Name of the server. */
  host?: string | undefined;
  id?: string | undefined;
  rows?: unknown;
  rest: Array<readonly [string, unknown]>;
}
