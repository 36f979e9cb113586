/**
 * An address in one canonical spelling (RFC 5952 for v6), so that the same host always compares equal: brackets, zone id (`fe80::1%3`) and
 * the v4-mapped prefix go. Undefined when the text is no address.
 */
export function canonicalIp(text: string): string | undefined {
  if (text.length < 2 || text.length > 60) return undefined;
  if (isIpv4(text)) return text;
  if (!text.includes(':')) return undefined;
  const open = text.startsWith('[') ? 1 : 0;
  const percent = text.indexOf('%');
  const end = percent >= 0 ? percent : open ? text.length - 1 : text.length;
  return canonicalIpv6(text.slice(open, end));
}

/** Dotted quad, no leading zeros. */
export function isIpv4(text: string): boolean {
  let dots = 0;
  let value = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      if (value < 0) return false;
      dots++;
      value = -1;
    } else if (code >= 48 && code <= 57) {
      if (value === 0) return false;
      value = (value < 0 ? 0 : value * 10) + code - 48;
      if (value > 255) return false;
    } else return false;
  }
  return dots === 3 && value >= 0;
}

function canonicalIpv6(text: string): string | undefined {
  const words = wordsOf(text.toLowerCase());
  if (!words) return undefined;
  const [hi, lo] = [words[6] ?? 0, words[7] ?? 0];
  if (words[5] === 0xffff && words.slice(0, 5).every((word) => word === 0))
    return `${hi >> 8}.${hi & 255}.${lo >> 8}.${lo & 255}`;
  return compress(words);
}

function wordsOf(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function groups(text: string): number[] | undefined {
  if (text === '') return [];
  const found: number[] = [];
  for (const group of text.split(':')) {
    if (/^[0-9a-f]{1,4}$/.test(group)) found.push(Number.parseInt(group, 16));
    else if (isIpv4(group)) {
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      found.push(a * 256 + b, c * 256 + d);
    } else return undefined;
  }
  return found;
}

function compress(words: number[]): string {
  const run = longestZeros(words);
  const hex = words.map((word) => word.toString(16));
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

function longestZeros(words: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < words.length; start++) {
    let length = 0;
    while (words[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
