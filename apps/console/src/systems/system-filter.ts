import type { DossierStep, LayerVerdict, SystemMark, SystemStage } from '@khien/model';
import type { SystemQuery, SystemSort } from '../api/views-systems';

export const LEVELS = ['1', '2', '3', '4', '5'] as const;
export const STEPS: readonly DossierStep[] = [
  'not_started',
  'drafting',
  'awaiting_expert_opinion',
  'supplementing',
  'revising',
  'submitted',
  'accepted',
  'appraised',
  'approval_requested',
  'approved',
  'replaced',
  'retired',
];
export const VERDICTS: readonly LayerVerdict[] = [
  'not_met',
  'unverifiable',
  'at_risk',
  'met',
  'out_of_scope',
];
export const MARKS: readonly SystemMark[] = [
  'shared',
  'specialised',
  'important_data',
  'national_database_link',
  'data_centre',
  'digital_government',
  'critical_list',
];
export const STAGES: readonly SystemStage[] = [
  'planned',
  'design',
  'construction',
  'operating',
  'upgrading',
  'retired',
];
export const SORTS: readonly SystemSort[] = ['name', 'level', 'agency', 'gaps', 'due'];

/** The facets of the register, kept in the address. */
export interface SystemFilter {
  agencyId: string;
  level: string;
  step: string;
  layer: string;
  verdict: string;
  mark: string;
  q: string;
  sort: SystemSort;
}

export const ALL_SYSTEMS: SystemFilter = {
  agencyId: '',
  level: '',
  step: '',
  layer: '',
  verdict: '',
  mark: '',
  q: '',
  sort: 'name',
};

const KNOWN: Partial<Record<keyof SystemFilter, readonly string[]>> = {
  level: [...LEVELS, 'none'],
  step: STEPS,
  layer: ['1', '2', '3', '4'],
  verdict: VERDICTS,
  mark: MARKS,
};

/** Reads a filter from an address; what it does not know it leaves out. */
export function readSystemFilter(words: URLSearchParams): SystemFilter {
  const filter = { ...ALL_SYSTEMS };
  for (const name of ['agencyId', 'level', 'step', 'layer', 'verdict', 'mark', 'q'] as const) {
    const value = words.get(name)?.trim() ?? '';
    if (!KNOWN[name] || KNOWN[name].includes(value)) filter[name] = value;
  }
  filter.sort = SORTS.find((sort) => sort === words.get('sort')) ?? 'name';
  return filter;
}

export function writeSystemFilter(filter: SystemFilter): URLSearchParams {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(filter))
    if (value !== '' && value !== ALL_SYSTEMS[name as keyof SystemFilter]) words.set(name, value);
  return words;
}

export function isEverySystem(filter: SystemFilter): boolean {
  return writeSystemFilter({ ...filter, sort: 'name' }).size === 0;
}

/** A layer without a verdict asks nothing. */
export function toSystemQuery({ layer, ...filter }: SystemFilter): SystemQuery {
  const query: SystemQuery = { ...filter };
  return filter.verdict === '' || layer === '' ? query : { ...query, layer };
}
