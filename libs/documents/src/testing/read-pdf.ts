import { inflateSync } from 'node:zlib';

/** What a PDF file made by pdfmake says: its text without any spaces, its fonts, its number of pages. */
export interface ReadPdf {
  /** All text in the order it is painted, without white space. */
  text: string;
  fonts: string[];
  pages: number;
  raw: string;
}

/** Enough of the format for the files made here: plain objects, Flate streams, Identity-H fonts with a ToUnicode map. */
export function readPdf(bytes: Buffer): ReadPdf {
  const raw = bytes.toString('latin1');
  const objects = new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]),
  );
  const letters = new Map<string, Map<string, string>>();
  for (const body of objects.values())
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1];
      if (unicode) letters.set(name, lettersOf(streamOf(objects.get(unicode) ?? '')));
    }
  const painted = [...objects.values()].map(streamOf).filter((stream) => /\bTf\b/.test(stream));
  return {
    text: painted
      .map((stream) => textOf(stream, letters))
      .join('')
      .normalize('NFC')
      .replace(/\s+/g, ''),
    fonts: [
      ...new Set([...raw.matchAll(/\/FontName \/[A-Z]{6}\+(\S+)/g)].map(([, name = '']) => name)),
    ].sort(),
    pages: [...raw.matchAll(/\/Type \/Page\b(?!s)/g)].length,
    raw,
  };
}

function streamOf(body: string): string {
  const at = body.indexOf('stream\n');
  if (at < 0) return '';
  const content = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1');
  if (!body.slice(0, at).includes('/FlateDecode')) return content.toString('latin1');
  return inflateSync(content).toString('latin1');
}

/** Glyph code (four hex digits) to text, from the bfrange blocks of a ToUnicode map. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    const first = Number.parseInt(from, 16);
    for (const [offset, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
      letters.set((first + offset).toString(16).padStart(4, '0'), utf16(hex.replaceAll(' ', '')));
  }
  return letters;
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function textOf(stream: string, fonts: Map<string, Map<string, string>>): string {
  let letters: Map<string, string> | undefined;
  let text = '';
  for (const [, font, codes] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font);
    else
      for (const [, hex = ''] of (codes ?? '').matchAll(/<([0-9a-f]*)>/gi))
        text += (hex.match(/.{4}/g) ?? [])
          .map((code) => letters?.get(code.toLowerCase()) ?? '\uFFFD')
          .join('');
  }
  return text;
}
