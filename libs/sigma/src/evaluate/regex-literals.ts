import { fold } from './fold';
import { type RegexNode, readRegex } from './regex-syntax';

const MAX_LITERALS = 64;

/**
 * Folded literals of which any matching text must contain at least one, or null when there is no such set.
 * Checking them first keeps the regex engine away from almost every event.
 */
export function requiredLiterals(source: string): string[] | null {
  const syntax = readRegex(source);
  return syntax ? required(syntax.root) : null;
}

function required(node: RegexNode): string[] | null {
  switch (node.type) {
    case 'literal':
      return isPlain(node.char) ? [fold(node.char)] : null;
    case 'sequence':
      return bestOfSequence(node.items);
    case 'choice':
      return unionOfBranches(node.branches);
    case 'repeat':
      return node.min > 0 ? required(node.child) : null;
    default:
      return null;
  }
}

/** Only ASCII: outside it, engines disagree on which letters are the same apart from case. */
function isPlain(char: string): boolean {
  return char.length === 1 && char.charCodeAt(0) < 128;
}

function bestOfSequence(items: RegexNode[]): string[] | null {
  let best: string[] | null = null;
  let run = '';
  const consider = (candidate: string[] | null) => {
    if (candidate && strength(candidate) > strength(best)) best = candidate;
  };
  for (const item of flatten(items)) {
    if (item.type === 'literal' && isPlain(item.char)) {
      run += fold(item.char);
      continue;
    }
    // An assertion takes no text, so the letters on both sides of it still touch.
    if (item.type === 'assertion') continue;
    consider(run === '' ? null : [run]);
    run = '';
    consider(required(item));
  }
  consider(run === '' ? null : [run]);
  return best;
}

function flatten(items: RegexNode[]): RegexNode[] {
  return items.flatMap((item) => (item.type === 'sequence' ? flatten(item.items) : [item]));
}

function unionOfBranches(branches: RegexNode[]): string[] | null {
  const all: string[] = [];
  for (const branch of branches) {
    const literals = required(branch);
    if (!literals) return null;
    all.push(...literals);
  }
  return all.length > MAX_LITERALS ? null : [...new Set(all)];
}

/** Longer is rarer; many alternatives are weaker than one. */
function strength(literals: string[] | null): number {
  if (!literals || literals.length === 0) return 0;
  const shortest = Math.min(...literals.map((literal) => literal.length));
  return shortest - Math.log2(literals.length) * 0.25;
}
