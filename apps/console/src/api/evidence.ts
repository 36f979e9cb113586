import type { Evidence, EvidenceFact, EvidenceKind } from '@khien/model';
import { request } from './http';
import type { Page } from './views-page';

export interface EvidenceQuery {
  systemId?: string;
  agencyId?: string;
  kind?: EvidenceKind;
}

/** Of one system, else of one agency, else of the province. */
export interface EvidenceDraft {
  systemId?: string;
  agencyId?: string;
  effectiveFrom: string;
  effectiveTo?: string;
  fact: EvidenceFact;
  note?: string;
}

export interface DecisionDraft {
  decision: 'approved' | 'refused' | 'revoked';
  note: string;
  effectiveTo?: string;
}

export const getEvidence = (query: EvidenceQuery, cursor: string | undefined) =>
  request<Page<Evidence>>({ path: '/evidence', query: { ...query, limit: 100, cursor } });
/** Twice the same call is one piece of evidence. */
export const postEvidence = (draft: EvidenceDraft, once: string) =>
  request<{ evidence: Evidence }>({ method: 'POST', path: '/evidence', body: draft, once });
export const postDecision = (requestId: string, draft: DecisionDraft) =>
  request<{ evidence: Evidence }>({
    method: 'POST',
    path: `/evidence/${encodeURIComponent(requestId)}/decision`,
    body: draft,
  });
