import { canonicalIp } from '../decode/ip-address';

const METHOD = /^[A-Z][A-Z_-]{1,24}$/;
const STATUS = /^[1-5]\d\d$/;
const HTTPERR = [
  'c-ip',
  'c-port',
  's-ip',
  's-port',
  'cs-version',
  'cs-method',
  'cs-uri',
  'sc-status',
  's-siteid',
  's-reason',
  's-queuename',
];

/**
 * The columns of a line that came without its `#Fields:` directive. IIS keeps the order of the fields whichever are chosen, so the method, the
 * addresses around it and the status tell which are there; with nothing but IIS's defaults that is the default order.
 */
export function columnsOf(words: readonly string[]): string[] | undefined {
  if (canonicalIp(words[2] ?? '') !== undefined && /^\d{1,5}$/.test(words[3] ?? '') && words.length >= 11)
    return ['date', 'time', ...HTTPERR];
  const method = words.findIndex(
    (word, at) => at >= 2 && at <= 5 && METHOD.test(word) && isTarget(words[at + 1]),
  );
  if (method < 0) return undefined;
  const before = columnsBefore(words, method);
  const after = columnsAfter(words, method + 1);
  return before && after && ['date', 'time', ...before, 'cs-method', ...after];
}

function isTarget(word: string | undefined): boolean {
  return word !== undefined && (word.startsWith('/') || word === '*' || word.includes('://'));
}

function columnsBefore(words: readonly string[], method: number): string[] | undefined {
  const names = words.slice(2, method).map((word) => {
    if (canonicalIp(word) !== undefined) return 's-ip';
    return /^(?:W3SVC|MSFTPSVC|SMTPSVC)\d*$/i.test(word) ? 's-sitename' : 's-computername';
  });
  return new Set(names).size === names.length ? names : undefined;
}

function columnsAfter(words: readonly string[], from: number): string[] | undefined {
  const columns = ['cs-uri-stem'];
  let at = from + 1;
  const take = (name: string, fits: boolean): void => {
    if (!fits) return;
    columns.push(name);
    at++;
  };
  take('cs-uri-query', !isPort(words, at));
  take('s-port', /^\d{1,5}$/.test(words[at] ?? ''));
  take(
    'cs-username',
    canonicalIp(words[at] ?? '') === undefined && canonicalIp(words[at + 1] ?? '') !== undefined,
  );
  take('c-ip', canonicalIp(words[at] ?? '') !== undefined);
  take('cs-version', (words[at] ?? '').startsWith('HTTP/'));
  const status = HEADERS.map((count) => at + count).find((place) => isStatus(words, place)) ?? -1;
  if (status < 0) return undefined;
  columns.push(
    ...headersOf(words.slice(at, status)),
    'sc-status',
    ...(TAILS[Math.min(words.length - status - 1, 5)] ?? []),
  );
  return columns;
}

/** How many headers may stand before the status, the default first: a client could write numbers into the headers themselves. */
const HEADERS = [2, 1, 4, 3, 0];

function isStatus(words: readonly string[], at: number): boolean {
  return STATUS.test(words[at] ?? '') && isNumber(words[at + 1]);
}

/** A query may be a number too, but then a port follows it. */
function isPort(words: readonly string[], at: number): boolean {
  return /^\d{1,5}$/.test(words[at] ?? '') && !/^\d{1,5}$/.test(words[at + 1] ?? '');
}

function isNumber(word: string | undefined): boolean {
  return word !== undefined && /^\d{1,10}$/.test(word);
}

const TAILS: Readonly<Record<number, string[]>> = {
  1: ['sc-substatus'],
  2: ['sc-substatus', 'sc-win32-status'],
  3: ['sc-substatus', 'sc-win32-status', 'time-taken'],
  4: ['sc-substatus', 'sc-win32-status', 'time-taken', 'X-Forwarded-For'],
  5: ['sc-substatus', 'sc-win32-status', 'sc-bytes', 'cs-bytes', 'time-taken', 'X-Forwarded-For'],
};

/** User agent, cookie, referrer and host stand in this order, and each may be left out. */
function headersOf(words: readonly string[]): string[] {
  switch (words.length) {
    case 0:
      return [];
    case 1:
      return ['cs(User-Agent)'];
    case 2:
      return looksLikeHost(words[1]) ? ['cs(User-Agent)', 'cs-host'] : ['cs(User-Agent)', 'cs(Referer)'];
    case 3:
      return looksLikeHost(words[2])
        ? ['cs(User-Agent)', 'cs(Referer)', 'cs-host']
        : ['cs(User-Agent)', 'cs(Cookie)', 'cs(Referer)'];
    default:
      return ['cs(User-Agent)', 'cs(Cookie)', 'cs(Referer)', 'cs-host'];
  }
}

function looksLikeHost(word = ''): boolean {
  return /^[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?$/.test(word);
}
