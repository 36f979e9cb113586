/** The fields of one access-log line as they stand there, escapes included. `-` is absent. */
export interface AccessLine {
  vhost?: string;
  host: string;
  user?: string;
  /** Between the brackets. */
  time: string;
  request: string;
  status?: number;
  bytes?: number;
  referrer?: string;
  userAgent?: string;
  /** What follows the fields of the combined format. */
  rest: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;
const DASH = 45;

/**
 * Scans common, combined and vhost_combined lines of nginx, Apache and their kin, by position and not by pattern: one pass, no backtracking.
 * The first quote anchors the line, because an attacker chooses the user name and may write brackets into it; servers escape quotes there.
 */
export function scanAccessLine(line: string): AccessLine | undefined {
  const quote = line.indexOf('"');
  const close = quote - 2;
  if (close < 8 || line.charCodeAt(close) !== 93 || line.charCodeAt(quote - 1) !== SPACE) return undefined;
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
  if (!readWho(line.slice(0, open).trimEnd(), scanned)) return undefined;
  readResult(line, end + 2, scanned);
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

/** `[vhost:port] host ident user`; the user may hold spaces. */
function readWho(who: string, scanned: AccessLine): boolean {
  let at = who.indexOf(' ');
  let host = at < 0 ? who : who.slice(0, at);
  if (at > 0 && isVhost(host)) {
    scanned.vhost = host;
    const next = who.indexOf(' ', at + 1);
    host = next < 0 ? who.slice(at + 1) : who.slice(at + 1, next);
    at = next;
  }
  if (host === '' || host.charCodeAt(0) === QUOTE) return false;
  scanned.host = host;
  if (at < 0) return true;
  const names = who.slice(at + 1).trimStart();
  const space = names.indexOf(' ');
  const user = space < 0 ? '' : names.slice(space + 1).trim();
  if (user !== '' && user !== '-') scanned.user = user;
  return true;
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
  const referrer = readQuoted(line, at);
  if (!referrer) {
    scanned.rest = line.slice(at);
    return;
  }
  if (referrer.text !== '' && referrer.text !== '-') scanned.referrer = referrer.text;
  const agent = readQuoted(line, referrer.end + 1);
  if (agent && agent.text !== '' && agent.text !== '-') scanned.userAgent = agent.text;
  scanned.rest = line.slice((agent?.end ?? referrer.end) + 1);
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
