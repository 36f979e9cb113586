import type { Evidence, Store } from '@khien/model';
import { createMirror } from '../create-mirror';

/** All evidence in memory, by whose it is. */
export interface EvidenceBook {
  /** Brings the book up to what is stored, and answers with it. */
  current(): Promise<EvidenceShelves>;
}

export interface EvidenceShelves {
  all(): Evidence[];
  ofSystem(systemId: string): readonly Evidence[];
  /** Of an agency as a whole. */
  ofAgency(agencyId: string): readonly Evidence[];
  ofProvince(): readonly Evidence[];
}

/** Evidence is append-only, so what was read once stays read. */
export function createEvidenceBook({ store, now }: { store: Store; now: () => number }): EvidenceBook {
  const shelves = new Map<string, Evidence[]>();
  const mirror = createMirror<Evidence>(
    { store, now, collection: 'evidence', field: 'collectedAt', countBy: 'agencyId' },
    (evidence) => {
      if (!evidence) return shelves.clear();
      const key = shelfOf(evidence);
      const shelf = shelves.get(key);
      if (shelf) shelf.push(evidence);
      else shelves.set(key, [evidence]);
    },
  );
  return {
    async current() {
      const records = await mirror.current();
      return {
        all: () => [...records.values()],
        ofSystem: (id) => shelves.get(`system:${id}`) ?? [],
        ofAgency: (id) => shelves.get(`agency:${id}`) ?? [],
        ofProvince: () => shelves.get('province') ?? [],
      };
    },
  };
}

function shelfOf({ systemId, agencyId }: Evidence): string {
  if (systemId !== undefined) return `system:${systemId}`;
  return agencyId === undefined ? 'province' : `agency:${agencyId}`;
}
