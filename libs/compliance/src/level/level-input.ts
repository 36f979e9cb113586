import { z } from 'zod';
import { HARMS, SYSTEM_TYPES } from '../legal/facts';

/** null and "unknown" both say that nobody has found out yet. */
const unknown = (value: unknown): unknown => (value === 'unknown' || value === 'UNKNOWN' ? null : value);
const Flag = z.preprocess(unknown, z.boolean().nullable());
const Count = z.preprocess(unknown, z.number().int().nonnegative().nullable());
const lowerCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);
const Harm = z.preprocess(unknown, z.enum(HARMS).nullable());
const Text = z.string().max(2000);

const LETTERS: Record<string, string> = {
  a: 'internal',
  b: 'public_service',
  c: 'infrastructure',
  d: 'industrial_control',
  đ: 'other',
};
const Type = z.preprocess(
  (value) => (typeof value === 'string' ? (LETTERS[value] ?? value) : value),
  z.enum(SYSTEM_TYPES),
);
const Information = z.preprocess(lowerCase, z.enum(['public', 'private', 'personal', 'state_secret']));
const InformationSet = z.preprocess(unknown, z.array(Information).min(1).nullable());
const WorksClass = z.enum(['none', 'II-IV', 'II', 'III', 'IV', 'I', 'special', 'SPECIAL']);
const ConditionalLine = z.enum(['YES', 'NO', 'UNKNOWN']);

const fields = {
  kind: z.preprocess(unknown, Type.nullable()).optional(),
  types: z.array(Type).min(1).optional(),
  tthc: Flag.optional(),
  resolves_tthc: Flag.optional(),
  conditional_business_line: Flag.optional(),
  /** With the item of the list, the version of its text and the day it was looked up, where they are written down. */
  conditional_line: z
    .union([
      ConditionalLine,
      z.strictObject({
        answer: ConditionalLine,
        item: Text.optional(),
        version: Text.optional(),
        checked_on: z.iso.date().optional(),
      }),
    ])
    .optional(),
  information: InformationSet.optional(),
  info: InformationSet.optional(),
  secret_grade: z.enum(['MAT', 'TOI_MAT', 'TUYET_MAT']).nullable().optional(),
  subjects: z
    .preprocess(unknown, z.strictObject({ basic: Count.optional(), sensitive: Count.optional() }).nullable())
    .optional(),
  subjects_basic: Count.optional(),
  subjects_sensitive: Count.optional(),
  subjects_method: Text.optional(),
  subjects_forecast: z
    .union([
      z.number().int().nonnegative(),
      z.strictObject({ count: z.number().int().nonnegative(), month: Text }),
    ])
    .optional(),
  /** Người sử dụng, which Decree 85/2016 counts. */
  users: Count.optional(),
  online_service_grade: z.preprocess(unknown, z.number().int().min(1).max(4).nullable()).optional(),
  serves: z
    .preprocess(
      unknown,
      z
        .enum(['unit', 'unit_and_subordinates', 'ministry_sector_province', 'several_provinces', 'national'])
        .nullable(),
    )
    .optional(),
  infra_scope: z.enum(['ONE_ORG', 'REGION', 'NATION', 'INTL']).optional(),
  continuous_24x7: Flag.optional(),
  needs_247: Flag.optional(),
  no_unplanned_stop: Flag.optional(),
  national_egov: Flag.optional(),
  works_class: z.preprocess(unknown, WorksClass.nullable()).optional(),
  works_ns_important: Flag.optional(),
  central_store_of_specially_important_data: Flag.optional(),
  central_special_national_data: Flag.optional(),
  international_connection: Flag.optional(),
  defence_security: Flag.optional(),
  ns_harm: Harm.optional(),
  strategic: Flag.optional(),
  pm_level: z.number().int().min(2).max(5).nullable().optional(),
  pm_decision: Text.optional(),
  framework_level: z.number().int().min(1).max(5).nullable().optional(),
  d16: z.array(z.enum(['16.1', '16.2', '16.3'])).optional(),
  harm: z
    .strictObject({
      RIGHTS: Harm.optional(),
      PUBLIC: Harm.optional(),
      ORDER: Harm.optional(),
      NS: Harm.optional(),
    })
    .optional(),
  scope_duty: z.enum(['STATE_IT', 'ONLINE_SERVICE', 'OTHER']).optional(),
  is_system: z.strictObject({ function: Flag, data: Flag, users: Flag, output: Flag }).optional(),
  scope_grounds: z
    .array(z.enum(['FUNCTION', 'DATA_FLOW', 'OPERATION_DEPENDENCY', 'INCIDENT_IMPACT']))
    .optional(),
  interconnections: z.array(z.union([Text, z.record(z.string(), Text)])).optional(),
  owners: z.number().int().nonnegative().optional(),
  independent: Flag.optional(),
  split_merge_affects_level: Flag.optional(),
  split_merge_reason: Text.optional(),
  static_page: Flag.optional(),
  shared_collaboration: Flag.optional(),
  proposed: z.number().int().min(1).max(5).nullable().optional(),
};

/** The same fact under two names has to have one value. */
const TWICE = [
  ['conditional_business_line', 'conditional_line'],
  ['tthc', 'resolves_tthc'],
  ['information', 'info'],
  ['serves', 'infra_scope'],
  ['central_store_of_specially_important_data', 'central_special_national_data'],
  ['continuous_24x7', 'needs_247'],
  ['continuous_24x7', 'no_unplanned_stop'],
  ['kind', 'types'],
] as const;

const flatPart = z.strictObject({ name: z.string().min(1).max(500).optional(), ...fields });
type FlatPart = z.infer<typeof flatPart>;

/** One part of a system, of the same shape as the whole. */
export interface LevelPart extends FlatPart {
  components?: LevelPart[] | undefined;
}

function saidOnce(part: LevelPart, context: z.RefinementCtx): void {
  const complain = (path: string, other: string): void =>
    context.addIssue({
      code: 'custom',
      path: [path],
      message: `says something else than ${other}, which is the same fact`,
    });
  for (const [one, other] of TWICE) {
    if (part[one] === undefined || part[other] === undefined) continue;
    if (JSON.stringify(sameWords(part[one])) !== JSON.stringify(sameWords(part[other]))) complain(other, one);
  }
  for (const count of ['basic', 'sensitive'] as const) {
    const [inside, outside] = [part.subjects?.[count], part[`subjects_${count}`]];
    if (inside !== undefined && outside !== undefined && inside !== outside)
      complain(`subjects_${count}`, `subjects.${count}`);
  }
}

const WORDS: Record<string, unknown> = {
  YES: true,
  NO: false,
  UNKNOWN: null,
  ONE_ORG: 'unit',
  NATION: 'national',
};
/** A value in the words of the shorter form; a list of one is its only value. */
function sameWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : [...value].sort();
  return typeof value === 'string' && value in WORDS ? WORDS[value] : value;
}

const DEEPEST = 5;
const partOf = (depth: number): z.ZodType<LevelPart> =>
  z
    .strictObject({
      name: z.string().min(1).max(500).optional(),
      ...fields,
      components: (depth === DEEPEST
        ? z.array(z.never({ error: 'components are nested too deep' }))
        : z.array(z.lazy(() => partOf(depth + 1)))
      )
        .max(500)
        .optional(),
    })
    .superRefine(saidOnce);

/**
 * What `khien level` reads: the facts of one system. Of the everyday facts of a type (`tthc`, `conditional_business_line`,
 * `subjects`, `information`, `serves`, `works_class`) an absent one is unknown; of the exceptional ones (state secrets, defence,
 * central store, international connection, harm, …) an absent one is no, and `null` says that it is unknown.
 */
export const LevelInput = z
  .strictObject({
    name: z.string().min(1).max(500),
    on: z.iso.date().optional(),
    ...fields,
    level_legacy: z.number().int().min(1).max(5).nullable().optional(),
    regime_of_approval: z.string().optional(),
    construction_started_before_2026_07_01: Flag.optional(),
    in_operation: Flag.optional(),
    components: z.array(partOf(1)).max(500).optional(),
  })
  .superRefine(saidOnce);
export type LevelInput = z.infer<typeof LevelInput>;
