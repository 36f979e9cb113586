import type { System } from '@khien/model';
import { type Facts, factsOfForm, formOfFacts, type LevelFactsForm } from './level-facts';

type Rows<K extends keyof System> = NonNullable<System[K]>;

/** The card as its form holds it: lists of addresses as lines of text, rows that may be empty while one types. */
export interface CardForm {
  name: { vi: string; en?: string };
  agencyId: string;
  stage?: System['stage'];
  marks?: System['marks'];
  purpose?: string;
  boundary?: string;
  ownerId?: string;
  operatorId?: string;
  specialisedUnitId?: string;
  appraiserId?: string;
  hosting?: System['hosting'];
  hostedOn?: string;
  networks?: string;
  hosts?: string;
  domains?: string;
  technicalLayers?: System['technicalLayers'];
  constructionStartedOn?: string;
  wentLiveOn?: string;
  datasets?: Partial<System['datasets'][number]>[];
  userGroups?: Partial<Rows<'userGroups'>[number]>[];
  subjects?: System['subjects'];
  connections?: Partial<Rows<'connections'>[number]>[];
  devices?: Partial<Rows<'devices'>[number]>[];
  services?: Partial<Rows<'services'>[number]>[];
  zones?: Partial<Rows<'zones'>[number]>[];
  transition?: System['transition'];
  facts: LevelFactsForm;
}

export function formOfCard(system: System): CardForm {
  const { networks, hosts, domains, levelFacts, id: _id, level: _level, dossier: _dossier, ...rest } = system;
  return {
    ...rest,
    networks: networks.join('\n'),
    hosts: hosts.join('\n'),
    domains: domains.join('\n'),
    facts: formOfFacts(levelFacts),
  } as CardForm;
}

/** The card to be saved. Level and dossier are the dossier's to say: they are taken over from the card as it was read. */
export function cardOfForm(form: CardForm, before: System): System {
  const { facts, networks, hosts, domains, name, ...rest } = form;
  const levelFacts = factsOfForm(facts, before.levelFacts as Facts | undefined);
  const { levelFacts: _facts, ...kept } = before;
  const card = {
    ...kept,
    ...emptied(rest),
    name: { vi: name.vi.trim(), en: (name.en ?? '').trim() || name.vi.trim() },
    networks: linesOf(networks),
    hosts: linesOf(hosts),
    domains: linesOf(domains),
    datasets: rowsOf(rest.datasets, ['id', 'dataClass']),
    ...(Object.keys(levelFacts).length > 0 ? { levelFacts } : {}),
    id: before.id,
    level: before.level,
    dossier: before.dossier,
  };
  return pruned(card) as unknown as System;
}

/** Fields the form knows and the person emptied must go, though the card had them. */
function emptied(rest: Partial<CardForm>): Record<string, unknown> {
  const rows = {
    userGroups: rowsOf(rest.userGroups, ['name']),
    connections: rowsOf(rest.connections, ['kind']).filter(({ systemId, name }) => systemId || name),
    devices: rowsOf(rest.devices, ['name']),
    services: rowsOf(rest.services, ['name']),
    zones: rowsOf(rest.zones, ['name']),
  };
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(rows).map(([key, list]) => [key, list.length ? list : undefined])),
  };
}

export function linesOf(text: string | undefined): string[] {
  const lines = (text ?? '').split(/[\n,;]+/).map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))];
}

/** Rows with what makes them one; a row somebody added and left empty is none. */
function rowsOf<Row extends object>(rows: readonly Row[] | undefined, needed: (keyof Row)[]): Row[] {
  return (rows ?? [])
    .filter((row) => row && needed.every((key) => row[key] !== undefined && row[key] !== ''))
    .map((row) => pruned(row) as Row);
}

/** Without what is empty: an empty field is a missing one. */
function pruned(value: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (item === undefined || item === null || item === '') return [];
      if (typeof item !== 'object' || Array.isArray(item) || key === 'levelFacts') return [[key, item]];
      const inner = pruned(item);
      return Object.keys(inner).length > 0 ? [[key, inner]] : [];
    }),
  );
}

/** Fields that are one text in the form and a list in the card. */
const TEXT_LISTS = ['networks', 'hosts', 'domains'];

/** Where in the form a problem of the card belongs: `/devices/0/name` → devices, 0, name. */
export function fieldOfPointer(pointer: string): (string | number)[] {
  const [first = '', ...rest] = pointer.replace(/^#?\//, '').split('/');
  if (first === 'levelFacts' || first === 'facts') {
    const [fact = '', inner] = rest;
    if (fact === 'subjects' && inner) return ['facts', inner];
    return ['facts', ...(FORM_FACTS.includes(fact) ? [fact] : ['flags', fact])];
  }
  if (TEXT_LISTS.includes(first)) return [first];
  return [first, ...rest.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
}
const FORM_FACTS = ['kind', 'information', 'serves', 'works_class', 'ns_harm', 'proposed'];
