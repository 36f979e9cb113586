const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

// Slices of JSON as the octets that were sent: writing a parsed value out again would round 64-bit numbers and drop repeated keys, and this is evidence.

/** The elements of a text known to be a JSON array, white space around each off. */
export function elementsOf(array: Buffer): Buffer[] {
  return partsBetween(array, '[', ']');
}

/** The members of a text known to be a JSON object; of a repeated key the last. */
export function membersOf(object: Buffer): Map<string, Buffer> {
  const members = new Map<string, Buffer>();
  for (const part of partsBetween(object, '{', '}')) {
    const keyEnd = endOfString(part, 0) + 1;
    const key: unknown = JSON.parse(part.toString('utf8', 0, keyEnd));
    members.set(String(key), trimmed(part.subarray(part.indexOf(COLON, keyEnd) + 1)));
  }
  return members;
}

/** JSON objects one behind the other, with or without white space between; `bad` is the index of the first that is none. */
export function objectsIn(
  text: Buffer,
  judge: (object: Record<string, unknown>, index: number) => void = () => {},
): { ok: true; objects: Buffer[] } | { ok: false; bad: number } {
  const objects: Buffer[] = [];
  for (let at = afterSpace(text, 0); at < text.length; at = afterSpace(text, at)) {
    const end = endOfObject(text, at);
    const slice = end < 0 ? undefined : text.subarray(at, end);
    const object = slice && objectOf(slice);
    if (!slice || !object) return { ok: false, bad: objects.length };
    judge(object, objects.length);
    objects.push(slice);
    at = end;
  }
  return { ok: true, objects };
}

function objectOf(slice: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(slice.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Behind the brace that closes the one at `from`, or -1. */
function endOfObject(text: Buffer, from: number): number {
  if (text[from] !== 0x7b) return -1;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const octet = text[at] ?? 0;
    if (octet === QUOTE) at = endOfString(text, at);
    else if (isOpening(octet)) depth++;
    else if (isClosing(octet) && --depth === 0) return at + 1;
  }
  return -1;
}

function partsBetween(text: Buffer, open: string, close: string): Buffer[] {
  const to = text.lastIndexOf(close);
  const parts: Buffer[] = [];
  let start = text.indexOf(open) + 1;
  let depth = 0;
  for (let at = start; at < to; at++) {
    const octet = text[at] ?? 0;
    if (octet === QUOTE) at = endOfString(text, at);
    else if (isOpening(octet)) depth++;
    else if (isClosing(octet)) depth--;
    else if (octet === COMMA && depth === 0) {
      parts.push(trimmed(text.subarray(start, at)));
      start = at + 1;
    }
  }
  const last = trimmed(text.subarray(start, to));
  return last.length > 0 ? [...parts, last] : parts;
}

/** Index of the closing quote of the string that opens at `from`. */
function endOfString(text: Buffer, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at;
}

function isOpening(octet: number): boolean {
  return octet === 0x7b || octet === 0x5b;
}

function isClosing(octet: number): boolean {
  return octet === 0x7d || octet === 0x5d;
}

function afterSpace(text: Buffer, from: number): number {
  let at = from;
  while (at < text.length && (text[at] ?? 0) <= 0x20) at++;
  return at;
}

function trimmed(octets: Buffer): Buffer {
  const from = afterSpace(octets, 0);
  let to = octets.length;
  while (to > from && (octets[to - 1] ?? 0) <= 0x20) to--;
  return octets.subarray(from, to);
}
