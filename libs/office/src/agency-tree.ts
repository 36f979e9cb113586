import type { Agency } from '@khien/model';
import { withDescendants } from '@khien/policy';

/** Agencies by id, and how they hang together. */
export interface AgencyTree {
  name(id: string): Agency['name'];
  /** An agency and everything above it, nearest first; a loop ends. */
  line(id: string): string[];
  /** An agency and everything below it. */
  below(id: string): ReadonlySet<string>;
}

export function agencyTree(agencies: readonly Agency[]): AgencyTree {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  return {
    name: (id) => byId.get(id)?.name ?? { vi: id, en: id },
    line(id) {
      const found: string[] = [];
      for (
        let at: string | undefined = id;
        at !== undefined && !found.includes(at);
        at = byId.get(at)?.parent
      )
        found.push(at);
      return found;
    },
    below: (id) => withDescendants([id], agencies),
  };
}
