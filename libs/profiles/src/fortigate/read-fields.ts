import { readCef } from '../decode/cef';
import { type FortiFields, openFields, slotOf } from './field-slots';

/** A FortiOS record as its own names and values, however it was written. */
export interface FortiRecord {
  fields: FortiFields;
  /** Where the record begins: what stands before is the transport's header. */
  at: number;
  /** Firmware, which only the CEF header says. */
  version?: string;
  /** Product of the CEF header. */
  product?: string;
}

const MAX_FIELDS = 400;
const MAX_NAME = 64;
const QUOTE = 34;
const SPACE = 32;
const COMMA = 44;
const BACKSLASH = 92;
const EQUALS = 61;

/** Names that CEF has for FortiOS's own. */
const CEF_NAMES: Readonly<Record<string, string>> = {
  src: 'srcip',
  spt: 'srcport',
  smac: 'srcmac',
  shost: 'srcname',
  dst: 'dstip',
  dpt: 'dstport',
  dmac: 'dstmac',
  dhost: 'hostname',
  deviceInboundInterface: 'srcintf',
  deviceOutboundInterface: 'dstintf',
  deviceExternalId: 'devid',
  dvchost: 'devname',
  deviceSeverity: 'level',
  externalId: 'sessionid',
  externalID: 'sessionid',
  act: 'action',
  outcome: 'status',
  app: 'service',
  out: 'sentbyte',
  in: 'rcvdbyte',
  request: 'url',
  requestMethod: 'httpmethod',
  requestClientApplication: 'agent',
  requestContext: 'referralurl',
  fname: 'filename',
  fsize: 'filesize',
  suser: 'user',
  duser: 'duser',
  sproc: 'ui',
  sourceTranslatedAddress: 'transip',
  sourceTranslatedPort: 'transport',
  destinationTranslatedAddress: 'tranip',
  destinationTranslatedPort: 'tranport',
};

/** Reads `key=value` (bare or quoted, parted by spaces or commas) and CEF; undefined when the text is neither. */
export function readFortiRecord(text: string): FortiRecord | undefined {
  return text.includes('|Fortinet|') ? readCefFields(text) : readPlainFields(text);
}

function readPlainFields(text: string): FortiRecord | undefined {
  const at = startOf(text);
  if (at === undefined) return undefined;
  return { fields: scan(text, at), at };
}

const START = /(?:^|[\s>])(?:logver|timestamp|date|time|devname|devid|itime|logid|eventtime|type)=["\d\w]/;

function startOf(text: string): number | undefined {
  const found = START.exec(text);
  if (!found) return undefined;
  return found.index + (/[\s>]/.test(text.charAt(found.index)) ? 1 : 0);
}

/** One walk over the text. The first of two equal names stays. */
function scan(text: string, from: number): FortiFields {
  const fields = openFields();
  let at = from;
  while (at < text.length && fields.slots.length < MAX_FIELDS) {
    while (isSeparator(text.charCodeAt(at))) at++;
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const slot = slotOf(text.slice(at, equals));
    const quoted = text.charCodeAt(equals + 1) === QUOTE;
    const end = quoted ? endOfQuoted(text, equals + 2) : endOfBare(text, equals + 1);
    if (slot.name !== '' && slot.name.length <= MAX_NAME)
      fields.put(slot, quoted ? unquote(text.slice(equals + 2, end)) : text.slice(equals + 1, end));
    at = quoted ? end + 1 : end;
  }
  return fields;
}

function isSeparator(code: number): boolean {
  return code === SPACE || code === COMMA || code === 9;
}

function endOfBare(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSeparator(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a separator and `name=` follow, or nothing but separators. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (isSeparator(text.charCodeAt(at))) at++;
  if (at >= text.length) return true;
  const start = at;
  while (isNameCharacter(text.charCodeAt(at))) at++;
  return from < start && start < at && text.charCodeAt(at) === EQUALS;
}

/** Letters, digits, `_`, `-` and `.`. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    (code >= 65 && code <= 90)
  );
}

/** The quote that ends a value stands before the next name or at the end: FortiOS writes some quotes inside values as they are. */
function endOfQuoted(text: string, from: number): number {
  let at = text.indexOf('"', from);
  // `name=""value""`: shippers double the quotes.
  if (at === from && at + 1 < text.length && !isSeparator(text.charCodeAt(at + 1))) {
    const doubled = text.indexOf('""', from + 1);
    if (doubled > 0) return doubled + 1;
  }
  while (at >= 0) {
    const next = at + 1;
    if (text.charCodeAt(at - 1) !== BACKSLASH && (next >= text.length || isName(text, next))) return at;
    at = text.indexOf('"', next);
  }
  return text.length;
}

function unquote(value: string): string {
  const bare = value.startsWith('"') ? value.slice(1, value.endsWith('"') ? -1 : undefined) : value;
  return bare.includes('\\') ? bare.replace(/\\(["\\])/g, '$1') : bare;
}

const OWN = /^(?:FTNTF[A-Z]{2}|FortinetForti[A-Z][a-z]+|[a-z]{2,3}\.)/;

function readCefFields(text: string): FortiRecord | undefined {
  // Some shippers take `CEF:` for a syslog tag and drop it.
  const bare = /(?:^|\s)\d\|Fortinet\|/.exec(text);
  const cut = bare && !text.includes('CEF:') ? bare.index + (bare[0].startsWith(' ') ? 1 : 0) : -1;
  const record = readCef(cut < 0 ? text : `CEF:${text.slice(cut)}`);
  if (!record) return undefined;
  const fields = openFields();
  for (const [name, value] of record.extension) putCefField(fields, name, value);
  fillFromHeader(fields, record.name);
  // The user of a record is `duser` in most releases, `suser` where there is one.
  const user = fields.get('duser');
  if (user !== undefined) fields.put(slotOf('user'), user);
  return {
    fields,
    at: cut < 0 ? record.at : cut,
    version: record.productVersion,
    product: record.product,
  };
}

function putCefField(fields: FortiFields, name: string, value: string): void {
  if (value === '') return;
  const own = OWN.test(name) ? name.replace(OWN, '') : undefined;
  const key = own ?? (Object.hasOwn(CEF_NAMES, name) ? CEF_NAMES[name] : undefined) ?? name;
  if (name === 'cat') {
    const [type = '', subtype] = value.split(':');
    fields.put(slotOf('type'), type);
    if (subtype !== undefined) fields.put(slotOf('subtype'), subtype);
  } else if (own === 'cat') fields.put(slotOf('category_id'), value);
  else fields.put(slotOf(key), value);
}

/** `traffic:forward close`: type, subtype and what happened, where the extension leaves them out. */
function fillFromHeader(fields: FortiFields, name: string): void {
  const [kind = ''] = name.split(' ', 1);
  const [type = '', subtype] = kind.split(':');
  fields.put(slotOf('type'), type);
  if (subtype !== undefined) fields.put(slotOf('subtype'), subtype);
}
