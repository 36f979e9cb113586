import { contextOf } from './context';
import { hasCccdStructure, isPhone, kindOfDigits } from './identifiers';
import type { KeyKind } from './kinds';

/** A number written in groups: what it is, its digits, and where it stands. */
export interface GroupedNumber {
  kind: string;
  digits: string;
  start: number;
  end: number;
}

const RUN = /(?<!\d)(?<!\d[.,])\+?\d{2,12}(?:[ .-]\d{1,12}){1,9}(?!\d)/g;
const MAX_GROUPS = 6;

interface Group {
  text: string;
  start: number;
  end: number;
}

/** Identity, phone and insurance numbers written with spaces, dots or dashes (`079 203 001 234`, `0912.345.678`), in the order they stand. */
export function groupedNumbers(text: string): GroupedNumber[] {
  const found: GroupedNumber[] = [];
  for (const run of text.matchAll(RUN)) {
    if (isGlued(text, run.index, run.index + run[0].length)) continue;
    const groups: Group[] = [];
    for (const part of run[0].matchAll(/\d+/g)) {
      const start = run.index + part.index;
      groups.push({ text: part[0], start, end: start + part[0].length });
    }
    for (let from = 0; from < groups.length - 1; ) {
      if (isDate(groups, from)) {
        from += 3;
        continue;
      }
      const number = longestFrom(text, groups, from);
      if (number) found.push(number.found);
      from = number?.next ?? from + 1;
    }
  }
  return found;
}

function isGlued(text: string, start: number, end: number): boolean {
  return /\p{L}/u.test(text.charAt(start - 1)) || /\p{L}/u.test(text.charAt(end));
}

/** `2026-11-20` and `20-11-2026` belong to nobody. */
function isDate(groups: readonly Group[], from: number): boolean {
  const [a = '', b = '', c = ''] = groups.slice(from, from + 3).map(({ text }) => text);
  if (b.length !== 2) return false;
  return (
    (a.length === 4 && /^(?:19|20)/.test(a) && c.length === 2) ||
    (a.length === 2 && /^(?:19|20)\d\d$/.test(c))
  );
}

function longestFrom(
  text: string,
  groups: readonly Group[],
  from: number,
): { found: GroupedNumber; next: number } | undefined {
  const first = groups[from];
  if (!first || first.text.length < 2) return undefined;
  let context: KeyKind | undefined;
  let asked = false;
  for (let to = Math.min(groups.length, from + MAX_GROUPS); to >= from + 2; to--) {
    const window = groups.slice(from, to);
    const digits = window.map((group) => group.text).join('');
    const last = window.at(-1);
    if (!last || digits.length < 9 || digits.length > 16) continue;
    if (!asked) context = contextOf(text, first.start, last.end);
    asked = true;
    const kind = kindOfGroups(window, digits, context);
    if (kind !== undefined)
      return {
        found: {
          kind,
          digits,
          start: text.charAt(first.start - 1) === '+' ? first.start - 1 : first.start,
          end: last.end,
        },
        next: to,
      };
  }
  return undefined;
}

function kindOfGroups(
  groups: readonly Group[],
  digits: string,
  context: KeyKind | undefined,
): string | undefined {
  const [first = '', ...rest] = groups.map(({ text }) => text);
  // A group that is a number by itself is found by itself.
  if (groups.some(({ text }) => text.length >= 9 && kindOfDigits(text, context) !== undefined))
    return undefined;
  if (context !== undefined) return kindOfDigits(digits, context);
  if (digits.length === 12 && first.length >= 3 && groups.length <= 5 && hasCccdStructure(digits))
    return 'cccd';
  if (!isPhone(digits) || groups.length > 5) return undefined;
  const country = first === '84';
  if (!country && first.length !== 3 && first.length !== 4) return undefined;
  return rest.every((text) => text.length >= 2 && text.length <= 7) ? 'phone' : undefined;
}
