import type { CardForm } from './card-form';

export type CardField = Exclude<keyof CardForm, never>;

/** What a field is called on screen. */
export const FIELD_WORDS = {
  name: 'card.nameVi',
  agencyId: 'card.agencyId',
  stage: 'stage.label',
  marks: 'mark.label',
  purpose: 'card.purpose',
  boundary: 'card.boundary',
  ownerId: 'card.ownerId',
  operatorId: 'card.operatorId',
  specialisedUnitId: 'card.specialisedUnitId',
  appraiserId: 'card.appraiserId',
  hosting: 'card.hosting',
  hostedOn: 'card.hostedOn',
  networks: 'card.networks',
  hosts: 'card.hosts',
  domains: 'card.domains',
  technicalLayers: 'card.technicalLayers',
  constructionStartedOn: 'card.constructionStartedOn',
  wentLiveOn: 'card.wentLiveOn',
  datasets: 'card.datasets',
  userGroups: 'card.userGroups',
  subjects: 'card.subjects',
  connections: 'card.connections',
  devices: 'card.devices',
  services: 'card.services',
  zones: 'card.zones',
  transition: 'card.section_transition',
  facts: 'card.section_level',
} as const satisfies Record<CardField, string>;

/**
 * Two people changed one card. What I typed stays, what only the other changed is taken over, and where both changed the
 * same field mine stays in the form and the field is named: nobody's words go without being seen.
 */
export function mergedForms({ before, mine, theirs }: Record<'before' | 'mine' | 'theirs', CardForm>): {
  merged: CardForm;
  both: CardField[];
} {
  const fields = Object.keys(FIELD_WORDS) as CardField[];
  const same = (field: CardField, one: CardForm, other: CardForm) =>
    plain(one[field]) === plain(other[field]);
  const kept = fields.filter((field) => !same(field, before, mine));
  const merged = Object.fromEntries(
    fields.map((field) => [field, kept.includes(field) ? mine[field] : theirs[field]]),
  ) as unknown as CardForm;
  const both = kept.filter((field) => !same(field, before, theirs) && !same(field, mine, theirs));
  return { merged, both };
}

/** As text to compare: what is empty and what is missing are the same. */
function plain(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) => {
      if (item === '' || item === null || (Array.isArray(item) && item.length === 0)) return undefined;
      if (typeof item !== 'object' || Array.isArray(item)) return item;
      const entries = Object.entries(item as object).filter(
        ([, one]) => one !== undefined && one !== '' && one !== null,
      );
      return entries.length > 0
        ? Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)))
        : undefined;
    }) ?? ''
  );
}
