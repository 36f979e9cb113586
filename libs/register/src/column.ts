import type { Bilingual } from '@khien/model';
import type { CellFormat } from './cell-format';

/** A card as the columns see it: nested plain data. */
export type Card = Record<string, unknown>;

/**
 * One column of a sheet: adding one to a table is all it takes to import and export it. `key` is the path in the card
 * (`subjects.basic`), or `marks#shared` for «the list `marks` holds `shared`».
 */
export interface ColumnSpec {
  key: string;
  header: Bilingual;
  help: Bilingual;
  format: CellFormat;
  /** A row without it is refused. */
  required?: boolean;
  /** An empty cell leaves what is on the card; else it takes it off. */
  blank?: 'keep';
  /** Names, telephone numbers: that it changed is recorded, not what it was. */
  personal?: boolean;
  /** Follows the dossier as soon as there is one, and then cannot be typed. */
  byDossier?: boolean;
}

/** The value on the card, undefined where there is none. */
export function fieldOf(card: Card, key: string): unknown {
  const [list = '', member] = key.split('#');
  if (member !== undefined) {
    const held = card[list];
    return Array.isArray(held) && held.includes(member);
  }
  return key.split('.').reduce<unknown>((at, step) => (isCard(at) ? at[step] : undefined), card);
}

/** The card with another value at `key`; an undefined value takes the field off, and its group with the last of its fields. */
export function withValue(card: Card, key: string, value: unknown): Card {
  const [list = '', member] = key.split('#');
  if (member !== undefined) return withMember(card, { list, member, held: value === true });
  const [first = '', ...rest] = key.split('.');
  const inner = card[first];
  const below = rest.length === 0 ? value : withValue(isCard(inner) ? inner : {}, rest.join('.'), value);
  if (below === undefined || (rest.length > 0 && isCard(below) && Object.keys(below).length === 0)) {
    const { [first]: _gone, ...kept } = card;
    return kept;
  }
  return { ...card, [first]: below };
}

function withMember(
  card: Card,
  { list, member, held }: { list: string; member: string; held: boolean },
): Card {
  const before = card[list];
  const others = Array.isArray(before) ? before.filter((one: unknown) => one !== member) : [];
  return { ...card, [list]: held ? [...others, member] : others };
}

export function isCard(value: unknown): value is Card {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
