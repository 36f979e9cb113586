/** One record of PostgreSQL's log, whatever the destination wrote: csvlog, jsonlog or stderr. */
export interface ServerRecord {
  time?: string;
  user?: string;
  database?: string;
  pid?: string;
  application?: string;
  remote?: string;
  remotePort?: string;
  session?: string;
  line?: string;
  severity: string;
  state?: string;
  message: string;
  detail?: string;
  hint?: string;
  statement?: string;
  backend?: string;
  /** What is left, by the server's names. */
  rest: Array<readonly [string, unknown]>;
}
