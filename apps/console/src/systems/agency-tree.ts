import type { Agency } from '@khien/model';

/** Agencies under the one they belong to, brothers by name. One whose parent is out of sight stands at the top; a loop ends. */
export function inTreeOrder<Seen extends Agency>(
  agencies: readonly Seen[],
  nameOf: (agency: Seen) => string,
): { agency: Seen; depth: number }[] {
  const known = new Set(agencies.map(({ id }) => id));
  const seen = new Set<string>();
  const ordered: { agency: Seen; depth: number }[] = [];
  const sorted = [...agencies].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'vi'));
  function walk(parent: string | undefined, depth: number): void {
    for (const agency of sorted) {
      const above = agency.parent !== undefined && known.has(agency.parent) ? agency.parent : undefined;
      if (above !== parent || seen.has(agency.id)) continue;
      seen.add(agency.id);
      ordered.push({ agency, depth });
      walk(agency.id, depth + 1);
    }
  }
  walk(undefined, 0);
  return [...ordered, ...sorted.filter(({ id }) => !seen.has(id)).map((agency) => ({ agency, depth: 0 }))];
}
