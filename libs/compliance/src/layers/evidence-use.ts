import type { Day, Evidence, EvidenceUse } from '@khien/model';

/** The use a judgement makes of a piece of evidence; past its last day it is shown but not fresh. */
export function evidenceUse(evidence: Evidence, on: Day): EvidenceUse {
  const { _id, collectedAt, effectiveFrom, effectiveTo, query, resultHash } = evidence;
  return {
    id: _id,
    collectedAt,
    effectiveFrom,
    ...(effectiveTo !== undefined && { effectiveTo }),
    fresh: effectiveTo === undefined || effectiveTo >= on,
    ...(query !== undefined && { query }),
    resultHash,
  };
}
