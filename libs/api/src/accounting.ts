import type { IntakeRow, LedgerRow } from '@khien/model';

const MINUTE = 60_000;
const COUNTS = ['received', 'stored', 'duplicate', 'deadLettered', 'shed'] as const;
export type Counts = Record<(typeof COUNTS)[number], number>;
/** One minute of a source; `minute` is its start, milliseconds since the epoch. */
export type MinuteCounts = Counts & { minute: number };

/** What came in by the minute it came, and what became of it by the minute that was decided. */
export function sumByMinute(rows: {
  intake: readonly IntakeRow[];
  ledger: readonly LedgerRow[];
}): MinuteCounts[] {
  const minutes = new Map<number, MinuteCounts>();
  const at = (time: number): MinuteCounts => {
    const minute = Math.floor(time / MINUTE) * MINUTE;
    const known = minutes.get(minute) ?? { minute, ...none() };
    minutes.set(minute, known);
    return known;
  };
  for (const { minute, received, shed } of rows.intake) add(at(minute), { received, shed });
  for (const { processedAt, stored, duplicate, deadLettered } of rows.ledger)
    add(at(processedAt), { stored, duplicate, deadLettered });
  return [...minutes.values()].sort((a, b) => a.minute - b.minute);
}

export function totalsOf(minutes: readonly MinuteCounts[]): Counts {
  const totals = none();
  for (const minute of minutes) add(totals, minute);
  return totals;
}

function none(): Counts {
  return { received: 0, stored: 0, duplicate: 0, deadLettered: 0, shed: 0 };
}

function add(to: Counts, more: Partial<Counts>): void {
  for (const name of COUNTS) to[name] += more[name] ?? 0;
}
