import { canonicalIp } from '../decode/ip-address';

/** The fields of one access-log line as they stand there, escapes included. `-` is absent. */
export interface AccessLine {
  /** Name of the served site, with `:port` where the format has it. */
  vhost?: string;
  host: string;
  /** The forwarding chain that some formats write before the peer's address, the client's first. */
  chain?: string[];
  user?: string;
  /** Between the brackets. */
  time: string;
  request: string;
  status?: number;
  bytes?: number;
  referrer?: string;
  userAgent?: string;
  tls?: { protocol: string; cipher: string };
  /** What follows the fields of the combined format. */
  rest: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;
const DASH = 45;
/** Addresses and commas only: nothing a client could write a request into. */
const ADDRESSES = /^[\da-fA-F.:, ]{3,1000}$/;
const MAX_WORDS = 400;
const OPEN = 91;
const CLOSE = 93;

/**
 * Scans common, combined and vhost_combined lines of nginx, Apache and their kin, by position and not by pattern: one pass, no backtracking.
 * The first quote anchors the line, because an attacker chooses the user name and may write brackets into it; servers escape quotes there.
 */
export function scanAccessLine(line: string): AccessLine | undefined {
  if (line.charCodeAt(0) === OPEN) return scanTlsLine(line);
  const quote = requestStart(line);
  const close = quote - 2;
  if (close < 8 || line.charCodeAt(close) !== CLOSE || line.charCodeAt(quote - 1) !== SPACE) return undefined;
  const open = line.lastIndexOf('[', close);
  if (open < 2) return undefined;
  const end = requestEnd(line, quote + 1);
  if (end < 0) return undefined;
  const scanned: AccessLine = {
    host: '',
    time: line.slice(open + 1, close),
    request: line.slice(quote + 1, end),
    rest: '',
  };
  if (!readWho(line.slice(0, open).trim(), scanned)) return undefined;
  readResult(line, end + 2, scanned);
  return scanned;
}

/** The first quote, but for one that opens a quoted list of addresses before the time. */
function requestStart(line: string): number {
  const quote = line.indexOf('"');
  if (quote < 0 || line.charCodeAt(quote - 2) === CLOSE || line.indexOf(',', quote) < 0) return quote;
  const end = line.indexOf('" ', quote + 1);
  const list = line.slice(quote + 1, end);
  return end > 0 && ADDRESSES.test(list) ? line.indexOf('"', end + 1) : quote;
}

/** Apache's ssl_request_log: `[time] host protocol cipher "request" bytes`. */
function scanTlsLine(line: string): AccessLine | undefined {
  const close = line.indexOf('] ');
  const quote = line.indexOf(' "', close) + 1;
  const end = line.lastIndexOf('"');
  if (close < 8 || quote < 1 || end <= quote) return undefined;
  const [host = '', protocol = '', cipher, ...more] = line.slice(close + 2, quote - 1).split(' ');
  const bytes = line.slice(end + 2);
  if (more.length > 0 || cipher === undefined || host === '' || !/^(?:TLS|SSL|-)/.test(protocol))
    return undefined;
  const scanned: AccessLine = {
    host,
    time: line.slice(1, close),
    request: line.slice(quote + 1, end),
    rest: '',
  };
  scanned.tls = { protocol, cipher };
  if (isCount(bytes)) scanned.bytes = Number(bytes);
  return scanned;
}

/** The closing quote of the request is an unescaped one that a status follows; some servers do not escape quotes inside. */
function requestEnd(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at >= 0; at = line.indexOf('"', at + 1))
    if (!isEscaped(line, at) && line.charCodeAt(at + 1) === SPACE && isStatus(line, at + 2)) return at;
  return -1;
}

function isStatus(line: string, at: number): boolean {
  if (line.charCodeAt(at) === DASH) return isEnd(line.charCodeAt(at + 1));
  return (
    isDigit(line, at) && isDigit(line, at + 1) && isDigit(line, at + 2) && isEnd(line.charCodeAt(at + 3))
  );
}

function isEnd(code: number): boolean {
  return code === SPACE || Number.isNaN(code);
}

function isDigit(line: string, at: number): boolean {
  const code = line.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** A quote is escaped when an odd number of backslashes stands before it. */
function isEscaped(line: string, at: number): boolean {
  let before = at - 1;
  while (line.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}

/** `[vhost[:port]] [client, proxy, …] host ident user`; the user may hold spaces. */
function readWho(who: string, scanned: AccessLine): boolean {
  const first = who.indexOf(' ');
  const second = first < 0 ? -1 : who.indexOf(' ', first + 1);
  const host = first < 0 ? who : who.slice(0, first);
  // Nearly every line is `address - user`.
  if (second > 0 && who.slice(first, second) === ' -' && !host.endsWith(',') && host !== '-')
    return readPeer(host, who.slice(second + 1), scanned);
  const units = unitsOf(who);
  const at = startsWithVhost(units) ? 1 : 0;
  const [site = '-'] = units;
  if (at === 1 && site !== '-') scanned.vhost = site;
  const peer = units[at] ?? '';
  // « "client, proxy" peer - - »: the peer has a word of its own behind the chain.
  const bare = peer.includes(',') && units.length - at > 3 ? 1 : 0;
  if (peer.includes(',')) scanned.chain = peer.split(',').map((part) => part.trim());
  const name = bare ? (units[at + 1] ?? '') : (scanned.chain?.[0] ?? peer);
  if (bare) scanned.chain?.push(name);
  return readPeer(name, units.slice(at + bare + 2).join(' '), scanned);
}

function readPeer(host: string, user: string, scanned: AccessLine): boolean {
  if (host === '' || host.charCodeAt(0) === QUOTE) return false;
  scanned.host = host;
  if (user !== '' && user !== '-') scanned.user = user.trim();
  return true;
}

/** Words, where a list of addresses (`a, b, c`, quoted or not) is one. */
function unitsOf(who: string): string[] {
  const units: string[] = [];
  for (const word of who.split(' ', MAX_WORDS)) {
    const before = units.at(-1);
    if (word === '') continue;
    if (before?.endsWith(',')) units[units.length - 1] = `${before} ${word}`;
    else units.push(word);
  }
  return units.map((unit) => (unit.includes(',') ? unit.replace(/^"|"$/g, '') : unit));
}

/** `name:port` is a site anywhere; a bare name only where the address, ident and user that must follow are seen. */
function startsWithVhost(units: readonly string[]): boolean {
  const [first = '', second = '', third] = units;
  if (units.length < 3 || second === '-' || first.includes(',')) return false;
  if (isVhost(first)) return true;
  if (units.length >= 4 && (canonicalIp(second) !== undefined || second.includes(','))) return true;
  return units.length === 4 && third === '-';
}

/** `name:port` of vhost_combined: exactly one colon, digits behind it. */
function isVhost(word: string): boolean {
  const colon = word.indexOf(':');
  return colon > 0 && colon === word.lastIndexOf(':') && /^\d{1,5}$/.test(word.slice(colon + 1));
}

function readResult(line: string, from: number, scanned: AccessLine): void {
  let at = from;
  if (line.charCodeAt(at) === DASH) at += 2;
  else {
    scanned.status = Number(line.slice(at, at + 3));
    at += 4;
  }
  const bytesEnd = wordEnd(line, at);
  const bytes = line.slice(at, bytesEnd);
  if (isCount(bytes)) scanned.bytes = Number(bytes);
  else if (bytes !== '-') {
    scanned.rest = line.slice(at);
    return;
  }
  at = bytesEnd + 1;
  // Some formats have one more number (time taken) before the referrer.
  const between = line.charCodeAt(at) === QUOTE ? '' : line.slice(at, wordEnd(line, at));
  const referrer = readQuoted(line, isCount(between) ? at + between.length + 1 : at);
  if (!referrer) {
    scanned.rest = line.slice(at);
    return;
  }
  if (referrer.text !== '' && referrer.text !== '-') scanned.referrer = referrer.text;
  const agent = readQuoted(line, referrer.end + 1);
  if (agent && agent.text !== '' && agent.text !== '-') scanned.userAgent = agent.text;
  scanned.rest = line.slice((agent?.end ?? referrer.end) + 1);
  if (between !== '') scanned.rest = `${between} ${scanned.rest}`.trimEnd();
}

function wordEnd(line: string, from: number): number {
  const space = line.indexOf(' ', from);
  return space < 0 ? line.length : space;
}

function isCount(word: string): boolean {
  if (word.length === 0 || word.length > 15) return false;
  for (let at = 0; at < word.length; at++) if (!isDigit(word, at)) return false;
  return true;
}

/** A quoted field at `from`; it ends at an unescaped quote before a space or the end, or with the line when it was cut. */
export function readQuoted(line: string, from: number): { text: string; end: number } | undefined {
  if (line.charCodeAt(from) !== QUOTE) return undefined;
  for (let at = line.indexOf('"', from + 1); at >= 0; at = line.indexOf('"', at + 1))
    if (!isEscaped(line, at) && isEnd(line.charCodeAt(at + 1)))
      return { text: line.slice(from + 1, at), end: at + 1 };
  return { text: line.slice(from + 1), end: line.length };
}
