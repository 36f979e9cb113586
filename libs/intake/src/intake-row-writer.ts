import type { IntakeRow, Journal } from '@khien/model';

/** Hands changed intake counts to the store; what the store did not take is kept for the next time. */
export interface IntakeRowWriter {
  write(): Promise<void>;
}

export function createIntakeRowWriter(
  journal: Journal,
  sink: (rows: IntakeRow[]) => Promise<void>,
): IntakeRowWriter {
  const waiting = new Map<string, IntakeRow>();
  let writing: Promise<void> = Promise.resolve();

  async function writeWaiting(): Promise<void> {
    for (const row of journal.intakeRows()) waiting.set(row._id, row);
    if (waiting.size === 0) return;
    const rows = [...waiting.values()];
    await sink(rows);
    waiting.clear();
  }

  return {
    /** One write at a time, so that an older count never overwrites a newer one. */
    write() {
      const result = writing.then(writeWaiting);
      writing = result.catch(() => {});
      return result;
    },
  };
}
