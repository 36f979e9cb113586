import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { AuditEvent, AuditRecord } from './read-records';

const ID = /^\d{1,12}\.\d{1,3}:\d{1,20}$/;
const TYPE = /^[A-Z][A-Z0-9_]{1,40}$/;

/** Laurel's JSON: one object an event, its records by type. https://github.com/threathunters-io/laurel */
export function readLaurel(object: JsonObject): AuditEvent | undefined {
  const id = object.ID;
  if (typeof id !== 'string' || !ID.test(id)) return undefined;
  const event: AuditEvent = { id, records: [] };
  if (typeof object.NODE === 'string') event.node = object.NODE;
  for (const [type, value] of Object.entries(object)) {
    if (!TYPE.test(type) || type === 'ID' || type === 'NODE') continue;
    for (const one of (Array.isArray(value) ? value : [value]).slice(0, 64))
      if (isJsonObject(one)) event.records.push(recordOf(type, one));
  }
  return event.records.length > 0 ? event : undefined;
}

function recordOf(type: string, values: JsonObject): AuditRecord {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(values).slice(0, 300)) {
    if (name === 'ARGV' && Array.isArray(value))
      for (const [at, one] of value.entries()) fields.set(`a${at}`, String(one));
    else if (isJsonObject(value) || Array.isArray(value)) fields.set(name, JSON.stringify(value));
    else if (value !== null) fields.set(name, String(value));
  }
  if (type === 'PROCTITLE' && !fields.has('proctitle'))
    fields.set('proctitle', argumentsOf(fields).join(' '));
  return { type, fields };
}

/** `a0`, `a1`, … in their order. */
export function argumentsOf(fields: ReadonlyMap<string, string>): string[] {
  const list: string[] = [];
  for (let at = 0; at < 200; at++) {
    const value = fields.get(`a${at}`);
    if (value === undefined) break;
    list.push(value);
  }
  return list;
}
