import type { Evidence, EvidenceUse } from '@khien/model';

/** Evidence as a result names it. What a person entered is found again by its id. */
export function useOf(evidence: Evidence, fresh: boolean): EvidenceUse {
  const { _id, collectedAt, effectiveFrom, effectiveTo, resultHash } = evidence;
  return {
    id: _id,
    collectedAt,
    effectiveFrom,
    ...(effectiveTo === undefined ? {} : { effectiveTo }),
    fresh,
    query: evidence.query ?? `evidence _id=${_id}`,
    resultHash,
  };
}
