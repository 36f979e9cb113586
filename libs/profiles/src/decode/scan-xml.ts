/** One element of a record in XML: local names without namespace prefix, text trimmed by nobody. */
export interface XmlElement {
  name: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  /** All character data directly inside, entities resolved. */
  text: string;
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 4000;
const NAME = /[A-Za-z_][\w.:-]{0,127}/y;
const ENTITY = /&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads one element and what it holds, from `from` on (an XML declaration and comments before it are passed over).
 * Strict and small: no document type, no entities but the five of XML and numeric ones, bounded depth and size.
 * Undefined for what is not well-formed.
 */
export function scanXml(text: string, from = 0): XmlElement | undefined {
  const scan: Scan = { text, at: from, elements: 0, open: [] };
  while (scan.at < text.length) {
    const tag = text.indexOf('<', scan.at);
    if (tag < 0) return undefined;
    const top = scan.open.at(-1);
    if (top && tag > scan.at) top.text += textOf(text.slice(scan.at, tag));
    scan.at = tag;
    const done = readMarkup(scan);
    if (done === 'broken') return undefined;
    if (done !== 'more') return done;
  }
  return undefined;
}

interface Scan {
  text: string;
  at: number;
  elements: number;
  open: XmlElement[];
}

/** What begins with `<`: the finished root, `more`, or `broken`. */
function readMarkup(scan: Scan): XmlElement | 'more' | 'broken' {
  const { text, at } = scan;
  if (text.startsWith('<!--', at)) return passOver(scan, '-->');
  if (text.startsWith('<?', at)) return passOver(scan, '?>');
  if (text.startsWith('<![CDATA[', at)) {
    const top = scan.open.at(-1);
    const end = text.indexOf(']]>', at);
    if (!top || end < 0) return 'broken';
    top.text += text.slice(at + 9, end);
    scan.at = end + 3;
    return 'more';
  }
  if (text[at + 1] === '/') return readClosing(scan);
  return text[at + 1] === '!' ? 'broken' : readOpening(scan);
}

function passOver(scan: Scan, closing: string): 'more' | 'broken' {
  const end = scan.text.indexOf(closing, scan.at);
  if (end < 0) return 'broken';
  scan.at = end + closing.length;
  return 'more';
}

function readClosing(scan: Scan): XmlElement | 'more' | 'broken' {
  const name = readName(scan.text, scan.at + 2);
  const end = scan.text.indexOf('>', scan.at);
  const closed = scan.open.pop();
  if (name === undefined || end < 0 || closed?.name !== localName(name)) return 'broken';
  scan.at = end + 1;
  return scan.open.length === 0 ? closed : 'more';
}

function readOpening(scan: Scan): XmlElement | 'more' | 'broken' {
  const name = readName(scan.text, scan.at + 1);
  if (name === undefined || ++scan.elements > MAX_ELEMENTS || scan.open.length >= MAX_DEPTH) return 'broken';
  const element: XmlElement = { name: localName(name), attributes: new Map(), children: [], text: '' };
  scan.at += 1 + name.length;
  const empty = readAttributes(scan, element.attributes);
  if (empty === undefined) return 'broken';
  scan.open.at(-1)?.children.push(element);
  if (!empty) scan.open.push(element);
  else if (scan.open.length === 0) return element;
  return 'more';
}

/** Up to `>` (false) or `/>` (true). */
function readAttributes(scan: Scan, attributes: Map<string, string>): boolean | undefined {
  const { text } = scan;
  for (;;) {
    while (isSpace(text.charCodeAt(scan.at))) scan.at++;
    if (text[scan.at] === '>') {
      scan.at++;
      return false;
    }
    if (text.startsWith('/>', scan.at)) {
      scan.at += 2;
      return true;
    }
    const name = readName(text, scan.at);
    if (name === undefined || text[scan.at + name.length] !== '=') return undefined;
    const quote = text[scan.at + name.length + 1];
    if (quote !== '"' && quote !== "'") return undefined;
    const start = scan.at + name.length + 2;
    const end = text.indexOf(quote, start);
    if (end < 0) return undefined;
    attributes.set(localName(name), textOf(text.slice(start, end)));
    scan.at = end + 1;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function readName(text: string, from: number): string | undefined {
  NAME.lastIndex = from;
  return NAME.exec(text)?.[0];
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textOf(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(ENTITY, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
    const code =
      name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}
