/** IBM Log Event Extended Format 1.0 (tab) and 2.0 (delimiter of its own). */
export interface LeefRecord {
  version: string;
  vendor: string;
  product: string;
  productVersion: string;
  eventId: string;
  attributes: Map<string, string>;
  /** Where `LEEF:` begins. */
  at: number;
}

const MAX_KEYS = 500;

/** Reads the first LEEF record in the text; undefined when there is none with a whole header. */
export function readLeef(text: string): LeefRecord | undefined {
  const at = text.search(/LEEF:\s?[12](?:\.\d)?\|/);
  if (at < 0) return undefined;
  const parts = text.slice(at + 5).split('|');
  const version = (parts[0] ?? '').trim();
  const two = version.startsWith('2');
  const head = two ? 6 : 5;
  if (parts.length < 5) return undefined;
  const [, vendor = '', product = '', productVersion = '', eventId = '', sixth = ''] = parts;
  // Some write 2.0 without the delimiter field: then the sixth part already holds attributes.
  const named = two && sixth.length <= 6 && !sixth.includes('=');
  const body = parts.slice(two && named ? head : 5).join('|');
  return {
    version,
    vendor,
    product,
    productVersion,
    eventId,
    attributes: readAttributes(body, named ? sixth : ''),
    at,
  };
}

function readAttributes(body: string, named: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const part of body.split(delimiterOf(named, body))) {
    const equals = part.indexOf('=');
    if (equals <= 0 || pairs.size >= MAX_KEYS) continue;
    const key = part.slice(0, equals).trim();
    if (!pairs.has(key)) pairs.set(key, part.slice(equals + 1).trim());
  }
  return pairs;
}

/** `^`, `x09`, `0x09`; where nothing is named a tab, and where no tab is found what shippers put in its place. */
function delimiterOf(named: string, body: string): string {
  const hex = /^(?:0x|x)([0-9a-f]{1,4})$/i.exec(named);
  if (hex) return String.fromCharCode(Number.parseInt(hex[1] ?? '9', 16));
  if (named !== '') return named;
  if (body.includes('\t')) return '\t';
  if (body.includes('#011')) return '#011';
  return body.includes('^') ? '^' : '\t';
}
