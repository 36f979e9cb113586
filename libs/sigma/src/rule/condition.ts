import { compileGlob, globMatches, MANY } from '../evaluate/glob';
import { RuleProblem } from './problem';

/** A Sigma condition. Precedence, loosest first: or, and, not, x of, parentheses. */
export type ConditionNode =
  | { op: 'and' | 'or'; children: ConditionNode[] }
  | { op: 'not'; child: ConditionNode }
  | { op: 'name'; name: string }
  | { op: 'of'; quantifier: 'any' | 'all'; pattern: string };

const MAX_DEPTH = 100;
const MAX_TOKENS = 10_000;

/**
 * Parses a condition text. Keywords are recognised in any case (old rules write AND).
 * Throws RuleProblem for anything outside the grammar, such as the old `| count()` aggregations.
 */
export function parseCondition(text: string, line: number): ConditionNode {
  const tokens = tokenize(text, line);
  const parser = new ConditionParser(tokens, line);
  return parser.parseAll();
}

function tokenize(text: string, line: number): string[] {
  if (text.includes('|')) {
    throw new RuleProblem(
      `condition "${text}": pipe aggregations were removed from Sigma; write a correlation`,
      line,
    );
  }
  const tokens: string[] = [];
  const word = /\s*(?:([()])|([^\s()]+))/gy;
  while (word.lastIndex < text.length) {
    const found = word.exec(text);
    if (!found) break;
    tokens.push(found[1] ?? found[2] ?? '');
    if (tokens.length > MAX_TOKENS) throw new RuleProblem('condition is too long', line);
  }
  if (tokens.length === 0) throw new RuleProblem('condition is empty', line);
  return tokens;
}

const RESERVED = new Set(['and', 'or', 'not', 'of', '(', ')']);
const NAME = /^[\p{L}\p{N}_.\-*?@#]+$/u;

class ConditionParser {
  private at = 0;
  constructor(
    private readonly tokens: string[],
    private readonly line: number,
  ) {}

  parseAll(): ConditionNode {
    const node = this.parseOr(0);
    if (this.at < this.tokens.length) this.fail(`unexpected "${this.tokens[this.at]}"`);
    return node;
  }

  private fail(what: string): never {
    throw new RuleProblem(`condition "${this.tokens.join(' ').slice(0, 200)}": ${what}`, this.line);
  }

  private isNext(word: string): boolean {
    return this.tokens[this.at]?.toLowerCase() === word;
  }

  private parseOr(depth: number): ConditionNode {
    if (depth > MAX_DEPTH) this.fail('nested too deeply');
    const children = [this.parseAnd(depth)];
    while (this.isNext('or')) {
      this.at++;
      children.push(this.parseAnd(depth));
    }
    return children.length === 1 && children[0] ? children[0] : { op: 'or', children };
  }

  private parseAnd(depth: number): ConditionNode {
    const children = [this.parseNot(depth)];
    while (this.isNext('and')) {
      this.at++;
      children.push(this.parseNot(depth));
    }
    return children.length === 1 && children[0] ? children[0] : { op: 'and', children };
  }

  private parseNot(depth: number): ConditionNode {
    let negations = 0;
    while (this.isNext('not')) {
      this.at++;
      negations++;
    }
    const node = this.parseOperand(depth);
    return negations % 2 === 1 ? { op: 'not', child: node } : node;
  }

  private parseOperand(depth: number): ConditionNode {
    const token = this.tokens[this.at++];
    if (token === undefined) return this.fail('ends too early');
    if (token === '(') {
      const inner = this.parseOr(depth + 1);
      if (this.tokens[this.at++] !== ')') this.fail('missing ")"');
      return inner;
    }
    if (this.isNext('of')) return this.parseOf(token.toLowerCase());
    if (RESERVED.has(token.toLowerCase())) this.fail(`unexpected "${token}"`);
    if (!NAME.test(token)) this.fail(`"${token}" is not an identifier`);
    if (token.includes('*')) this.fail(`pattern "${token}" needs "1 of" or "all of" before it`);
    return { op: 'name', name: token };
  }

  private parseOf(quantifier: string): ConditionNode {
    if (quantifier !== '1' && quantifier !== 'any' && quantifier !== 'all') {
      this.fail(`quantifier "${quantifier} of" is not 1, any or all`);
    }
    this.at++;
    const pattern = this.tokens[this.at++];
    if (pattern === undefined || RESERVED.has(pattern.toLowerCase()))
      return this.fail('"of" needs a pattern or "them"');
    if (!NAME.test(pattern)) this.fail(`"${pattern}" is not a pattern`);
    return { op: 'of', quantifier: quantifier === 'all' ? 'all' : 'any', pattern };
  }
}

/** Selection names that an `x of` pattern covers. Names that begin with `_` are never covered. */
export function namesCovered(pattern: string, names: Iterable<string>): string[] {
  const all = [...names].filter((name) => !name.startsWith('_'));
  if (pattern.toLowerCase() === 'them') return all;
  const pieces = pattern.split('*').flatMap((part, i) => (i === 0 ? [part] : [MANY, part]));
  const glob = compileGlob(pieces.filter((piece) => piece !== ''));
  return all.filter((name) => globMatches(glob, name));
}
