import type { Bilingual, Day, EvidenceUse } from '@khien/model';
import type { LiveVerdict } from './live-test';

/** Nothing that can decide was found; says why. */
export const undecided = (reason: Bilingual, evidence: EvidenceUse[] = []): LiveVerdict => ({
  status: 'unverifiable',
  reasons: [reason],
  evidence,
});

export const decided = (
  status: 'met' | 'partly' | 'not_met',
  reason: Bilingual,
  evidence: EvidenceUse[],
): LiveVerdict => ({ status, reasons: [reason], evidence });

/** A verdict that stops holding by itself after a day. */
export const until = (verdict: LiveVerdict, lastDay: Day | undefined): LiveVerdict =>
  lastDay === undefined ? verdict : { ...verdict, expiresOn: lastDay };

/** The earlier of two days, either of which may be open. */
export const earlier = (one: Day | undefined, other: Day | undefined): Day | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/** Worst first: a finding cannot raise what another lowered. */
const ORDER = ['not_met', 'partly', 'unverifiable', 'met'] as const;
export const worse = <S extends (typeof ORDER)[number]>(one: S, other: S): S =>
  ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other;
