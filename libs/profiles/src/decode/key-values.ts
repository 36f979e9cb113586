const MAX_PAIRS = 200;

/** Reads `key=value key2="a value" …` (PAM, FortiGate, auditd). Quotes may hold `\"`; a pair without `=` is skipped; the first of two equal keys stays. */
export function readKeyValues(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const pattern = /([A-Za-z_][\w.-]{0,63})=(?:"((?:[^"\\]|\\.)*)"|([^\s,;]*))/g;
  for (const [, key = '', quoted, bare = ''] of text.matchAll(pattern)) {
    if (pairs.size >= MAX_PAIRS) break;
    if (!pairs.has(key)) pairs.set(key, quoted === undefined ? bare : quoted.replace(/\\(.)/gs, '$1'));
  }
  return pairs;
}
