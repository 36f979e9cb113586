import type { Evidence } from '@khien/model';

/** Where a request not to apply a control stands. */
export interface ExceptionStanding {
  request: Evidence;
  controlId: string;
  reason: string;
  compensating?: string;
  state: 'requested' | 'approved' | 'refused' | 'revoked';
  /** The last decision on it. */
  decision?: Evidence;
}

/** Requests with what was decided on each, newest first. A decision is a record of its own that names its request. */
export function exceptionsOf(evidence: readonly Evidence[]): ExceptionStanding[] {
  const decisions = evidence.filter(
    ({ fact }) => fact.kind === 'exception' && fact.requestId !== undefined && fact.state !== 'requested',
  );
  return evidence
    .flatMap((request): ExceptionStanding[] => {
      const { fact } = request;
      if (fact.kind !== 'exception' || fact.state !== 'requested') return [];
      // Decisions on one request are numbered in their ids.
      const [decision] = decisions
        .filter(({ fact: made }) => made.kind === 'exception' && made.requestId === request._id)
        .sort((one, other) => (one._id < other._id ? 1 : -1));
      const state = decision?.fact.kind === 'exception' ? decision.fact.state : 'requested';
      return [
        {
          request,
          controlId: fact.controlId,
          reason: fact.reason,
          ...(fact.compensating ? { compensating: fact.compensating } : {}),
          state,
          ...(decision ? { decision } : {}),
        },
      ];
    })
    .sort((one, other) => other.request.collectedAt - one.request.collectedAt);
}
