import { readCef } from '../decode/cef';
import { namedColumns, readDelimited } from '../decode/delimited';
import { innerRecord } from '../decode/inner-record';
import { readLeef } from '../decode/leef';
import { readPairs } from '../decode/pairs';
import { isJsonObject, type JsonObject, readJsonObject } from '../decode/read-json';
import type { SyslogRecord } from '../decode/syslog';
import { type ProfileContext, type Refusal, refuse } from '../profile';
import type { Mapping } from './mapping';
import { compilePattern, type Pattern } from './pattern';

export type FieldsOf = (
  text: string,
  context: ProfileContext,
) => { ok: true; fields: Map<string, unknown>; header?: SyslogRecord } | Refusal;

/** The reader of a mapping's format, or why there is none. */
export function readerOf(mapping: Mapping): { ok: true; read: FieldsOf } | { ok: false; problem: string } {
  const { format } = mapping;
  if (format === 'pattern') return patternReader(mapping.patterns ?? []);
  if (format === 'csv' && !mapping.columns)
    return { ok: false, problem: 'columns: csv needs the names of its columns' };
  if (format === 'cef' || format === 'leef') return { ok: true, read: (text) => readRecord(text, format) };
  return {
    ok: true,
    read(text, context) {
      const at = format === 'json' ? text.indexOf('{') : 0;
      const { body, header } =
        at > 0
          ? { body: text.slice(at), header: innerRecord(`${text.slice(0, at)}-`, context).header }
          : innerRecord(text, context);
      const fields =
        format === 'json'
          ? jsonFields(body, context)
          : format === 'csv'
            ? csvFields(body, mapping)
            : pairFields(body, mapping);
      return 'reason' in fields ? fields : { ok: true, fields, ...(header && { header }) };
    },
  };
}

function patternReader(
  sources: readonly string[],
): { ok: true; read: FieldsOf } | { ok: false; problem: string } {
  if (sources.length === 0) return { ok: false, problem: 'patterns: at least one' };
  const patterns: Pattern[] = [];
  for (const source of sources) {
    const compiled = compilePattern(source);
    if (!compiled.ok) return { ok: false, problem: `patterns: ${compiled.problem}` };
    patterns.push(compiled.read);
  }
  return {
    ok: true,
    read(text, context) {
      const { body, header } = innerRecord(text, context);
      for (const read of patterns) {
        // A tag of the system itself may look like that of a program.
        for (const one of header ? [body, text] : [body]) {
          const fields = read(one);
          if (fields) return { ok: true, fields, ...(header && one === body && { header }) };
        }
      }
      return refuse(context.truncated ? 'truncated' : 'unrecognised', 'no pattern of the mapping fits');
    },
  };
}

function readRecord(text: string, format: 'cef' | 'leef'): ReturnType<FieldsOf> {
  const cef = format === 'cef' ? readCef(text) : undefined;
  const leef = format === 'leef' ? readLeef(text) : undefined;
  if (cef) {
    const { extension, at: _at, severity, name, signature, version: _version, ...maker } = cef;
    return {
      ok: true,
      fields: new Map<string, unknown>([
        ...extension,
        ...Object.entries({ ...maker, 'event id': signature, 'event name': name, severity }),
      ]),
    };
  }
  if (leef) {
    const { attributes, at: _at, eventId, version: _version, ...maker } = leef;
    return {
      ok: true,
      fields: new Map<string, unknown>([...attributes, ...Object.entries({ ...maker, 'event id': eventId })]),
    };
  }
  return refuse('unrecognised', `expected ${format.toUpperCase()}`);
}

function jsonFields(body: string, context: ProfileContext): Map<string, unknown> | Refusal {
  const object = readJsonObject(body, context);
  return object.ok ? flat(object.value) : object;
}

/** `a: {b: 1}` as `a.b`; lists stay as they are. */
function flat(object: JsonObject): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const walk = (holder: JsonObject, path: string): void => {
    for (const [name, value] of Object.entries(holder)) {
      const full = path === '' ? name : `${path}.${name}`;
      if (isJsonObject(value)) walk(value, full);
      else if (fields.size < 2000) fields.set(full, value);
    }
  };
  walk(object, '');
  return fields;
}

function csvFields(
  body: string,
  { delimiter, quote, columns = [] }: Mapping,
): Map<string, unknown> | Refusal {
  const values = readDelimited(body.trimEnd(), delimiter === 'tab' ? '\t' : (delimiter ?? ','), quote ?? '"');
  if (values.length < 2 || values.length < columns.length * 0.5)
    return refuse('unrecognised', `expected ${columns.length} columns`);
  return namedColumns(values, columns);
}

function pairFields(body: string, { separator }: Mapping): Map<string, unknown> | Refusal {
  const fields = readPairs(body, separator ?? ' ');
  return fields.size === 0 ? refuse('unrecognised', 'expected name=value') : fields;
}
