/** ArcSight Common Event Format: header of seven fields, then an extension of `key=value` whose values may hold spaces. */
export interface CefRecord {
  version: string;
  vendor: string;
  product: string;
  productVersion: string;
  signature: string;
  name: string;
  severity: string;
  extension: Map<string, string>;
  /** Where `CEF:` begins: what stands before is the transport's header. */
  at: number;
}

const START = /CEF:\s?\d/;
const MAX_KEYS = 500;

/** Reads the first CEF record in the text; undefined when there is none with a whole header. */
export function readCef(text: string): CefRecord | undefined {
  const at = text.search(START);
  if (at < 0) return undefined;
  const header: string[] = [];
  let field = '';
  let from = at + 4;
  for (; from < text.length && header.length < 7; from++) {
    const char = text[from] ?? '';
    if (char === '\\' && (text[from + 1] === '|' || text[from + 1] === '\\')) field += text[++from];
    else if (char === '|') {
      header.push(field.trim());
      field = '';
    } else field += char;
  }
  if (header.length < 7) {
    // The last header field may end the record: no extension.
    if (header.length === 6) header.push(field.trim());
    else return undefined;
  }
  const [
    version = '',
    vendor = '',
    product = '',
    productVersion = '',
    signature = '',
    name = '',
    severity = '',
  ] = header;
  const extension = withLabels(readExtension(text.slice(from)));
  return { version, vendor, product, productVersion, signature, name, severity, extension, at };
}

/** A key is a word directly before an unescaped `=`, after a space or at the start; a value runs to the next key. */
function readExtension(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const key = /(?:^|\s)([A-Za-z0-9_][\w.[\]-]{0,100})=/g;
  let current: string | undefined;
  let from = 0;
  for (let found = key.exec(text); found; found = key.exec(text)) {
    if (current !== undefined) set(pairs, current, text.slice(from, found.index));
    if (pairs.size >= MAX_KEYS) return pairs;
    current = found[1];
    from = key.lastIndex;
  }
  if (current !== undefined) set(pairs, current, text.slice(from));
  return pairs;
}

function set(pairs: Map<string, string>, key: string, raw: string): void {
  const value = raw
    .trim()
    .replace(/\\([=\\|nr])/g, (_, char: string) => (char === 'n' ? '\n' : char === 'r' ? '\r' : char));
  if (!pairs.has(key)) pairs.set(key, value);
}

/** `cs1=x cs1Label=Rule Name` reads as `Rule Name=x` (the pair itself goes). */
function withLabels(pairs: Map<string, string>): Map<string, string> {
  for (const [key, label] of [...pairs]) {
    if (!key.endsWith('Label') || label === '') continue;
    const of = key.slice(0, -5);
    const value = pairs.get(of);
    if (
      value === undefined ||
      !/^(?:cs|cn|cfp|c6a|deviceCustomDate|flexString|flexNumber|flexDate|ad|deviceCustom)/i.test(of)
    )
      continue;
    pairs.delete(key);
    if (!pairs.has(label)) {
      pairs.delete(of);
      pairs.set(label, value);
    }
  }
  return pairs;
}
