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
export function witnessesOf(expr: Expr, usage: Usage): Witness[] | null {
  if (isLeaf(expr)) return leafWitnesses(expr, usage);
  if (expr.op === 'not') return null;
  if (expr.op === 'or') return union(expr.children, usage);
  let best: Witness[] | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const child of expr.children) {
    const found = witnessesOf(child, usage);
    const hits = found ? expectedHits(found, usage) : Number.POSITIVE_INFINITY;
    if (!found || (best !== null && hits >= fewest)) continue;
    best = found;
    fewest = hits;
  }
  return best;
}

/** How many tests of the rule set use a witness: authors name common things (`GET`, `powershell.exe`) again and again. */
export type Usage = Map<string, number>;

export function countUsage(exprs: readonly Expr[]): Usage {
  const usage: Usage = new Map();
  const visit = (expr: Expr): void => {
    if (!isLeaf(expr)) {
      for (const child of expr.op === 'not' ? [expr.child] : expr.children) visit(child);
      return;
    }
    for (const witness of leafWitnesses(expr, usage) ?? []) {
      const key = usageKey(witness);
      usage.set(key, (usage.get(key) ?? 0) + 1);
    }
  };
  for (const expr of exprs) visit(expr);
  return usage;
}

function usageKey({ kind, field, text }: Witness): string {
  return `${kind} ${field} ${text}`;
}

function union(children: Expr[], usage: Usage): Witness[] | null {
  const all: Witness[] = [];
  for (const child of children) {
    const found = witnessesOf(child, usage);
    if (!found || all.length + found.length > MAX_WITNESSES) return null;
    for (const witness of found) all.push(witness);
  }
  // An empty OR is never true, so an empty list of witnesses is right: the rule is never asked.
  return all;
}

function leafWitnesses(leaf: Leaf, usage: Usage): Witness[] | null {
  const field = leaf.op === 'field' ? leaf.field : null;
  return matcherWitnesses(leaf.matcher, field, usage) ?? presence(leaf.matcher, field);
}

function presence(matcher: Matcher, field: string | null): Witness[] | null {
  if (field === null || matcher.kind === 'null') return null;
  if (matcher.kind === 'exists' && !matcher.expected) return null;
  return [{ kind: 'present', field, text: '' }];
}

/** Witnesses with a text in them; null when the matcher gives none. A case-sensitive match implies the folded one. */
function matcherWitnesses(matcher: Matcher, field: string | null, usage: Usage): Witness[] | null {
  switch (matcher.kind) {
    case 'equals':
      return texts(matcher.values, field === null ? 'contains' : 'exact', field);
    case 'substring': {
      const kinds = { contains: 'contains', startswith: 'prefix', endswith: 'suffix' } as const;
      return texts(matcher.values, field === null ? 'contains' : kinds[matcher.where], field);
    }
    case 'glob':
      return globWitness(matcher, field, usage);
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

function globWitness(
  matcher: Extract<Matcher, { kind: 'glob' }>,
  field: string | null,
  usage: Usage,
): Witness[] | null {
  const { segments, openStart, openEnd } = matcher.glob;
  let best: Witness | null = null;
  segments.forEach((segment, i) => {
    segment.forEach((piece, j) => {
      if (typeof piece !== 'string') return;
      const atStart = i === 0 && j === 0 && !openStart;
      const atEnd = i === segments.length - 1 && j === segment.length - 1 && !openEnd;
      const kind = field === null || (!atStart && !atEnd) ? 'contains' : atStart ? 'prefix' : 'suffix';
      const candidate: Witness = { kind, field, text: fold(piece) };
      if (best === null || likelihood(candidate, usage) < likelihood(best, usage)) best = candidate;
    });
  });
  return best ? [best] : null;
}

function expectedHits(witnesses: Witness[], usage: Usage): number {
  let sum = 0;
  for (const witness of witnesses) sum += likelihood(witness, usage);
  return sum;
}

/**
 * Rough share of events that satisfy a witness. It only steers the choice, never the answer; the figures order the
 * kinds as real Windows and web logs do (ids and codes repeat, long literals are rare).
 */
function likelihood(witness: Witness, usage: Usage): number {
  if (witness.kind === 'present') return 0.6;
  const used = usage.get(usageKey(witness)) ?? 1;
  const popular = witness.kind === 'exact' ? used : Math.sqrt(used);
  return Math.min(0.5, byLength(witness) * popular);
}

function byLength({ kind, field, text }: Witness): number {
  const { length } = text;
  if (kind === 'exact') return length <= 1 || /^\d{1,5}$/.test(text) ? 0.06 : length <= 6 ? 0.02 : 0.004;
  if (kind === 'suffix') return Math.max(0.003, 0.5 * 0.62 ** length);
  if (kind === 'prefix') return Math.max(0.006, 0.6 * 0.75 ** length);
  const contains = Math.max(0.0015, 0.6 ** length);
  return field === null ? contains * 4 : contains;
}
