import { ECS_VERSION, type EventDraft } from '@khien/model';
import { type Coercion, coerce, instantOf } from '../decode/coerce';
import { LEAVES, type Leaf } from '../decode/leaves';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import { isoOf } from '../decode/timestamp';
import { isForbiddenKey, vendorKey } from '../decode/vendor';
import { collectVendorFields, type VendorFields } from '../decode/vendor-fields';
import { completeEvent } from '../draft/complete-event';
import { defineProfile, type ParseResult, type ProfileContext, type TimeQuality } from '../profile';

/** ECS JSON of Beats, Fluent Bit, Vector, Logstash and applications that speak it; nested and dotted keys alike. */
export const ecsJson = defineProfile({
  id: 'ecs-json',
  version: 1,
  title: { vi: 'JSON theo ECS (Elastic Common Schema)', en: 'ECS JSON' },
  recognise,
  toEvent,
});

function recognise(text: string): number {
  if (text.trimStart().charAt(0) !== '{') return 0;
  const read = readJsonObject(text, {});
  if (!read.ok) return 0;
  return '@timestamp' in read.value ? 0.9 : 0.4;
}

interface Building {
  event: Record<string, unknown>;
  vendor: VendorFields;
  labels: Map<string, string>;
  coercion: Coercion;
  stamp?: { ms: number; quality: TimeQuality };
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const read = readJsonObject(text, context);
  if (!read.ok) return read;
  const building: Building = {
    event: {},
    vendor: collectVendorFields(),
    labels: new Map(),
    coercion: { timezone: context.timezone, cut: false },
  };
  place(read.value, '', building);
  const event = completeEvent(assemble(building, context));
  return { ok: true, event, timeQuality: building.stamp?.quality ?? 'receive_time' };
}

/** Nested and dotted spellings meet here: `{"source":{"ip":…}}` and `{"source.ip":…}` are one path. */
function place(object: JsonObject, prefix: string, building: Building): void {
  for (const key of Object.keys(object)) {
    if (isForbiddenPath(key)) continue;
    const path = prefix + key;
    const value = object[key];
    const leaf = LEAVES.get(path);
    if (path === '@timestamp') placeTime(value, building);
    else if (path === 'labels' && isJsonObject(value)) placeLabels(value, building);
    else if (path.startsWith('labels.') && !isJsonObject(value))
      placeLabels({ [path.slice(7)]: value }, building);
    else if (path === 'vendor' && isJsonObject(value)) building.vendor.keep('', value);
    else if (leaf) placeLeaf(leaf, path, value, building);
    else if (isJsonObject(value)) place(value, `${path}.`, building);
    else if (path !== 'ecs.version') building.vendor.keep(path, value);
  }
}

function isForbiddenPath(key: string): boolean {
  return key.includes('.') ? key.split('.').some(isForbiddenKey) : isForbiddenKey(key);
}

function placeTime(value: unknown, building: Building): void {
  const stamp = instantOf(value, building.coercion.timezone);
  if (stamp) building.stamp = stamp;
  else building.vendor.keep('@timestamp', value);
}

const MAX_LABELS = 256;

function placeLabels(labels: JsonObject, building: Building): void {
  for (const [key, value] of Object.entries(labels)) {
    if (isForbiddenPath(key)) continue;
    const text = coerce({ kind: 'text', max: 8192 }, value, building.coercion);
    if (typeof text === 'string' && building.labels.size < MAX_LABELS)
      building.labels.set(vendorKey(key), text);
    else building.vendor.keep(`labels.${key}`, value);
  }
}

function placeLeaf(leaf: Leaf, path: string, value: unknown, building: Building): void {
  if (value === null) return;
  const fitting = coerce(leaf, value, building.coercion);
  if (fitting === undefined) {
    building.vendor.keep(path, value);
    return;
  }
  let holder = building.event;
  for (const segment of leaf.segments.slice(0, -1)) {
    holder[segment] ??= {};
    holder = holder[segment] as Record<string, unknown>;
  }
  holder[leaf.segments.at(-1) ?? ''] = fitting;
}

/** Written out without spreading: this runs for every record. */
function assemble(building: Building, context: ProfileContext): EventDraft {
  const { vendor, labels, coercion, stamp } = building;
  // Every leaf went through coercion to its own kind; the closed schema is what the profile's tests hold it to.
  const draft = building.event as Partial<EventDraft> as EventDraft;
  draft['@timestamp'] = isoOf(stamp?.ms ?? context.receivedAt);
  draft.ecs = { version: ECS_VERSION };
  draft.event ??= { kind: 'event' };
  draft.event.kind ??= 'event';
  if (labels.size > 0) draft.labels = Object.fromEntries(labels);
  const left = vendor.fields();
  if (left) draft.vendor = left;
  if (context.truncated)
    draft.log = { ...draft.log, flags: [...(draft.log?.flags ?? []).slice(0, 255), 'truncated'] };
  const cut = coercion.cut ? ['cut', ...vendor.tags()] : vendor.tags();
  if (cut.length > 0) draft.tags = [...(draft.tags ?? []).slice(0, 250), ...new Set(cut)];
  return draft;
}
