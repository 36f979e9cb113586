import type { Day, Evidence, EvidenceKind, EvidenceOf, System } from '@khien/model';
import { isDay, today } from '../working-days/day-arithmetic';

/** Evidence as it counts for one system on one day: read once, asked by every control. */
export interface EvidenceIndex {
  /** In force, closest first (of the system, of its agency, of the province), then the newest. */
  of<K extends EvidenceKind>(kind: K): readonly EvidenceOf<K>[];
  /** Past its last day. Shown, never counted. */
  expired<K extends EvidenceKind>(kind: K): readonly EvidenceOf<K>[];
  /** What people said of one control, in force, newest first. */
  attestations(controlId: string): readonly EvidenceOf<'attestation'>[];
  expiredAttestations(controlId: string): readonly EvidenceOf<'attestation'>[];
  /** Every step of the exceptions asked for one control, newest first, past ones included. */
  exceptions(controlId: string): readonly EvidenceOf<'exception'>[];
}

/** The Vietnamese calendar day of a moment, epoch ms; undefined for a moment that is none. */
export const dayAt = (ms: number): Day | undefined => (Math.abs(ms) < LAST_MOMENT ? today(ms) : undefined);
const LAST_MOMENT = 8e15;

/**
 * Sorts the evidence a system is judged on: its own, that of its agency and those above it, the province's. What belongs to other systems, was superseded, is not in force yet, comes from
 * later than `now` or bears a day that does not exist is left out.
 */
export function indexEvidence(input: {
  system: Pick<System, 'id' | 'agencyId'>;
  /** Agencies whose evidence counts for the system: its own and those above it, nearest first; its own alone unless given. */
  line?: readonly string[] | undefined;
  evidence: readonly Evidence[];
  on: Day;
  now: number;
}): EvidenceIndex {
  const { system, evidence, on, now } = input;
  const superseded = new Set(
    evidence.flatMap(({ supersedes }) => (supersedes === undefined ? [] : [supersedes])),
  );
  const usable = evidence
    .filter((each) => !superseded.has(each._id) && isOf(each, input) && hasDays(each))
    .filter(({ effectiveFrom, collectedAt }) => effectiveFrom <= on && collectedAt <= now)
    .sort(
      (one, other) =>
        nearness(other, system.agencyId) - nearness(one, system.agencyId) || newestFirst(one, other),
    );
  const ended = ({ effectiveTo }: Evidence): boolean => effectiveTo !== undefined && effectiveTo < on;
  const current = byKind(usable.filter((each) => !ended(each)));
  const past = byKind(usable.filter(ended));
  const kindOf = <K extends EvidenceKind>(map: Map<EvidenceKind, Evidence[]>, kind: K): EvidenceOf<K>[] =>
    (map.get(kind) ?? []) as EvidenceOf<K>[];
  const said = byControl(kindOf(current, 'attestation'));
  const unsaid = byControl(kindOf(past, 'attestation'));
  const exceptions = byControl([...kindOf(current, 'exception'), ...kindOf(past, 'exception')]);
  return {
    of: (kind) => kindOf(current, kind),
    expired: (kind) => kindOf(past, kind),
    attestations: (controlId) => said.get(controlId) ?? [],
    expiredAttestations: (controlId) => unsaid.get(controlId) ?? [],
    exceptions: (controlId) => exceptions.get(controlId) ?? [],
  };
}

function isOf(
  each: Evidence,
  { system, line }: { system: Pick<System, 'id' | 'agencyId'>; line?: readonly string[] | undefined },
): boolean {
  if (each.systemId !== undefined) return each.systemId === system.id;
  return each.agencyId === undefined || (line ?? [system.agencyId]).includes(each.agencyId);
}

const hasDays = ({ effectiveFrom, effectiveTo, collectedAt }: Evidence): boolean =>
  isDay(effectiveFrom) &&
  (effectiveTo === undefined || isDay(effectiveTo)) &&
  dayAt(collectedAt) !== undefined;

const nearness = ({ systemId, agencyId }: Evidence, own: string): number => {
  if (systemId !== undefined) return 3;
  if (agencyId === undefined) return 0;
  return agencyId === own ? 2 : 1;
};

const newestFirst = (one: Evidence, other: Evidence): number =>
  other.collectedAt - one.collectedAt || (one._id < other._id ? 1 : -1);

function byKind(evidence: readonly Evidence[]): Map<EvidenceKind, Evidence[]> {
  const kinds = new Map<EvidenceKind, Evidence[]>();
  for (const each of evidence) {
    const kind = each.fact.kind;
    const found = kinds.get(kind);
    if (found) found.push(each);
    else kinds.set(kind, [each]);
  }
  return kinds;
}

function byControl<E extends EvidenceOf<'attestation'> | EvidenceOf<'exception'>>(
  evidence: E[],
): Map<string, E[]> {
  const controls = new Map<string, E[]>();
  for (const each of evidence) {
    const found = controls.get(each.fact.controlId);
    if (found) found.push(each);
    else controls.set(each.fact.controlId, [each]);
  }
  for (const found of controls.values()) found.sort(newestFirst);
  return controls;
}
