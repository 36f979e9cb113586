import { contextOf } from './context';
import { groupedNumbers } from './grouped-numbers';
import { maskBase64, maskPercentEncoded } from './hidden-text';
import { kindOfDigits, phoneSpelling } from './identifiers';
import { isLikelySecret, type KeyKind, kindOfKey, kindOfPhrase } from './kinds';
import { decodeTwice, foldForeign, hasForeign, plain, sameSpelling } from './spelling';

/** Turns one value into its token, and counts. One per event, because pseudonyms change with the year. */
export interface Tokens {
  /** `[cccd:7f3a9c2e11aa01bc]` */
  of(kind: string, value: string): string;
  secret(): string;
  /** E-mail addresses under these domains belong to officials and stay. */
  isOfficial(domain: string): boolean;
  /** The text names a machine, a call or a product: tax codes and cards without a word beside them are serial numbers there. */
  ofMachine?: boolean;
}

const TOKEN = /\[(?:[a-z]{2,10}:[0-9A-Za-z:_-]{4,80}|secret)\]/g;
const WHOLE_TOKEN = /^\s*(?:\[(?:[a-z]{2,10}:[0-9A-Za-z:_-]{4,80}|secret)\][\s,;]*)+$/;

export function isToken(text: string): boolean {
  return text.charCodeAt(0) === 91 && WHOLE_TOKEN.test(text);
}

/** Replaces what identifies a citizen, and secrets, in free text. Tokens already there are left alone, so that masking twice changes nothing. */
export function maskText(text: string, tokens: Tokens): string {
  if (!mayHoldPersonalData(text)) return text;
  const folded = hasForeign(text) ? foldForeign(text) : text;
  const seen = (part: string): string => maskSeen(part, tokens);
  const masked = maskBase64(maskPercentEncoded(seen(folded), seen), seen);
  return masked === folded ? text : masked;
}

function maskSeen(text: string, tokens: Tokens): string {
  let masked = text;
  for (const pass of PASSES) masked = outsideTokens(masked, (part) => pass(part, tokens));
  return masked;
}

/** Each pass sees only what the ones before it left: neither the digits of a token nor its kind's name may be read as data. */
const PASSES: ReadonlyArray<(text: string, tokens: Tokens) => string> = [
  maskSecrets,
  maskPairs,
  maskAddresses,
  maskNumbers,
];

function outsideTokens(text: string, mask: (part: string) => string): string {
  if (!text.includes('[')) return mask(text);
  let masked = '';
  let from = 0;
  for (const token of text.matchAll(TOKEN)) {
    masked += mask(text.slice(from, token.index)) + token[0];
    from = token.index + token[0].length;
  }
  return masked + mask(text.slice(from));
}

const UPPER = 1;
const LOWER = 2;
const DIGIT = 4;
const MIXED = UPPER | LOWER | DIGIT;
const OF_BASE64 = 8;
const CLASSES = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Z]/.test(character)) CLASSES[code] = UPPER;
  else if (/[a-z]/.test(character)) CLASSES[code] = LOWER;
  else if (/\d/.test(character)) CLASSES[code] = DIGIT;
  else if (/[+/_-]/.test(character)) CLASSES[code] = OF_BASE64;
}
const SHORTEST_BASE64 = 16;

/** One pass over the characters decides for almost every string of a log that there is nothing to look for. */
export function mayHoldPersonalData(text: string): boolean {
  let run = 0;
  let digits = 0;
  let word = 0;
  let classes = 0;
  let foreign = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (CLASSES[code] ?? 0) : 0;
    if (kind === 0) {
      word = 0;
      classes = 0;
    } else {
      classes |= kind;
      if (++word >= SHORTEST_BASE64 && (classes & MIXED) === MIXED) return true;
    }
    if (kind === DIGIT) {
      digits++;
      if (++run === 7 || digits === 9) return true;
      continue;
    }
    run = 0;
    // Separators inside a number do not end it; letters do.
    if (code === 46 || code === 45 || code === 32) continue;
    digits = 0;
    if (code === 61 || code === 64) return true;
    // A colon before a slash is a scheme's; percent signs matter where they hide digits, `@`, `=`, `:` or another percent sign.
    if (code === 58 && text.charCodeAt(at + 1) !== 47) return true;
    if (code === 37 && isHidden(text.charCodeAt(at + 1), text.charCodeAt(at + 2))) return true;
    if (code > 127) foreign = true;
  }
  if (foreign && hasForeign(text)) return true;
  if (text.includes('eyJ') || text.includes('earer ')) return true;
  return text.includes("'") && LIKE.test(text);
}

function isHidden(first: number, second: number): boolean {
  return first === 51 || first === 52 || (first === 50 && second === 53);
}

const HEALTH_OR_PASSPORT = /[A-Z]{1,2}\d{7}/;

const LIKE = /\slike\s/i;
const EIGHT_DIGITS = /\d(?:[ .-]?\d){7}/;
const JWT = /eyJ[\w-]{5,4000}\.[\w-]{5,}(?:\.[\w-]*)?/g;
const BEARER = /\b(bearer\s+)(?=\S{0,200}[\d._-])[\w.~+/=-]{8,}/gi;
const BASIC = /(authorization["']?\s?[:=]\s?["']?basic\s+)[\w+/=-]{4,}/gi;

function maskSecrets(text: string, tokens: Tokens): string {
  if (!text.includes('eyJ') && !text.includes('earer ') && !text.includes('asic ')) return text;
  return text
    .replace(JWT, () => tokens.secret())
    .replace(BEARER, (_, word: string) => word + tokens.secret())
    .replace(BASIC, (_, word: string) => word + tokens.secret());
}

/** `key=value`, `key: value`, `"key":"value"` (also escaped), `key LIKE 'value'`. */
const KEY =
  /([\p{L}_][\p{L}\p{M}\d_.-]{1,60}(?: tên| sinh| chỉ)?)\\?["'`\]]?(?:\s{0,2}[=:]\s{0,2}|%3[dDaA]|\s{1,2}[lL][iI][kK][eE]\s{1,2})/gu;
const QUOTED = /(\\?["'])((?:(?!\1)[^\n]){0,500})\1/y;
const BARE = /[^\s,;&|"'<>)}\]]{1,4000}/y;
/** A bare name or address runs on over spaces, until a separator or the next key. */
const PHRASE = /(?:(?![,;&|"'<>)}\]\n]|\s+[\p{L}_][\p{L}\p{M}\d_.-]{0,60}\s{0,2}[=:]).){1,200}/uy;

function maskPairs(text: string, tokens: Tokens): string {
  if (!text.includes('=') && !text.includes(':') && !text.includes('%3') && !LIKE.test(text)) return text;
  let masked = '';
  let from = 0;
  for (const found of text.matchAll(KEY)) {
    const key = found[1] ?? '';
    const start = found.index + found[0].length;
    if (found.index < from) continue;
    const kind = kindOfKey(key) ?? kindOfPhrase(text, found.index, key);
    if (!kind || isPamService(text, found.index) || (kind === 'secret' && isListed(text, start))) continue;
    const value = valueAt(text, start, kind);
    if (!value) continue;
    const token = tokenFor(kind, key, value.text, tokens);
    if (token === undefined) continue;
    masked += text.slice(from, value.start) + token;
    from = value.start + value.text.length;
  }
  return from === 0 ? text : masked + text.slice(from);
}

/** `pam_unix(passwd:chauthtok)` names a program, not a password. */
function isPamService(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) === 40 && /pam_\w{1,20}\($/.test(text.slice(Math.max(0, at - 26), at));
}

/** `reason = Invalid password : local database : user = le.hoa`: the colons divide a list. */
function isListed(text: string, start: number): boolean {
  return text.startsWith(' : ', start - 3) && /^(?:\w+ ){1,3}[:=] /.test(text.slice(start, start + 60));
}

function valueAt(text: string, start: number, kind: KeyKind): { start: number; text: string } | undefined {
  QUOTED.lastIndex = start;
  const quoted = QUOTED.exec(text);
  if (quoted) return { start: start + (quoted[1]?.length ?? 1), text: quoted[2] ?? '' };
  const pattern = kind === 'name' || kind === 'address' ? PHRASE : BARE;
  pattern.lastIndex = start;
  const bare = pattern.exec(text);
  return bare ? { start, text: bare[0] } : undefined;
}

/** What an attack looks like is kept: a rule must see it, and it is nobody's name. */
const HOSTILE =
  /[<>`{}$|\\]|\.\.\/|--|['"]\s*(?:or|and|union|having|order|group|=|\)|;|#|\/\*)|\/\*|\b(?:select|union|sleep|benchmark|waitfor)\b.*[(\s]/i;

/** The token for a value whose key says what it is; undefined when the value does not look like that. */
export function tokenFor(kind: KeyKind, key: string, raw: string, tokens: Tokens): string | undefined {
  const value = decodeTwice(raw).trim();
  if (value === '' || value === '-' || isToken(value) || /^(?:null|undefined|true|false)$/i.test(value))
    return undefined;
  switch (kind) {
    case 'secret':
      return isLikelySecret(key, value) ? tokens.secret() : undefined;
    case 'name':
    case 'address':
    case 'birth':
    case 'plate':
      return HOSTILE.test(value) ? undefined : tokens.of(kind, sameSpelling(value));
    default:
      return numberToken(kind, value, tokens);
  }
}

function numberToken(kind: KeyKind, value: string, tokens: Tokens): string | undefined {
  if (kind === 'bhyt' && HEALTH.test(value)) return tokens.of('bhyt', value.toUpperCase());
  if ((kind === 'passport' || kind === 'cccd') && PASSPORT.test(value))
    return tokens.of('passport', value.toUpperCase());
  if (!/^\+?[\d .-]{8,30}$/.test(value)) return undefined;
  const digits = value.replace(/\D/g, '');
  const found = kindOfDigits(digits, kind);
  return found === undefined
    ? undefined
    : tokens.of(found, found === 'phone' ? phoneSpelling(value) : digits);
}

const HEALTH = /^[A-Za-z]{2}[1-5]\d{12}$/;
const PASSPORT = /^[A-Za-z]\d{7,8}$/;
const EMAIL = /[\p{L}\d._%+-]{1,64}(?:@|%40)((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,24})/gu;

/** The id of a message looks like an address and is none. */
const MESSAGE_ID = /(?:msgid|message-?_?id)["']?\s?[=:]\s?["']?<$/i;

function maskAddresses(text: string, tokens: Tokens): string {
  if (!text.includes('@') && !text.includes('%40')) return text;
  return text.replace(EMAIL, (address: string, domain: string, at: number) =>
    tokens.isOfficial(domain.toLowerCase()) || MESSAGE_ID.test(text.slice(Math.max(0, at - 16), at))
      ? address
      : tokens.of('email', decodeTwice(address).toLowerCase()),
  );
}

/** Plain runs, and the groupings cards and branch tax codes are written in. */
const NUMBER = /\+?(?<!\d)(?:\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{1,7}|\d{10}-\d{3}|\d{8,19})(?!\d)/g;
const HEALTH_CARD = /(?<![\p{L}\d])([A-Z]{2}[1-5]\d{12})(?![\p{L}\d])/gu;
const PASSPORT_IN_TEXT = /(?<![\p{L}\d])([A-Z]\d{7,8})(?![\p{L}\d])/gu;
const HEALTH_PREFIXES =
  /^(?:DN|HX|CH|NN|TK|HC|XK|CA|TS|HT|TB|NO|CT|XB|TN|CS|XN|MS|TC|HD|TE|BT|HN|DT|DK|XD|CC|CK|CB|KC|HG|PV|QN|CY|LS|HS|SV|GB|GD|ND|TG|TV|TD|TQ|TA|TY|TL|HK)/;

function maskNumbers(text: string, tokens: Tokens): string {
  if (!EIGHT_DIGITS.test(text) && !HEALTH_OR_PASSPORT.test(text)) return text;
  return outsideTokens(maskGrouped(text, tokens), (part) => maskPlainNumbers(part, tokens));
}

function maskGrouped(text: string, tokens: Tokens): string {
  let masked = '';
  let from = 0;
  for (const { kind, digits, start, end } of groupedNumbers(text)) {
    masked += text.slice(from, start) + tokens.of(kind, kind === 'phone' ? phoneSpelling(digits) : digits);
    from = end;
  }
  return from === 0 ? text : masked + text.slice(from);
}

function maskPlainNumbers(text: string, tokens: Tokens): string {
  return text
    .replace(NUMBER, (run: string, at: number) => numberInText(text, run, at, tokens) ?? run)
    .replace(HEALTH_CARD, (card: string) => (HEALTH_PREFIXES.test(card) ? tokens.of('bhyt', card) : card))
    .replace(PASSPORT_IN_TEXT, (number: string, _: string, at: number) =>
      /passport|ho ?chieu|hc so/.test(plain(text.slice(Math.max(0, at - 40), at)))
        ? tokens.of('passport', number)
        : number,
    );
}

const LETTER = /[\p{L}]/u;
/** Numbers of machines: the tail of a GUID or SID, sequence numbers, numbers of a catalogue. */
const OF_GUID = /[\da-f]{4}-[\da-f]{4}-$/i;
const OF_SID = /S-1-[\d-]{1,60}-$/;
const NUMBERED =
  /(?:\b(?:seq|ack|ecr|val)|log_?id|logver|update_id|serial(?:_?(?:no|number))?)["']?\s?[=: ]\s?["']?$/i;

function numberInText(text: string, run: string, at: number, tokens: Tokens): string | undefined {
  const end = at + run.length;
  const context = contextOf(text, at, end);
  // Inside a word or a decimal it is part of something else, unless the word says what it is (`cccd079…`).
  const glued =
    LETTER.test(text.charAt(at - 1)) ||
    LETTER.test(text.charAt(end)) ||
    /\d[.,]$/.test(text.slice(Math.max(0, at - 2), at));
  if ((glued || isNumbering(text, at)) && context === undefined) return undefined;
  const digits = run.replace(/\D/g, '');
  if (/^\d{10}-\d{3}$/.test(run))
    return hasMst(digits, context) && !(tokens.ofMachine && context === undefined)
      ? tokens.of('mst', digits)
      : undefined;
  const kind = kindOfDigits(run.startsWith('+') && context === undefined ? `+${digits}` : digits, context);
  if (
    kind === undefined ||
    (tokens.ofMachine && context === undefined && (kind === 'mst' || kind === 'card'))
  )
    return undefined;
  return tokens.of(kind, kind === 'phone' ? phoneSpelling(run) : digits);
}

function isNumbering(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 64), at);
  return OF_GUID.test(before) || OF_SID.test(before) || NUMBERED.test(before);
}

function hasMst(digits: string, context: KeyKind | undefined): boolean {
  return context === 'mst' || kindOfDigits(digits.slice(0, 10), undefined) !== undefined;
}
