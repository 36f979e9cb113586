import type { CardForm } from './card-form';

export type CardField = keyof CardForm;

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
