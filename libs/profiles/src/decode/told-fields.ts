import { readCef } from './cef';
import { readLeef } from './leef';
import { readPairs } from './pairs';
import { isJsonObject, readJsonObject } from './read-json';

/** A record of a kind of device, whoever made it: its fields by its own names, and what its header says. */
export interface ToldFields {
  fields: Map<string, string>;
  /** Where the record begins: what stands before is the transport's header. */
  at: number;
  vendor?: string;
  product?: string;
  version?: string;
  code?: string;
  /** What happened, in the device's words. */
  name?: string;
  severity?: string;
}

const MAX_FIELDS = 400;
const FIRST_PAIR = /(?:^|[\s>,])([A-Za-z][\w.-]{1,40})=(?=["\w[-])/;

/** CEF, LEEF, one JSON object (nested names joined by dots) or key=value pairs with spaces or commas between; undefined for anything else. */
export function readToldFields(text: string): ToldFields | undefined {
  if (text.includes('CEF:')) {
    const cef = readCef(text);
    if (cef)
      return {
        fields: cef.extension,
        at: cef.at,
        vendor: cef.vendor,
        product: cef.product,
        version: cef.productVersion,
        code: cef.signature,
        name: cef.name,
        severity: cef.severity,
      };
  }
  if (text.includes('LEEF:')) {
    const leef = readLeef(text);
    if (leef)
      return {
        fields: leef.attributes,
        at: leef.at,
        vendor: leef.vendor,
        product: leef.product,
        version: leef.productVersion,
        code: leef.eventId,
        name: leef.eventId,
        ...(leef.attributes.has('sev') && { severity: leef.attributes.get('sev') ?? '' }),
      };
  }
  return readJsonFields(text) ?? readPairFields(text);
}

function readJsonFields(text: string): ToldFields | undefined {
  const at = text.indexOf('{');
  if (at < 0 || at > 200 || !text.trimEnd().endsWith('}')) return undefined;
  const read = readJsonObject(text.slice(at), {});
  if (!read.ok) return undefined;
  const fields = new Map<string, string>();
  flatten(read.value, '', fields, 0);
  return { fields, at };
}

const MAX_DEPTH = 6;

function flatten(value: object, path: string, fields: Map<string, string>, depth: number): void {
  for (const [name, inner] of Object.entries(value)) {
    if (fields.size >= MAX_FIELDS) return;
    const key = path === '' ? name : `${path}.${name}`;
    if (isJsonObject(inner) && depth < MAX_DEPTH) flatten(inner, key, fields, depth + 1);
    else if (typeof inner === 'string') fields.set(key, inner);
    else if (inner !== null && inner !== undefined) fields.set(key, JSON.stringify(inner));
  }
}

function readPairFields(text: string): ToldFields | undefined {
  const first = FIRST_PAIR.exec(text);
  if (!first) return undefined;
  const at = first.index + (/[\s>,]/.test(text.charAt(first.index)) ? 1 : 0);
  const body = text.slice(at);
  const commas = /^[\w.-]{1,40}=(?:"[^"]{0,200}"|[^\s",]{0,200}), ?[\w.-]{1,40}=/.test(body);
  const fields = readPairs(body, commas ? ',' : ' ');
  return fields.size < 3 ? undefined : { fields, at };
}

/** The value of the first of the names that is there. */
export function oneOf(fields: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined && value !== '' && value !== '-' && value !== 'N/A') return value;
  }
  return undefined;
}
