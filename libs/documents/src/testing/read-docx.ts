import { zipParts } from '../sheets/zip-parts';

/** What a DOCX file says: its body as XML and as text, a line a paragraph, and all of its parts. */
export interface ReadDocx {
  xml: string;
  text: string;
  parts: Map<string, string>;
}

export function readDocx(bytes: Buffer): ReadDocx {
  const found = zipParts(bytes, (name) => name.endsWith('.xml'));
  if (!(found instanceof Map)) throw new Error('not an archive');
  const parts = new Map([...found].map(([name, part]) => [name, part.toString('utf8')]));
  const xml = parts.get('word/document.xml') ?? '';
  return { xml, text: textOf(xml), parts };
}

function textOf(xml: string): string {
  return xml
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:br\/>/g)]
        .map(([, words]) => words ?? ' ')
        .join(''),
    )
    .join('\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
