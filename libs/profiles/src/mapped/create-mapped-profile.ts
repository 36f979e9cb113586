import { CEF_FIELDS } from '../cef/fields';
import { LEAVES } from '../decode/leaves';
import { type Draft, openDraft, type Placing } from '../draft/open-draft';
import { putHeader } from '../draft/put-header';
import { LEEF_FIELDS } from '../leef/fields';
import { defineProfile, type ParseResult, type Profile, type ProfileContext, refuse } from '../profile';
import type { Mapping } from './mapping';
import { type FieldsOf, readerOf } from './read-fields';
import { compileTime, type ReadTime } from './time-format';

/** Above generic profiles: whoever wrote the mapping knows the system. */
const RECOGNISED = 0.9;
const NO_CONTEXT: ProfileContext = { receivedAt: Date.UTC(2100, 0, 1), timezone: 'UTC' };

/** The profile `mapped:<name>` of a mapping that holds together, or what is wrong with it. */
export function createMappedProfile(
  name: string,
  mapping: Mapping,
): { ok: true; profile: Profile } | { ok: false; problems: string[] } {
  const problems = unknownPlaces(mapping);
  const reader = readerOf(mapping);
  if (!reader.ok) problems.push(reader.problem);
  const time = mapping.time ? compileTime(mapping.time.format) : undefined;
  if (time && !time.ok) problems.push(time.problem);
  if (problems.length > 0 || !reader.ok) return { ok: false, problems };
  const plan: Plan = {
    name,
    mapping,
    read: reader.read,
    time: time?.ok ? time.read : undefined,
    places: placesOf(mapping),
  };
  return { ok: true, profile: profileOf(plan) };
}

interface Plan {
  name: string;
  mapping: Mapping;
  read: FieldsOf;
  time: ReadTime | undefined;
  places: Readonly<Record<string, Placing>>;
}

function profileOf(plan: Plan): Profile {
  const { mapping, name, read } = plan;
  const { layer, logsource, title, version, contains } = mapping;
  return defineProfile({
    id: `mapped:${name}`,
    version,
    title,
    ...(layer !== undefined && { layer }),
    logsource: Object.fromEntries(Object.entries(logsource).filter(([, value]) => value !== undefined)),
    recognise(text) {
      if (contains.length === 0 || !contains.every((one) => text.includes(one))) return 0;
      return read(text, NO_CONTEXT).ok ? RECOGNISED : 0;
    },
    toEvent: (text, context) => toEvent(plan, text, context),
  } satisfies Profile);
}

function placesOf({ format, map }: Mapping): Readonly<Record<string, Placing>> {
  const common = format === 'cef' ? CEF_FIELDS : format === 'leef' ? LEEF_FIELDS : {};
  return { ...common, ...map };
}

/** Only Khiên itself fills what judges an access; those and misspelt names are refused at once. */
function unknownPlaces({ map, constants }: Mapping): string[] {
  const named = [...Object.values(map).flat(), ...Object.keys(constants)];
  return named
    .filter((field) => !LEAVES.has(field) && !/^labels\.\S/.test(field))
    .map((field) => `${field}: no field that a source may fill`);
}

function toEvent(
  { name, mapping, read, time, places }: Plan,
  text: string,
  context: ProfileContext,
): ParseResult {
  const record = read(text, context);
  if (!record.ok) return record;
  const { fields, header } = record;
  const draft = openDraft(context);
  const { time: about } = mapping;
  if (about && time) {
    const value = fields.get(about.field);
    const place = about.timezone === undefined ? context : { ...context, timezone: about.timezone };
    const stamp = value === undefined ? undefined : time(String(value), place);
    if (value !== undefined && !stamp) return refuse('bad_field', `${about.field}: expected ${about.format}`);
    draft.time(stamp);
  }
  draft.put('event.dataset', `mapped.${name}`);
  for (const [field, value] of Object.entries(mapping.constants)) draft.put(field, value);
  draft.place(fields, places);
  sayWords(draft, mapping, fields);
  putHeader(draft, header);
  if (!draft.has('message')) draft.put('message', text.trim());
  return draft.done();
}

function sayWords(
  draft: Draft,
  { action, category, outcome }: Mapping,
  fields: ReadonlyMap<string, unknown>,
): void {
  const pick = (choice: Mapping['action']): string | undefined => {
    if (!choice) return undefined;
    const value = lower(fields.get(choice.field));
    const found = Object.entries(choice.words).find(([word]) => word.toLowerCase() === value)?.[1];
    return found ?? choice.otherwise;
  };
  draft.put('event.action', pick(action));
  const kind = pick(category);
  if (kind !== undefined) draft.put('event.category', kind.split(/[,\s]+/));
  if (!outcome) return;
  const value = lower(fields.get(outcome.field));
  const among = (list: readonly unknown[]): boolean => list.some((one) => lower(one) === value);
  draft.put(
    'event.outcome',
    among(outcome.success) ? 'success' : among(outcome.failure) ? 'failure' : outcome.otherwise,
  );
}

function lower(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value).trim().toLowerCase();
}
