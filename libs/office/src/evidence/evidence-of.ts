import { hashOf } from '@khien/dossier';
import type { Actor, Evidence } from '@khien/model';

/** The record of a fact: with the hash of what it says, and the moment it came. */
export function evidenceOf(
  draft: Pick<Evidence, 'fact' | 'effectiveFrom'> &
    Partial<Pick<Evidence, 'systemId' | 'agencyId' | 'effectiveTo' | 'note' | 'supersedes' | 'query'>>,
  made: { id: string; at: number; actor: Actor; origin: Evidence['origin'] },
): Evidence {
  const { systemId, agencyId, effectiveFrom, effectiveTo, fact, note, supersedes, query } = draft;
  return {
    _id: made.id,
    ...(systemId !== undefined && { systemId }),
    ...(agencyId !== undefined && { agencyId }),
    collectedAt: made.at,
    effectiveFrom,
    ...(effectiveTo !== undefined && { effectiveTo }),
    origin: made.origin,
    by: made.actor,
    ...(query !== undefined && { query }),
    fact,
    resultHash: hashOf(fact),
    ...(note !== undefined && { note }),
    ...(supersedes !== undefined && { supersedes }),
  };
}
