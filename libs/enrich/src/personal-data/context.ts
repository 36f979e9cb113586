import type { KeyKind } from './kinds';
import { plain } from './spelling';

/** Words that say what a number is, in plain spelling. */
const WORDS: ReadonlyArray<readonly [KeyKind, string]> = [
  [
    'cccd',
    'cccd|cmnd|cmtnd|cmt|can[ _-]?cuoc|dinh[ _-]?danh|ddcn|giay[ _-]?to|chung minh|id[ _-]?(?:number|card|no)\\b|(?:citizen|national|personal)[ _-]?id',
  ],
  ['phone', 'sdt|so[ _-]?dt|dien[ _-]?thoai|phone|mobile|di[ _-]?dong|tel\\b'],
  ['mst', '\\bmst|ma[ _-]?so[ _-]?thue|\\btax(?:[ _-]?(?:code|id|no|number))?\\b'],
  ['bhyt', 'bhyt|bao hiem y te'],
  ['bhxh', 'bhxh|bao hiem xa hoi'],
  ['account', 'tai[ _-]?khoan ngan hang|so[ _-]?tai[ _-]?khoan|\\bstk\\b|so[ _-]?the\\b'],
];
const ANYWHERE = WORDS.map(([kind, words]) => [kind, new RegExp(words, 'g')] as const);
/** Only in brackets right behind the number: `123456789012 (CCCD)`. */
const BEHIND = WORDS.map(([kind, words]) => [kind, new RegExp(`^\\s?\\(\\s?(?:${words})`)] as const);
const WINDOW = 40;
const AFTER = 20;

/** What the words around `[start, end)` say the number there is; of several before it the nearest counts. */
export function contextOf(text: string, start: number, end: number): KeyKind | undefined {
  const before = contextIn(plain(text.slice(Math.max(0, start - WINDOW), start)));
  if (before || !/^\s?\(/.test(text.slice(end, end + 2))) return before;
  const after = plain(text.slice(end, end + AFTER));
  return BEHIND.find(([, words]) => words.test(after))?.[0];
}

/** The last context word of a text in plain spelling. */
export function contextIn(text: string): KeyKind | undefined {
  let best: { kind: KeyKind; at: number } | undefined;
  for (const [kind, words] of ANYWHERE)
    for (const found of text.matchAll(words))
      if (found.index > (best?.at ?? -1)) best = { kind, at: found.index };
  return best?.kind;
}
