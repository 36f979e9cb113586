import type { BlockOf } from './blocks';
import { boldLineWidth } from './line-width';
import { EMBLEM, MOTTO, PROFILE } from './profile';

export interface HeadLines {
  /** Lines of the body above; none where it is not written. */
  parent: string[];
  body: string[];
  emblem: string;
  motto: string;
  /** Lengths of the two rules, points. */
  bodyRule: number;
  mottoRule: number;
}

/** Share of the issuing body's name its rule takes: one third to one half (NĐ 30, Phụ lục I, Mục II). */
const BODY_RULE_SHARE = 0.4;
const PEOPLES_COMMITTEE = 'ỦY BAN NHÂN DÂN';

/** The lines of the head in capitals, and how long their rules are; `left` is the width of the left column, points. */
export function headLines({ parent, body }: BlockOf<'head'>, left: number): HeadLines {
  const { emblem, motto } = PROFILE.size;
  const lines = inLines(inCapitals(body), left);
  return {
    parent: parent === undefined ? [] : inLines(shortened(inCapitals(parent), left), left),
    body: lines,
    emblem: EMBLEM,
    motto: MOTTO,
    bodyRule: BODY_RULE_SHARE * Math.max(...lines.map((line) => boldLineWidth(line, emblem))),
    mottoRule: boldLineWidth(MOTTO, motto),
  };
}

const inCapitals = (name: string): string => name.toLocaleUpperCase('vi');
const widthOf = (line: string): number => boldLineWidth(line, PROFILE.size.emblem);

/** Words a new line may well begin with; elsewhere a word of two syllables could be torn («MÔI / TRƯỜNG»). */
const OPENS_LINE = /^(và|của|về|tỉnh|xã|phường|đặc|trực|thuộc)$/i;
/** How much more uneven, in points, lines may be for a good break. */
const WORTH = 120;

/** A line too long for its column, cut into lines of about even length. */
export function evenLines(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text];
  const words = text.split(' ');
  const cuts = words.slice(1).map((word, index) => {
    const parts = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')] as const;
    const uneven = Math.abs(widthOf(parts[0]) - widthOf(parts[1]));
    return { parts, cost: uneven + (OPENS_LINE.test(word) ? 0 : WORTH) };
  });
  const [best] = cuts.sort((one, other) => one.cost - other.cost);
  return best === undefined ? [text] : best.parts.flatMap((part) => evenLines(part, width));
}

/** The body above may be abbreviated where it would not fit on its line. */
function shortened(name: string, width: number): string {
  return widthOf(name) > width ? name.replace(PEOPLES_COMMITTEE, 'UBND') : name;
}

/** A name too long for its column in lines of even length; «ỦY BAN NHÂN DÂN» keeps a line of its own. */
function inLines(name: string, width: number): string[] {
  if (widthOf(name) <= width) return [name];
  if (name.startsWith(`${PEOPLES_COMMITTEE} `))
    return [PEOPLES_COMMITTEE, ...inLines(name.slice(PEOPLES_COMMITTEE.length + 1), width)];
  return evenLines(name, width);
}
