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
  client: 'client',
  server: 'server',
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

const ACTION = /^[A-Z][A-Z0-9]{2,30}(?:_[A-Z0-9]{1,30}){1,8}$/;

const TIME_PART = /^\d{4}-\d\d-\d\d|^[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d/;
const ADDRESS_PART = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})$/i;

/**
 * One line, parts between `|`. Releases order them differently, so each is known by its shape: the action, the time, the addresses
 * (client before server) and the application; who acts is the short one left, what it is about the rest.
 */
export function readSingleLine(text: string): AuditEntry | undefined {
  const parts = text
    .replace(/^<|>\s{0,8}$/g, '')
    .split('|', 40)
    .map((part) => part.trim());
  const at = parts.findIndex((part) => ACTION.test(part));
  if (at < 0 || parts.length < 5) return undefined;
  const entry: AuditEntry = { rest: [], ...(parts[at] !== undefined && { action: parts[at] }) };
  const left: string[] = [];
  parts.forEach((part, index) => {
    if (index === at || part === '') return;
    if (entry.when === undefined && TIME_PART.test(part)) entry.when = part;
    else if (index > at && ADDRESS_PART.test(part) && entry.server === undefined)
      set(entry, entry.client === undefined ? 'client' : 'server', part);
    else if (entry.application === undefined && /^[A-Z]{2,12}$/.test(part)) entry.application = part;
    else if (part.startsWith('Mozilla/')) entry.userAgent = part;
    else left.push(part);
  });
  // After the action stands who, or nothing; before it what, and who in the older order.
  const behind = left.filter((part) => parts.indexOf(part) > at);
  const who =
    behind[0] ?? left.find((part) => /^[\w.@\\:+-]{1,100}$/.test(part) && !/^(?:TGT|ST|PT|PGT)-/.test(part));
  if (who !== undefined) set(entry, 'who', who);
  const what = left.filter((part) => part !== who).join('|');
  if (what !== '') set(entry, 'what', what);
  return entry;
}

function set(entry: AuditEntry, name: string, value: unknown): void {
  const key = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (key === undefined) entry.rest.push([name, value]);
  else if (key === 'when') entry.when ??= value;
  else if (typeof value === 'string' && value !== '') entry[key] ??= value;
  else if (isJsonObject(value)) entry[key] ??= JSON.stringify(value);
}
