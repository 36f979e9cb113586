import { LEAVES, type Leaf } from '../decode/leaves';

type Holder = Record<string, unknown>;

/** A leaf of the schema, the object that holds it (by number) and its name in it. */
export interface LeafPlace {
  leaf: Leaf;
  holder: number;
  name: string;
}

const ROOT = 0;
/** Every object of the schema that holds leaves or other objects: which one it is in, and its name there. */
const HOLDERS: Array<{ above: number; name: string }> = [{ above: ROOT, name: '' }];
const NUMBERS = new Map<string, number>([['', ROOT]]);

function numberOf(segments: readonly string[]): number {
  const path = segments.join('.');
  const known = NUMBERS.get(path);
  if (known !== undefined) return known;
  const above = numberOf(segments.slice(0, -1));
  const number = HOLDERS.push({ above, name: segments.at(-1) ?? '' }) - 1;
  NUMBERS.set(path, number);
  return number;
}

/** Where each leaf goes, worked out once: an event is made of some fifty of them, thousands of times a second. */
export const PLACES: ReadonlyMap<string, LeafPlace> = new Map(
  [...LEAVES].map(([path, leaf]) => [
    path,
    { leaf, holder: numberOf(leaf.segments.slice(0, -1)), name: leaf.segments.at(-1) ?? '' },
  ]),
);

/** The objects of one event by their numbers, made when something is put into them. */
export interface EventHolders {
  /** The object, made where it is not there yet. */
  open(holder: number): Holder;
  /** The object if anything was put into it. */
  at(holder: number): Holder | undefined;
}

export function openHolders(event: Holder): EventHolders {
  const made: Array<Holder | undefined> = new Array(HOLDERS.length).fill(undefined);
  made[ROOT] = event;
  const open = (number: number): Holder => {
    const known = made[number];
    if (known !== undefined) return known;
    const { above, name } = HOLDERS[number] ?? { above: ROOT, name: '' };
    const holder = open(above);
    const inner = (holder[name] as Holder | undefined) ?? {};
    holder[name] = inner;
    made[number] = inner;
    return inner;
  };
  // Words of `event.*` are said without being put.
  open(numberOf(['event']));
  return { open, at: (number) => made[number] };
}
