/** Keys whose value never reaches a log, however they are written (`api_key`, `apiKey`): anything that contains one of these. */
const SECRET_PARTS = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apikey',
  'privatekey',
  'credential',
];
/** Keys that carry what a source sent, and with it personal data. */
const PAYLOAD_KEYS = new Set([
  'raw',
  'payload',
  'original',
  'line',
  'body',
  'record',
  'records',
  'text',
  'query',
]);

export const REDACTED = '[redacted]';
const LONGEST_TEXT = 2000;
const MOST_ENTRIES = 50;
const DEEPEST = 6;

function isHidden(key: string): boolean {
  const plain = key.toLowerCase().replace(/[^a-z0-9]/g, '');
  return PAYLOAD_KEYS.has(plain) || SECRET_PARTS.some((part) => plain.includes(part));
}

/** Numbers and switches tell nothing: `line: 12` and `tokens: 3` stay. */
function mayHide(value: unknown): boolean {
  return !['number', 'boolean', 'undefined'].includes(typeof value) && value !== null;
}

/** User and password in an address: `redis://user:password@host`. */
const ADDRESS_CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

function cleanText(text: string): string {
  const cut =
    text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;
  return cut.replace(ADDRESS_CREDENTIALS, '$1***@');
}

/**
 * A copy that can be written as JSON: hidden keys replaced, long texts and lists cut, octets as their number,
 * errors with name, code, stack and causes, circles and exotic values named. Never throws.
 */
export function redact(value: unknown, depth = 0, above: readonly unknown[] = []): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (depth >= DEEPEST) return '[too deep]';
  try {
    return redactObject(value, depth + 1, [...above, value]);
  } catch {
    return '[unreadable]';
  }
}

function redactObject(value: object, depth: number, above: readonly unknown[]): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[invalid date]' : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (isError(value)) return redactError(value, depth, above);
  if (Array.isArray(value) || value instanceof Set) return redactList([...value], depth, above);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return redactEntries(
    entries.map(([key, inner]) => [String(key), inner]),
    depth,
    above,
  );
}

function redactList(list: unknown[], depth: number, above: readonly unknown[]): unknown[] {
  const shown = list.slice(0, MOST_ENTRIES).map((inner) => redact(inner, depth, above));
  return list.length > MOST_ENTRIES ? [...shown, `… ${list.length - MOST_ENTRIES} more`] : shown;
}

function redactEntries(
  entries: [string, unknown][],
  depth: number,
  above: readonly unknown[],
): Record<string, unknown> {
  const shown = entries.slice(0, MOST_ENTRIES).map(([key, inner]): [string, unknown] => {
    return [cleanText(key), isHidden(key) && mayHide(inner) ? REDACTED : redact(inner, depth, above)];
  });
  if (entries.length > MOST_ENTRIES) shown.push(['…', `${entries.length - MOST_ENTRIES} more`]);
  return Object.fromEntries(shown);
}

function isError(value: object): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

/** Only what every error has: further properties (a driver's reply, a request) may hold anything. */
function redactError(error: Error, depth: number, above: readonly unknown[]): Record<string, unknown> {
  const code = 'code' in error ? error.code : undefined;
  const errors = 'errors' in error && Array.isArray(error.errors) ? error.errors : undefined;
  return {
    name: error.name,
    message: cleanText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.stack ? { stack: cleanText(framesOf(error.stack)) } : {}),
    ...(errors ? { errors: redactList(errors, depth, above) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth, above) }),
  };
}

/** The places alone: the message stands beside them already. */
function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}
