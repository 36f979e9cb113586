import type { EventDraft } from '@khien/model';
import { fitText, MAX_KEYWORD } from './fit-event';
import { isJsonObject } from './read-json';
import { isForbiddenKey, vendorKey } from './vendor';

type Vendor = NonNullable<EventDraft['vendor']>;
const MAX_FIELDS = 300;

/** Collects what an event has no field for: flat, bounded, under keys that every store takes. */
export interface VendorFields {
  /** Keeps a value under a dotted path; objects are flattened, lists become JSON. */
  keep(path: string, value: unknown): void;
  /** Undefined when nothing was kept. */
  fields(): Vendor | undefined;
  /** What happened on the way: `cut` (a value over the limit), `vendor_cut` (more fields than are kept). */
  tags(): string[];
}

export function collectVendorFields(): VendorFields {
  const kept = new Map<string, Vendor[string]>();
  const state = { cut: false };
  let dropped = false;
  const put = (path: string, value: Vendor[string]) => {
    const key = freeKey(vendorKey(path), kept);
    if (kept.size >= MAX_FIELDS || key === undefined) dropped = true;
    else kept.set(key, typeof value === 'string' ? fitText(value, MAX_KEYWORD, state) : value);
  };
  const keep = (path: string, value: unknown): void => {
    if (value === undefined) return;
    if (isJsonObject(value)) {
      for (const [key, child] of Object.entries(value))
        if (!isForbiddenKey(key)) keep(path === '' ? key : `${path}.${key}`, child);
    } else if (Array.isArray(value)) put(path, JSON.stringify(value));
    else put(path, scalar(value));
  };
  return {
    keep,
    fields: () => (kept.size === 0 ? undefined : Object.fromEntries(kept)),
    tags: () => [...(state.cut ? ['cut'] : []), ...(dropped ? ['vendor_cut'] : [])],
  };
}

function scalar(value: unknown): Vendor[string] {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : String(value);
}

/** Two paths may become one key (`a.b` and `a_b`): the second gets a number. */
function freeKey(key: string, taken: ReadonlyMap<string, unknown>): string | undefined {
  if (!taken.has(key)) return key;
  for (let at = 2; at < 10; at++) if (!taken.has(`${key}_${at}`)) return `${key}_${at}`;
  return undefined;
}
