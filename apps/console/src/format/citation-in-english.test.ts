import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { citationInEnglish } from './citation-in-english';
import { lawPlacesOf } from './law-place';

const ROOT = join(__dirname, '../../../..');
const FOLDERS = ['config/legal', 'config/forms', 'rules/controls'];
const OF_A_LINE = /^\s*(?:- )?(?:clause|citation|source): "?([^"\n]+?)"?$/gm;
const OF_A_FLOW = /[{,] (?:clause|source): (?:"([^"]+)"|([^,}\n]+))/g;
/** Kinds of acts and what else a citation has beside numbers. */
const NO_WORDS =
  /\b(?:NĐ|Luật|Bộ luật|TT|QĐ|CT|NQ|TCVN|BCA|TTg|dossier|level|operator|owner|system|specialisedUnit)\b/gu;

function citationsIn(text: string): string[] {
  return [OF_A_LINE, OF_A_FLOW].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, one, other]) => (one ?? other ?? '').trim()),
  );
}

const isInWords = (part: string) => /\p{Ll}{2}/u.test(part.replace(NO_WORDS, '').replace(/\w+\.\w+/g, ''));

const shipped = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml'))
    .flatMap((name) => citationsIn(readFileSync(join(ROOT, folder, name), 'utf8'))),
);
const words = new Set(
  shipped.flatMap((citation) =>
    lawPlacesOf(citation).filter((part): part is string => typeof part === 'string' && isInWords(part)),
  ),
);

it('finds the citations of the data', () => {
  expect(shipped.length).toBeGreaterThan(300);
  expect(words.size).toBeGreaterThan(30);
});

it.each([...words])('«%s» has English', (part) => expect(citationInEnglish(part)).toBeDefined());

it.each(['Đ13.2b', 'NĐ 331/2026', 'TCVN 14423:2026'])('%s needs none', (part) =>
  expect([isInWords(part), citationInEnglish(part)]).toEqual([false, undefined]),
);
