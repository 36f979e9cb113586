const MAX_PAIRS = 500;

/**
 * Reads `key=value` pairs as devices write them: values bare (to the next separator), in double or single quotes with `\"`, keys of any
 * letters without spaces. `separator` is what stands between pairs: a space by default; with another one bare values may hold spaces.
 * The first of two equal keys stays.
 */
export function readPairs(text: string, separator = ' '): Map<string, string> {
  const pairs = new Map<string, string>();
  let at = 0;
  while (at < text.length && pairs.size < MAX_PAIRS) {
    while (at < text.length && (text[at] === separator || text[at] === ' ' || text[at] === '\t')) at++;
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const key = text.slice(at, equals).trim();
    const spaced = separator === ' ' ? key.lastIndexOf(' ') : -1;
    const { value, end } = readValue(text, equals + 1, separator);
    const name = spaced < 0 ? key : key.slice(spaced + 1);
    if (name !== '' && name.length <= 128 && !pairs.has(name)) pairs.set(name, value);
    at = end;
  }
  return pairs;
}

function readValue(text: string, from: number, separator: string): { value: string; end: number } {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    let value = '';
    for (let at = from + 1; at < text.length; at++) {
      const char = text[at] ?? '';
      if (char === '\\' && (text[at + 1] === quote || text[at + 1] === '\\')) value += text[++at];
      else if (char === quote) return { value, end: at + 1 };
      else value += char;
    }
    return { value, end: text.length };
  }
  const end = text.indexOf(separator, from);
  return { value: text.slice(from, end < 0 ? text.length : end).trim(), end: end < 0 ? text.length : end };
}
