import type { Agency } from '@khien/model';

/** An agency and everything below it; a loop in the tree ends. */
export function agenciesBelow(agencyId: string, agencies: readonly Agency[]): ReadonlySet<string> {
  const found = new Set([agencyId]);
  for (let grown = true; grown; ) {
    const before = found.size;
    for (const { id, parent } of agencies) if (parent !== undefined && found.has(parent)) found.add(id);
    grown = found.size > before;
  }
  return found;
}
