import type {
  Bilingual,
  Day,
  Evidence,
  EvidenceKind,
  EvidenceOf,
  EvidenceUse,
  LayerVerdict,
} from '@khien/model';
import type { EvidenceIndex } from '../controls/evidence-index';
import type { ParameterEntry } from '../legal/parameter';
import { evidenceUse } from './evidence-use';
import type { LayerCheck } from './layer-check';
import type { LayerInput } from './layer-input';
import { say } from './say';

export interface CheckOutcome {
  verdict: LayerVerdict;
  text: Bilingual;
  evidence: EvidenceUse[];
  /** Last day on which it still is so by itself. */
  expiresOn?: Day;
}

/** What a check is run with. */
export interface CheckCase extends LayerInput {
  check: LayerCheck;
  /** Evidence that counts for the system on the day. */
  index: EvidenceIndex;
  /** Figure of the check by its name, for the system's level on the day. */
  figure: (name: string) => ParameterEntry | undefined;
}

export type CheckRun = (input: CheckCase) => CheckOutcome;

/** What is on record of a kind: what counts, else what has run out, else nothing. */
export function onRecord<K extends EvidenceKind>(
  { index }: CheckCase,
  kind: K,
  wanted: (evidence: EvidenceOf<K>) => boolean = () => true,
): { state: 'fresh' | 'stale'; evidence: EvidenceOf<K> } | undefined {
  const fresh = index.of(kind).find(wanted);
  if (fresh) return { state: 'fresh', evidence: fresh };
  const stale = index.expired(kind).find(wanted);
  return stale && { state: 'stale', evidence: stale };
}

/** Nothing is on record. */
export const absent = ({ check }: CheckCase, text: Bilingual): CheckOutcome => ({
  verdict: check.absent,
  text,
  evidence: [],
});

/** What is on record has run out. */
export function stale({ check, on }: CheckCase, evidence: Evidence, text: Bilingual): CheckOutcome {
  return { verdict: check.stale, text, evidence: [evidenceUse(evidence, on)] };
}

/** What is on record says that it is not so. */
export function breach(
  { check, on }: CheckCase,
  evidence: readonly Evidence[],
  text: Bilingual,
): CheckOutcome {
  return { verdict: check.breach, text, evidence: evidence.map((each) => evidenceUse(each, on)) };
}

/** It is so, until the first day on which something it stands on ends. */
export function met(
  { on }: CheckCase,
  {
    evidence,
    text,
    until = [],
  }: { evidence: readonly Evidence[]; text: Bilingual; until?: (Day | undefined)[] },
): CheckOutcome {
  const ends = [...until, ...evidence.map(({ effectiveTo }) => effectiveTo)].filter(
    (day) => day !== undefined,
  );
  const [expiresOn] = ends.sort();
  return {
    verdict: 'met',
    text,
    evidence: evidence.map((each) => evidenceUse(each, on)),
    ...(expiresOn !== undefined && { expiresOn }),
  };
}

/** What Khiên itself saw, as evidence. */
export function seen({ now, system }: CheckCase, what: string): EvidenceUse {
  return { id: `telemetry:${what}`, collectedAt: now, fresh: true, query: `${what} systemId=${system.id}` };
}

/** Khiên has seen nothing of the system. */
export const unseen = (input: CheckCase): CheckOutcome =>
  absent(
    input,
    say('Chưa có dữ liệu giám sát của hệ thống để kiểm chứng', 'Nothing of the system is seen yet'),
  );

/** A number of a figure; undefined where none is known on the day. */
export function numberOf(entry: ParameterEntry | undefined): number | undefined {
  return typeof entry?.value === 'number' ? entry.value : undefined;
}
