const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * The elements of a JSON array, each as the octets that were sent (surrounding white space off), or `undefined` if the text is no JSON array.
 * JSON.parse only judges the text: writing its result out again would round 64-bit numbers and drop repeated keys, and this is evidence.
 */
export function arrayElements(text: Buffer): Buffer[] | undefined {
  if (!isJsonArray(text)) return undefined;
  const from = text.indexOf('[') + 1;
  const to = text.lastIndexOf(']');
  const elements: Buffer[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at < to; at++) {
    const octet = text[at] ?? 0;
    if (octet === QUOTE) at = endOfString(text, at);
    else if (isOpening(octet)) depth++;
    else if (isClosing(octet)) depth--;
    else if (octet === COMMA && depth === 0) {
      elements.push(trimmed(text.subarray(start, at)));
      start = at + 1;
    }
  }
  const last = trimmed(text.subarray(start, to));
  return last.length > 0 ? [...elements, last] : elements;
}

function isJsonArray(text: Buffer): boolean {
  try {
    return Array.isArray(JSON.parse(text.toString('utf8').replace(/^\ufeff/, '')));
  } catch {
    return false;
  }
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

function trimmed(octets: Buffer): Buffer {
  let from = 0;
  let to = octets.length;
  while (from < to && (octets[from] ?? 0) <= 0x20) from++;
  while (to > from && (octets[to - 1] ?? 0) <= 0x20) to--;
  return octets.subarray(from, to);
}
