import type { Agency, Dossier, Registry, System } from '@khien/model';
import { groupBy } from '../group-by';
import { type CardDocument, isSystem } from './card-document';

/**
 * The register in force: the configuration, over it the cards in the store, over those what the dossiers say.
 *
 * - A card in the store replaces the one of the configuration whole; new ones come after.
 * - `level`: of the version that is approved and not replaced, even while a newer one is being drafted (the old stays in force until it is
 *   replaced: INF, domain table 7.6 row 13); else of the card where the card itself was approved (before Khiên, on paper); else what the
 *   newest version proposes; else of the card.
 * - `dossier.state`: of the newest version, so that a system being determined again shows as `drafting` with the level in force.
 *   `approvedOn` and `decision` are those of the version the level comes from.
 *
 * Pure; the base is not changed, and systems that nothing touches are the same objects.
 */
export function overlayRegistry(
  base: Registry,
  cards: readonly CardDocument[],
  dossiers: readonly Dossier[],
): Registry {
  const held = cards.map(({ card }) => card);
  const versions = groupBy(
    // A version in which nothing has been done yet says nothing.
    dossiers.filter(({ state }) => state !== 'none'),
    ({ systemId }) => systemId,
  );
  return {
    ...base,
    agencies: laidOver<Agency>(
      base.agencies,
      held.filter((card): card is Agency => !isSystem(card)),
    ),
    systems: laidOver<System>(base.systems, held.filter(isSystem)).map((system) =>
      withDossiers(system, versions.get(system.id)),
    ),
  };
}

function laidOver<T extends { id: string }>(base: readonly T[], cards: readonly T[]): T[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const known = new Set(base.map(({ id }) => id));
  return [...base.map((entry) => byId.get(entry.id) ?? entry), ...cards.filter(({ id }) => !known.has(id))];
}

function withDossiers(system: System, dossiers: readonly Dossier[] | undefined): System {
  if (dossiers === undefined) return system;
  const newest = dossiers.reduce((one, other) => (other.determination > one.determination ? other : one));
  const inForce = dossiers
    .filter(({ step }) => step === 'approved')
    .reduce<Dossier | undefined>(
      (one, other) => (one === undefined || other.determination > one.determination ? other : one),
      undefined,
    );
  const { approvedOn, decision } = approvalOf(system, inForce);
  const onPaper = system.dossier.state === 'approved' ? system.level : undefined;
  const level = inForce?.approvedLevel ?? onPaper ?? newest.proposedLevel ?? system.level;
  return {
    ...system,
    ...(level === undefined ? {} : { level }),
    dossier: {
      state: newest.state,
      ...(approvedOn === undefined ? {} : { approvedOn }),
      ...(decision === undefined ? {} : { decision }),
    },
  };
}

function approvalOf(
  system: System,
  inForce: Dossier | undefined,
): { approvedOn?: string | undefined; decision?: string | undefined } {
  if (inForce !== undefined)
    return { approvedOn: inForce.approvedOn, decision: inForce.papers.decision?.number };
  return system.dossier.state === 'approved' ? system.dossier : {};
}
