import type { Agency } from '@khien/model';
import { withDescendants } from '@khien/policy';

/** Agencies by id, and how they hang together. */
export interface AgencyTree {
  name(id: string): Agency['name'];
  /** An agency and everything above it, nearest first; a loop ends. */
  line(id: string): string[];
  /** Whose evidence counts for an agency: its own and that of what it is part of, but not what the province holds for itself (R56: each agency has its own force). */
  partOf(id: string): string[];
  /** An agency and everything below it. */
  below(id: string): ReadonlySet<string>;
}

export function agencyTree(agencies: readonly Agency[]): AgencyTree {
  const byId = new Map(agencies.map((agency) => [agency.id, agency]));
  const tree: AgencyTree = {
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
    partOf: (id) => tree.line(id).filter((each) => each === id || byId.get(each)?.kind !== 'province'),
    below: (id) => withDescendants([id], agencies),
  };
  return tree;
}
