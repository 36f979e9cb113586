import { ECS_VERSION, type EventDraft } from '@khien/model';
import { type Coercion, coerce, instantOf } from '../decode/coerce';
import { fitText, MAX_KEYWORD } from '../decode/fit-event';
import { isoOf } from '../decode/timestamp';
import { isForbiddenKey, vendorKey } from '../decode/vendor';
import { collectVendorFields } from '../decode/vendor-fields';
import type { ParseResult, ProfileContext, TimeQuality } from '../profile';
import { completeEvent } from './complete-event';
import { openHolders, PLACES } from './event-holders';

type EventWords = Partial<EventDraft['event']>;

/** Where a value of the record goes: a field of the event, several of them, or a function that places it. */
export type Placing = string | readonly string[] | ((draft: Draft, value: unknown) => void);

/**
 * An event in the making. Everything put into it is made to fit its field or kept under `vendor`; nothing throws and nothing is lost.
 * Field names are checked against the schema when the profile is loaded in its tests: a name that is no field throws there.
 */
export interface Draft {
  /** Puts a value where the schema has a place for it. What does not fit its field is kept under `vendor` by that name. Empty text, `-` and null are nothing. */
  put(field: string, value: unknown): void;
  /** Keeps what the event has no field for. */
  keep(name: string, value: unknown): void;
  /** Places every entry by the map (first one to fill a field wins), and keeps the rest as it came. */
  place(entries: Iterable<readonly [string, unknown]>, map: Readonly<Record<string, Placing>>): void;
  has(field: string): boolean;
  get(field: string): unknown;
  /** The words of `event.*`; later ones win. */
  say(words: EventWords): void;
  /** Time of the event from a reader of decode/timestamp; the first one counts. */
  time(stamp: { ms: number; quality: TimeQuality } | undefined): boolean;
  /** The same from ISO text or an epoch in any unit. */
  timeFrom(value: unknown): boolean;
  tag(tag: string): void;
  /** The finished event: category, type, action, outcome and `related.*` filled where nobody said them. */
  done(): ParseResult;
}

const NOTHING: ReadonlySet<unknown> = new Set(['', '-', null, undefined, 'N/A', 'n/a', '(null)', '<null>']);
const LONGEST_NOTHING = 6;
const MAX_TAGS = 250;

/** The length is asked first: a set would hash every text there is. */
function isNothing(value: unknown): boolean {
  return (typeof value !== 'string' || value.length <= LONGEST_NOTHING) && NOTHING.has(value);
}

export function openDraft(context: ProfileContext): Draft {
  const event: Record<string, unknown> = { event: { kind: 'event' } };
  const holders = openHolders(event);
  const vendor = collectVendorFields();
  const labels = new Map<string, string>();
  const coercion: Coercion = { timezone: context.timezone, cut: false };
  const tags: string[] = [];
  let stamp: { ms: number; quality: TimeQuality } | undefined;

  function put(field: string, value: unknown): void {
    if (isNothing(value)) return;
    if (field.startsWith('labels.')) {
      if (labels.size < 256) labels.set(vendorKey(field.slice(7)), String(value).slice(0, 8192));
      return;
    }
    const place = PLACES.get(field);
    if (!place) throw new RangeError(`no field ${field}`);
    const fitting = coerce(place.leaf, value, coercion);
    if (fitting === undefined) vendor.keep(field, value);
    else holders.open(place.holder)[place.name] = fitting;
  }

  function get(field: string): unknown {
    const place = PLACES.get(field);
    if (place) return holders.at(place.holder)?.[place.name];
    let holder: unknown = event;
    for (const segment of field.split('.')) {
      if (typeof holder !== 'object' || holder === null) return undefined;
      holder = (holder as Record<string, unknown>)[segment];
    }
    return holder;
  }

  const draft: Draft = {
    put,
    get,
    has: (field) => get(field) !== undefined,
    keep(name, value) {
      if (!isNothing(value) && !isForbiddenKey(name)) vendor.keep(name, value);
    },
    place(entries, map) {
      for (const [name, value] of entries) {
        if (isForbiddenKey(name)) continue;
        const placing = Object.hasOwn(map, name) ? map[name] : undefined;
        if (placing === undefined) draft.keep(name, value);
        else if (typeof placing === 'function') placing(draft, value);
        else
          for (const field of typeof placing === 'string' ? [placing] : placing)
            if (!draft.has(field)) put(field, value);
      }
    },
    say(words) {
      const said = event.event as Record<string, unknown>;
      for (const name in words) {
        const word = words[name as keyof EventWords];
        // Some words come from the record, and need not fit.
        if (word !== undefined)
          said[name] = typeof word === 'string' ? fitText(word, MAX_KEYWORD, coercion) : word;
      }
    },
    time(found) {
      if (found && !stamp) stamp = { ms: found.ms, quality: found.quality };
      return found !== undefined;
    },
    timeFrom(value) {
      return draft.time(instantOf(value, context.timezone));
    },
    tag(tag) {
      if (tags.length < MAX_TAGS && !tags.includes(tag)) tags.push(tag);
    },
    done() {
      // Every leaf went through coercion to its own kind; the closed schema is what each profile's samples hold it to.
      const made = event as Partial<EventDraft> as EventDraft;
      made['@timestamp'] = isoOf(stamp?.ms ?? context.receivedAt);
      made.ecs = { version: ECS_VERSION };
      if (labels.size > 0) made.labels = Object.fromEntries(labels);
      const left = vendor.fields();
      if (left) made.vendor = left;
      if (context.truncated) made.log = { ...made.log, flags: ['truncated'] };
      if (coercion.cut) draft.tag('cut');
      for (const tag of vendor.tags()) draft.tag(tag);
      if (tags.length > 0) made.tags = [...(made.tags ?? []).slice(0, 256 - tags.length), ...tags];
      return { ok: true, event: completeEvent(made), timeQuality: stamp?.quality ?? 'receive_time' };
    },
  };
  return draft;
}
