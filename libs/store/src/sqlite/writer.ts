import type { Bindable } from './binding';
import type { DatabaseFile } from './database-file';

/** One statement, run once for each row of parameters; all of it is written, or nothing. Texts hold no NUL. */
export interface WriteBatch {
  sql: string;
  rows: ReadonlyArray<readonly Bindable[]>;
}

/** Everything that is written to one file goes through one of these, in the order it was given. */
export interface Writer {
  /** Resolves after the commit with the number of rows each run changed. */
  write(batch: WriteBatch): Promise<number[]>;
  /** Waits for what was given before. */
  close(): Promise<void>;
}

/** Writes on the calling thread, through the connection that also reads. */
export function createWriterHere(file: DatabaseFile): Writer {
  return {
    write: async (batch) => file.transaction(() => runBatch(file, batch)),
    close: async () => {},
  };
}

/** Inside a transaction. */
export function runBatch(file: DatabaseFile, { sql, rows }: WriteBatch): number[] {
  return rows.map((row) => file.run(sql, row));
}
