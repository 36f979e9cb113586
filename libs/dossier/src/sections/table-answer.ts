import type { DossierSection } from '@khien/model';

export type Answer = DossierSection['answers'][string];

/** Rows of a table as they are kept: one JSON object of column id → text per row. */
export const tableAnswer = (rows: readonly Record<string, string>[]): string[] =>
  rows.map((row) => JSON.stringify(row));

/** The rows of a table; what is not a row of texts is passed over. */
export function tableRows(answer: Answer | undefined): Record<string, string>[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((text) => {
    const row = parsed(text);
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return [];
    return [Object.fromEntries(Object.entries(row).map(([column, value]) => [column, String(value)]))];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
