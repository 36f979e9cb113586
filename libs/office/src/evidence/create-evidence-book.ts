import type { Evidence, Store } from '@khien/model';
import { readAll } from '@khien/store';

/** Records of another process are looked for again for so long: clocks differ, and a write takes its time. */
const OVERLAP_MS = 120_000;

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

/** Evidence is append-only, so what was read once stays read; only what is new is asked for. */
export function createEvidenceBook(store: Store): EvidenceBook {
  let records = new Map<string, Evidence>();
  let shelves = new Map<string, Evidence[]>();
  let newest = 0;

  function add(docs: readonly Evidence[]): void {
    for (const evidence of docs) {
      if (records.has(evidence._id)) continue;
      records.set(evidence._id, evidence);
      const key = shelfOf(evidence);
      const shelf = shelves.get(key);
      if (shelf) shelf.push(evidence);
      else shelves.set(key, [evidence]);
      newest = Math.max(newest, evidence.collectedAt);
    }
  }

  async function readAllAnew(): Promise<void> {
    const docs = await readAll<Evidence>(store, 'evidence', { most: Number.MAX_SAFE_INTEGER });
    records = new Map();
    shelves = new Map();
    newest = 0;
    add(docs);
  }

  const stored = async (): Promise<number> =>
    (await store.countBy('evidence', {}, 'agencyId')).reduce((sum, { count }) => sum + count, 0);

  return {
    async current() {
      const filter = { collectedAt: { gte: newest - OVERLAP_MS } };
      if (records.size > 0)
        add(await readAll<Evidence>(store, 'evidence', { filter, sort: [['collectedAt', 'asc']] }));
      // What was recorded late, with an earlier time, shows in the number.
      if ((await stored()) !== records.size) await readAllAnew();
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
