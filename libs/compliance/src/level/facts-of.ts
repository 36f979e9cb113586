import type { Facts, FactValue } from '../legal/facts';
import { HARMED } from '../legal/facts';
import type { LevelInput, LevelPart } from './level-input';

type Part = LevelPart &
  Partial<Pick<LevelInput, 'level_legacy' | 'construction_started_before_2026_07_01' | 'in_operation'>>;
type Answer<T> = T | null | undefined;

const SERVED = {
  unit: 'unit',
  unit_and_subordinates: 'unit_and_subordinates',
  ministry_sector_province: 'region',
  several_provinces: 'region',
  national: 'national',
  ONE_ORG: 'unit',
  REGION: 'region',
  NATION: 'national',
  INTL: undefined,
} as const;
const WORKS = { II: 'II-IV', III: 'II-IV', IV: 'II-IV', SPECIAL: 'special' } as const;

/** An exceptional fact nobody mentions is not there; one that is `null` is unknown. */
const rare = <T>(value: Answer<T>, absent: T): T | undefined =>
  value === undefined ? absent : (value ?? undefined);
const both = (one: Answer<boolean>, other: Answer<boolean>): Answer<boolean> => {
  if (one === false || other === false) return false;
  return one === true && other === true ? true : null;
};

/** The facts of one part, unknown ones left out. */
export function factsOf(part: Part): Facts {
  const types = part.types ?? (part.kind ? [part.kind] : undefined);
  const { basic, sensitive } = countsOf(part);
  const scope = part.serves === undefined ? part.infra_scope : part.serves;
  const serves = scope ? SERVED[scope] : undefined;
  const scope_duty = part.scope_duty ?? 'STATE_IT';
  const maybeEgov =
    part.national_egov === undefined && scope_duty === 'STATE_IT' && !types?.includes('infrastructure');
  const assumesEgov = maybeEgov && serves === 'national';
  const egovSaid = maybeEgov && scope === null ? null : part.national_egov;
  const information = informationOf(part, { basic, sensitive });
  const stateSecret = part.secret_grade ? true : rare(secretSaid(part), false);
  const assumesUsers = part.users === undefined && basic !== undefined;
  const { is_system } = part;
  return known({
    types,
    information,
    state_secret: stateSecret,
    scope_duty,
    is_system: is_system
      ? rare(
          [is_system.data, is_system.users, is_system.output].reduce<Answer<boolean>>(
            both,
            is_system.function,
          ),
          true,
        )
      : true,
    owners: part.owners ?? 1,
    split_merge_affects_level: rare(part.split_merge_affects_level, false),
    defence_security: rare(part.defence_security, false),
    ns_harm: part.ns_harm,
    strategic: rare(part.strategic, false),
    conditional_line: conditionalLine(part),
    tthc: types?.includes('public_service')
      ? (part.tthc ?? part.resolves_tthc)
      : rare(part.tthc ?? part.resolves_tthc, false),
    online_service_grade: part.online_service_grade,
    subjects_basic: basic,
    subjects_sensitive: sensitive,
    subjects_forecast:
      typeof part.subjects_forecast === 'object' ? part.subjects_forecast.count : part.subjects_forecast,
    independent: rare(part.independent, true),
    users: assumesUsers ? basic : part.users,
    users_assumed: assumesUsers,
    serves,
    continuous_24x7:
      part.continuous_24x7 === undefined
        ? both(part.needs_247, part.no_unplanned_stop)
        : part.continuous_24x7,
    national_egov: assumesEgov ? true : rare(egovSaid, false),
    national_egov_assumed: assumesEgov,
    international_connection: part.infra_scope === 'INTL' ? true : rare(part.international_connection, false),
    works_class: part.works_class
      ? (WORKS[part.works_class as keyof typeof WORKS] ?? part.works_class)
      : undefined,
    works_ns_important: rare(part.works_ns_important, false),
    central_store: rare(
      part.central_store_of_specially_important_data === undefined
        ? part.central_special_national_data
        : part.central_store_of_specially_important_data,
      false,
    ),
    pm_level: part.pm_level ?? 0,
    framework_level: part.framework_level ?? 0,
    static_page: rare(part.static_page, false),
    shared_collaboration: rare(part.shared_collaboration, false),
    d16: part.d16 ?? [],
    level_legacy: part.level_legacy ?? 0,
    construction_started_before_2026_07_01: rare(part.construction_started_before_2026_07_01, false),
    in_operation: rare(part.in_operation, false),
  });
}

/** Harm by object, as assessed; `undefined` is unknown. Harm to national security is also that of `ns_harm`. */
export function harmsOf(part: LevelPart): Record<(typeof HARMED)[number], string | undefined> {
  const said = { ...part.harm, NS: part.harm?.NS === undefined ? part.ns_harm : part.harm.NS };
  return Object.fromEntries(HARMED.map((object) => [object, rare<string>(said[object], 'NONE')])) as Record<
    (typeof HARMED)[number],
    string | undefined
  >;
}

export function countsOf(part: LevelPart): { basic: number | undefined; sensitive: number | undefined } {
  return {
    basic: part.subjects?.basic ?? part.subjects_basic ?? undefined,
    sensitive: part.subjects?.sensitive ?? part.subjects_sensitive ?? undefined,
  };
}

function known(facts: Record<keyof Facts, FactValue | null | undefined>): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Who counts data subjects holds personal data, said or not. */
function informationOf(
  part: LevelPart,
  counts: { basic: number | undefined; sensitive: number | undefined },
) {
  const said = part.information === undefined ? part.info : part.information;
  const counted = (counts.basic ?? 0) + (counts.sensitive ?? 0) > 0;
  return said === undefined && counted ? ['personal'] : said;
}

function secretSaid(part: LevelPart): Answer<boolean> {
  const said = part.information === undefined ? part.info : part.information;
  return said ? said.includes('state_secret') : said;
}

function conditionalLine(part: LevelPart): Answer<boolean> {
  if (part.conditional_line === undefined) return part.conditional_business_line;
  const answer =
    typeof part.conditional_line === 'string' ? part.conditional_line : part.conditional_line.answer;
  return { YES: true, NO: false, UNKNOWN: undefined }[answer];
}
