import { isJsonObject, type JsonObject } from '../decode/read-json';

/** One entry of the audit trail, by one set of names whatever form it came in. */
export interface AuditEntry {
  who?: string;
  what?: string;
  action?: string;
  application?: string;
  when?: unknown;
  client?: string;
  server?: string;
  userAgent?: string;
  rest: Array<readonly [string, unknown]>;
}
type Name = Exclude<keyof AuditEntry, 'rest'>;

const NAMES: Readonly<Record<string, Name>> = {
  WHO: 'who',
  WHAT: 'what',
  ACTION: 'action',
  APPLICATION: 'application',
  WHEN: 'when',
  'CLIENT IP ADDRESS': 'client',
  CLIENT_IP: 'client',
  'SERVER IP ADDRESS': 'server',
  SERVER_IP: 'server',
  'USER AGENT': 'userAgent',
  'USER-AGENT': 'userAgent',
  who: 'who',
  what: 'what',
  action: 'action',
  application: 'application',
  when: 'when',
  clientIpAddress: 'client',
  clientIP: 'client',
  serverIpAddress: 'server',
  serverIP: 'server',
  userAgent: 'userAgent',
  principal: 'who',
  resourceOperatedUpon: 'what',
  actionPerformed: 'action',
  applicationCode: 'application',
  whenActionWasPerformed: 'when',
};
const LINE =
  /^\s{0,8}<?\s{0,4}(WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS|SERVER IP ADDRESS|USER[ -]AGENT|GEO[ -]LOCATION|DEVICE FINGERPRINT|HEADERS|EXTRA INFO|LOCALE): ?(.*)$/;
const SPACES = /\s+/g;
const LABELLED =
  / (?=(?:WHO|WHAT|ACTION|APPLICATION|WHEN|CLIENT IP ADDRESS|SERVER IP ADDRESS|USER[ -]AGENT|GEO[ -]LOCATION|DEVICE FINGERPRINT|HEADERS|EXTRA INFO|LOCALE): )/g;
const MAX_LINES = 100;

/** `WHO: …`, `ACTION: …` on lines of their own (or on one, where a shipper joined them). */
export function readBlock(text: string): AuditEntry | undefined {
  const lines = (text.includes('\n') ? text : text.replace(SPACES, ' ').replace(LABELLED, '\n')).split(
    /\r?\n/,
    MAX_LINES,
  );
  const entry: AuditEntry = { rest: [] };
  for (const line of lines) {
    const found = LINE.exec(line);
    if (!found?.[1]) continue;
    set(entry, found[1], withoutFrame(found[2] ?? ''));
  }
  return entry.action === undefined ? undefined : entry;
}

/** A value without the line of `=` and the `>` that end the block. */
function withoutFrame(value: string): string {
  let end = value.length;
  while (end > 0 && ' \t=>'.includes(value.charAt(end - 1))) end--;
  return value.slice(0, end).trim();
}

/** JSON of the audit log, or of the `auditLog` endpoint (where the address stands in `clientInfo`). */
export function readJsonAudit(object: JsonObject): AuditEntry | undefined {
  const entry: AuditEntry = { rest: [] };
  for (const [name, value] of Object.entries(object)) {
    if (name === 'clientInfo' && isJsonObject(value))
      for (const [inner, one] of Object.entries(value)) set(entry, inner, one);
    else set(entry, name, value);
  }
  return entry.action === undefined || !/^[A-Z][A-Z0-9_]{3,80}$/.test(entry.action) ? undefined : entry;
}

const ORDER: readonly Name[] = ['when', 'who', 'what', 'action', 'application', 'client', 'server'];
const ACTION = /^[A-Z][A-Z0-9]{2,30}(?:_[A-Z0-9]{1,30}){1,8}$/;

/**
 * One line, parts between `|`. Releases order them differently, so the action is found by its shape and the addresses after it;
 * what stands before is time, person and resource.
 */
export function readSingleLine(text: string): AuditEntry | undefined {
  const parts = text
    .replace(/^<|>\s*$/g, '')
    .split('|', 40)
    .map((part) => part.trim());
  const at = parts.findIndex((part) => ACTION.test(part));
  if (at < 2 || parts.length - at < 3) return undefined;
  const entry: AuditEntry = { rest: [] };
  const isTime = /^\d{4}-\d\d-\d\d|^[A-Z][a-z]{2} [A-Z][a-z]{2} /.test(parts[0] ?? '');
  const [when, who, ...what] = isTime ? parts.slice(0, at) : [undefined, ...parts.slice(0, at)];
  const after = parts.slice(at);
  const values = [when, who, what.join('|'), ...after];
  const late = after.findIndex((part) => /^[A-Z][a-z]{2} [A-Z][a-z]{2} |^\d{4}-\d\d-\d\d/.test(part));
  if (late > 0 && when === undefined) {
    values[0] = after[late];
    values.splice(3 + late, 1);
  }
  ORDER.forEach((name, index) => {
    if (values[index] !== undefined) set(entry, name, values[index]);
  });
  if (values[7] !== undefined) set(entry, 'userAgent', values[7]);
  return entry;
}

function set(entry: AuditEntry, name: string, value: unknown): void {
  const key = Object.hasOwn(NAMES, name)
    ? NAMES[name]
    : (ORDER.find((one) => one === name) as Name | undefined);
  if (key === undefined) entry.rest.push([name, value]);
  else if (key === 'when') entry.when ??= value;
  else if (typeof value === 'string' && value !== '') entry[key] ??= value;
  else if (isJsonObject(value)) entry[key] ??= JSON.stringify(value);
}
