import type { System } from '@khien/model';

/** Systems so that a platform comes before what stands on it; a circle of platforms is cut somewhere. */
export function hostsFirst(systems: readonly System[]): System[] {
  const byId = new Map(systems.map((system) => [system.id, system]));
  const placed = new Set<string>();
  const ordered: System[] = [];
  for (const system of systems) {
    const line: System[] = [];
    const seen = new Set<string>();
    for (
      let at: System | undefined = system;
      at && !placed.has(at.id) && !seen.has(at.id);
      at = at.hostedOn === undefined ? undefined : byId.get(at.hostedOn)
    ) {
      seen.add(at.id);
      line.push(at);
    }
    for (const one of line.reverse()) {
      placed.add(one.id);
      ordered.push(one);
    }
  }
  return ordered;
}

/** The named systems and everything that stands on them, on that, and so on. */
export function withHosted(ids: readonly string[], systems: readonly System[]): ReadonlySet<string> {
  const found = new Set(ids);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { id, hostedOn } of systems) if (hostedOn !== undefined && found.has(hostedOn)) found.add(id);
  }
  return found;
}
