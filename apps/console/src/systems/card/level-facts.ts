/** Facts for the level calculator that the form asks; whatever else a card's facts hold is kept as it stands. */
export const KINDS = ['internal', 'public_service', 'infrastructure', 'industrial_control', 'other'] as const;
export const INFORMATION = ['public', 'private', 'personal', 'state_secret'] as const;
export const SERVES = [
  'unit',
  'unit_and_subordinates',
  'ministry_sector_province',
  'several_provinces',
  'national',
] as const;
export const WORKS = ['none', 'II-IV', 'I', 'special'] as const;
export const HARMS = ['NONE', 'HARM', 'SERIOUS', 'EXCEPTIONAL'] as const;
/** Everyday questions: not answered is unknown. */
export const EVERYDAY_FLAGS = ['tthc', 'conditional_business_line', 'continuous_24x7'] as const;
/** Exceptional ones: not mentioned is no. */
export const RARE_FLAGS = [
  'central_store_of_specially_important_data',
  'international_connection',
  'defence_security',
  'static_page',
  'shared_collaboration',
] as const;

export type Tri = 'yes' | 'no' | 'unknown';

export interface LevelFactsForm {
  kind?: string | undefined;
  information?: string[] | undefined;
  basic?: number | null | undefined;
  sensitive?: number | null | undefined;
  serves?: string | undefined;
  works_class?: string | undefined;
  ns_harm?: string | undefined;
  proposed?: number | null | undefined;
  flags?: Partial<Record<string, Tri>> | undefined;
}

export type Facts = Record<string, unknown>;

const FLAGS = [...EVERYDAY_FLAGS, ...RARE_FLAGS];

export function formOfFacts(facts: Facts | undefined): LevelFactsForm {
  const given = facts ?? {};
  const subjects = isRecord(given.subjects) ? given.subjects : {};
  return {
    kind: text(given.kind) ?? (Array.isArray(given.types) ? text(given.types[0]) : undefined),
    information: Array.isArray(given.information) ? given.information.map(String) : undefined,
    basic: count(subjects.basic ?? given.subjects_basic),
    sensitive: count(subjects.sensitive ?? given.subjects_sensitive),
    serves: text(given.serves),
    works_class: text(given.works_class),
    ns_harm: text(given.ns_harm),
    proposed: count(given.proposed),
    flags: Object.fromEntries(
      FLAGS.flatMap((flag) => {
        const value = given[flag];
        if (value === undefined) return [];
        return [[flag, value === true ? 'yes' : value === false ? 'no' : 'unknown'] as const];
      }),
    ),
  };
}

/** Facts as the calculator reads them; an everyday fact nobody answered is left out, which it takes as unknown. */
export function factsOfForm(form: LevelFactsForm, before: Facts | undefined): Facts {
  const facts: Facts = { ...before };
  const put = (name: string, value: unknown) => {
    if (value === undefined || value === null || value === '') delete facts[name];
    else facts[name] = value;
  };
  put('kind', form.kind);
  // One kind said in the form stands in place of a list of kinds, unless it is the first of that list.
  if (form.kind !== undefined && Array.isArray(facts.types))
    if (facts.types[0] === form.kind) delete facts.kind;
    else delete facts.types;
  put('information', form.information?.length ? form.information : undefined);
  put('serves', form.serves);
  put('works_class', form.works_class);
  put('ns_harm', form.ns_harm);
  put('proposed', form.proposed);
  delete facts.subjects_basic;
  delete facts.subjects_sensitive;
  put('subjects', subjectsOf(form));
  for (const flag of FLAGS) {
    const value = form.flags?.[flag];
    if (value === undefined) delete facts[flag];
    else facts[flag] = value === 'yes' ? true : value === 'no' ? false : null;
  }
  return facts;
}

function subjectsOf({ basic, sensitive }: LevelFactsForm): Facts | undefined {
  const subjects = {
    ...(typeof basic === 'number' ? { basic } : {}),
    ...(typeof sensitive === 'number' ? { sensitive } : {}),
  };
  return Object.keys(subjects).length > 0 ? subjects : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function isRecord(value: unknown): value is Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
