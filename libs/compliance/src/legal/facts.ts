/** What a fact can hold. */
export type FactKind =
  | { kind: 'flag' }
  | { kind: 'number' }
  | { kind: 'choice' | 'set'; values: readonly string[] };

const flag = { kind: 'flag' } as const;
const number = { kind: 'number' } as const;
const choice = <const V extends readonly string[]>(...values: V) => ({ kind: 'choice', values }) as const;
const set = <const V extends readonly string[]>(...values: V) => ({ kind: 'set', values }) as const;

export const SYSTEM_TYPES = [
  'internal',
  'public_service',
  'infrastructure',
  'industrial_control',
  'other',
] as const;
export const INFORMATION_CLASSES = ['public', 'private', 'personal', 'state_secret'] as const;
export const HARMS = ['NONE', 'HARM', 'SERIOUS', 'EXCEPTIONAL'] as const;
export const HARMED = ['RIGHTS', 'PUBLIC', 'ORDER', 'NS'] as const;
export const SERVES = ['unit', 'unit_and_subordinates', 'region', 'national'] as const;
export const WORKS_CLASSES = ['none', 'II-IV', 'I', 'special'] as const;

/** Every fact that a criterion, a doubt or a transition rule may ask about. A law that needs another fact adds it here. */
export const FACTS = {
  types: set(...SYSTEM_TYPES),
  information: set(...INFORMATION_CLASSES),
  state_secret: flag,
  scope_duty: choice('STATE_IT', 'ONLINE_SERVICE', 'OTHER'),
  is_system: flag,
  owners: number,
  split_merge_affects_level: flag,
  defence_security: flag,
  ns_harm: choice(...HARMS),
  strategic: flag,
  conditional_line: flag,
  tthc: flag,
  online_service_grade: number,
  subjects_basic: number,
  subjects_sensitive: number,
  subjects_forecast: number,
  independent: flag,
  users: number,
  users_assumed: flag,
  serves: choice(...SERVES),
  continuous_24x7: flag,
  national_egov: flag,
  national_egov_assumed: flag,
  international_connection: flag,
  works_class: choice(...WORKS_CLASSES),
  works_ns_important: flag,
  central_store: flag,
  pm_level: number,
  framework_level: number,
  static_page: flag,
  shared_collaboration: flag,
  d16: set('16.1', '16.2', '16.3'),
  level_legacy: number,
  construction_started_before_2026_07_01: flag,
  in_operation: flag,
} as const satisfies Record<string, FactKind>;

export type FactName = keyof typeof FACTS;
export type FactValue = boolean | number | string | readonly string[];
/** What is known of a system; a fact that is absent is unknown, never "no". */
export type Facts = Partial<Record<FactName, FactValue>>;
