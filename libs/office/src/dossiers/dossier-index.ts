import type { Dossier, Store } from '@khien/model';
import { readAll } from '@khien/store';
import { groupBy } from '../group-by';

/** Versions of one system's dossier that matter now. */
export interface DossierStanding {
  /** Newest first. */
  versions: readonly Dossier[];
  current: Dossier | undefined;
  /** Approved and not replaced. */
  inForce: Dossier | undefined;
}

export interface DossierIndex {
  of(systemId: string): DossierStanding;
  all: readonly Dossier[];
  /** The newest version of each system, and the one in force beside it. */
  standing(): Dossier[];
}

export function standingOf(dossiers: readonly Dossier[]): DossierStanding {
  const versions = [...dossiers].sort((one, other) => other.determination - one.determination);
  return {
    versions,
    current: versions[0],
    inForce: versions.find(({ step }) => step === 'approved'),
  };
}

/** All dossiers, read with as few questions as there are pages. */
export async function readDossiers(store: Store): Promise<DossierIndex> {
  const all = await readAll<Dossier>(store, 'dossiers', {});
  const bySystem = groupBy(all, ({ systemId }) => systemId);
  const none = standingOf([]);
  const standings = new Map([...bySystem].map(([id, dossiers]) => [id, standingOf(dossiers)]));
  return {
    all,
    of: (systemId) => standings.get(systemId) ?? none,
    standing: () =>
      [...standings.values()].flatMap(({ current, inForce }) =>
        [current, inForce === current ? undefined : inForce].filter((one) => one !== undefined),
      ),
  };
}

/** The level that counts: approved and in force, else proposed in the newest version, else what the card says. */
export function levelInForce(
  { current, inForce }: DossierStanding,
  card: { level?: number | undefined },
): number | undefined {
  return inForce?.approvedLevel ?? current?.proposedLevel ?? card.level;
}
