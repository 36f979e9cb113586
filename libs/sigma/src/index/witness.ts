import { fold } from '../evaluate/fold';
import { type Expr, isLeaf, type Leaf, type Matcher } from '../evaluate/matcher';

/**
 * A condition that is cheap to look up and necessary: an event that matches the rule satisfies at least one of the
 * rule's witnesses. Texts are folded. `field` is null for keywords, which may stand in any value.
 */
export interface Witness {
  kind: 'exact' | 'prefix' | 'suffix' | 'contains' | 'present';
  field: string | null;
  text: string;
}

/** More alternatives than this are not worth indexing one by one when something shorter will do. */
const MAX_WITNESSES = 20_000;

/**
 * Witnesses of a rule, or null when it has none and must always be asked. Only weakening steps are taken: union over
 * OR, the best child of AND, nothing from NOT.
 */
export function witnessesOf(expr: Expr): Witness[] | null {
  if (isLeaf(expr)) return leafWitnesses(expr);
  if (expr.op === 'not') return null;
  if (expr.op === 'or') return union(expr.children);
  let best: Witness[] | null = null;
  for (const child of expr.children) {
    const found = witnessesOf(child);
    if (found && (best === null || expectedHits(found) < expectedHits(best))) best = found;
  }
  return best;
}

function union(children: Expr[]): Witness[] | null {
  const all: Witness[] = [];
  for (const child of children) {
    const found = witnessesOf(child);
    if (!found || all.length + found.length > MAX_WITNESSES) return null;
    for (const witness of found) all.push(witness);
  }
  // An empty OR is never true, so an empty list of witnesses is right: the rule is never asked.
  return all;
}

function leafWitnesses(leaf: Leaf): Witness[] | null {
  const field = leaf.op === 'field' ? leaf.field : null;
  return matcherWitnesses(leaf.matcher, field) ?? presence(leaf.matcher, field);
}

function presence(matcher: Matcher, field: string | null): Witness[] | null {
  if (field === null || matcher.kind === 'null') return null;
  if (matcher.kind === 'exists' && !matcher.expected) return null;
  return [{ kind: 'present', field, text: '' }];
}

/** Witnesses with a text in them; null when the matcher gives none. A case-sensitive match implies the folded one. */
function matcherWitnesses(matcher: Matcher, field: string | null): Witness[] | null {
  switch (matcher.kind) {
    case 'equals':
      return texts(matcher.values, field === null ? 'contains' : 'exact', field);
    case 'substring': {
      const kinds = { contains: 'contains', startswith: 'prefix', endswith: 'suffix' } as const;
      return texts(matcher.values, field === null ? 'contains' : kinds[matcher.where], field);
    }
    case 'glob':
      return globWitness(matcher, field);
    case 'regex':
      return matcher.regex.required ? texts(matcher.regex.required, 'contains', field) : null;
    default:
      return null;
  }
}

function texts(values: readonly string[], kind: Witness['kind'], field: string | null): Witness[] | null {
  if (kind !== 'exact' && values.includes('')) return null;
  return values.map((value) => ({ kind, field, text: fold(value) }));
}

function globWitness(matcher: Extract<Matcher, { kind: 'glob' }>, field: string | null): Witness[] | null {
  const { segments, openStart, openEnd } = matcher.glob;
  let best: Witness | null = null;
  segments.forEach((segment, i) => {
    segment.forEach((piece, j) => {
      if (typeof piece !== 'string') return;
      const atStart = i === 0 && j === 0 && !openStart;
      const atEnd = i === segments.length - 1 && j === segment.length - 1 && !openEnd;
      const kind = field === null || (!atStart && !atEnd) ? 'contains' : atStart ? 'prefix' : 'suffix';
      const candidate: Witness = { kind, field, text: fold(piece) };
      if (best === null || likelihood(candidate) < likelihood(best)) best = candidate;
    });
  });
  return best ? [best] : null;
}

function expectedHits(witnesses: Witness[]): number {
  let sum = 0;
  for (const witness of witnesses) sum += likelihood(witness);
  return sum;
}

/**
 * Rough share of events that satisfy a witness. It only steers the choice, never the answer; the figures order the
 * kinds as real Windows and web logs do (ids and codes repeat, long literals are rare).
 */
function likelihood({ kind, field, text }: Witness): number {
  if (kind === 'present') return 0.6;
  const { length } = text;
  if (kind === 'exact') return length <= 1 || /^\d{1,5}$/.test(text) ? 0.06 : length <= 6 ? 0.02 : 0.004;
  if (kind === 'suffix') return Math.max(0.003, 0.5 * 0.62 ** length);
  if (kind === 'prefix') return Math.max(0.006, 0.6 * 0.75 ** length);
  const contains = Math.max(0.0015, 0.6 ** length);
  return field === null ? contains * 4 : contains;
}
