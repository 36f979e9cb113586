/** One member of a character class, or a shorthand such as `\d` outside one. */
export type ClassItem = { from: string; to: string } | { shorthand: string };

export type RegexNode =
  | { type: 'literal'; char: string }
  | { type: 'any' }
  | { type: 'class'; negated: boolean; items: ClassItem[] }
  | { type: 'assertion'; text: '^' | '$' | '\\b' | '\\B' | '\\A' | '\\z' }
  | { type: 'sequence'; items: RegexNode[] }
  | { type: 'choice'; branches: RegexNode[] }
  | { type: 'repeat'; child: RegexNode; min: number; text: string };

export interface RegexSyntax {
  root: RegexNode;
  /** Flags of a leading `(?ims)`. */
  leading: string;
}

class Unsupported extends Error {}
const MAX_DEPTH = 100;

/**
 * Reads the part of RE2 syntax that real rules use. Null for anything else: the caller then does without what the
 * tree would have given (a literal gate, the faster engine), never without the rule.
 */
export function readRegex(source: string): RegexSyntax | null {
  const leading = /^\(\?([ims]+)\)/.exec(source);
  const reader = new RegexReader(source, leading ? leading[0].length : 0);
  try {
    return { root: reader.readAll(), leading: leading?.[1] ?? '' };
  } catch (error) {
    if (error instanceof Unsupported) return null;
    throw error;
  }
}

const CONTROL: Record<string, string> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07' };

class RegexReader {
  constructor(
    private readonly source: string,
    private at: number,
  ) {}

  readAll(): RegexNode {
    const node = this.readChoice(0);
    if (this.at < this.source.length) throw new Unsupported();
    return node;
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private next(): string {
    const code = this.source.codePointAt(this.at);
    if (code === undefined) throw new Unsupported();
    const char = String.fromCodePoint(code);
    this.at += char.length;
    return char;
  }

  private readChoice(depth: number): RegexNode {
    if (depth > MAX_DEPTH) throw new Unsupported();
    const branches = [this.readSequence(depth)];
    while (this.peek() === '|') {
      this.at++;
      branches.push(this.readSequence(depth));
    }
    return branches.length === 1 && branches[0] ? branches[0] : { type: 'choice', branches };
  }

  private readSequence(depth: number): RegexNode {
    const items: RegexNode[] = [];
    while (this.at < this.source.length && this.peek() !== '|' && this.peek() !== ')') {
      items.push(this.readRepeat(this.readAtom(depth)));
    }
    return { type: 'sequence', items };
  }

  private readRepeat(child: RegexNode): RegexNode {
    const quantifier = /^(?:([*+?])|\{(\d+)(?:,(\d*))?\})(\??)/.exec(
      this.source.slice(this.at, this.at + 24),
    );
    if (!quantifier) return child;
    this.at += quantifier[0].length;
    const min = quantifier[1] ? (quantifier[1] === '+' ? 1 : 0) : Number(quantifier[2]);
    if (/^[*+?]/.test(this.peek())) throw new Unsupported();
    return { type: 'repeat', child, min, text: quantifier[0] };
  }

  private readAtom(depth: number): RegexNode {
    const char = this.next();
    if (char === '(') return this.readGroup(depth);
    if (char === '[') return this.readClass();
    if (char === '.') return { type: 'any' };
    if (char === '^' || char === '$') return { type: 'assertion', text: char };
    if (char === '\\') return this.readEscape();
    if (char === '*' || char === '+' || char === '?') throw new Unsupported();
    return { type: 'literal', char };
  }

  private readGroup(depth: number): RegexNode {
    const opening = /^\?(?::|P?<[A-Za-z_]\w*>)/.exec(this.source.slice(this.at, this.at + 80));
    if (opening) this.at += opening[0].length;
    else if (this.peek() === '?') throw new Unsupported();
    const node = this.readChoice(depth + 1);
    if (this.next() !== ')') throw new Unsupported();
    return node;
  }

  private readEscape(): RegexNode {
    const char = this.peek();
    if (char === 'b' || char === 'B' || char === 'A' || char === 'z') {
      this.at++;
      return { type: 'assertion', text: `\\${char}` };
    }
    const item = this.readEscapedItem();
    if ('shorthand' in item) return { type: 'class', negated: false, items: [item] };
    return { type: 'literal', char: item.from };
  }

  private readEscapedItem(): ClassItem {
    const char = this.next();
    if ('dDwWsS'.includes(char)) return { shorthand: char };
    if (char === 'x') return this.readHex();
    const literal = CONTROL[char] ?? char;
    if (literal === char && /[A-Za-z0-9]/.test(char)) throw new Unsupported();
    return { from: literal, to: literal };
  }

  private readHex(): ClassItem {
    const hex = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(this.source.slice(this.at, this.at + 9));
    const code = hex ? Number.parseInt(hex[1] ?? hex[2] ?? '', 16) : Number.NaN;
    if (!hex || !(code <= 0x10ffff)) throw new Unsupported();
    this.at += hex[0].length;
    const char = String.fromCodePoint(code);
    return { from: char, to: char };
  }

  private readClass(): RegexNode {
    const negated = this.peek() === '^';
    if (negated) this.at++;
    const items: ClassItem[] = [];
    while (items.length === 0 || this.peek() !== ']') items.push(this.readClassItem());
    this.at++;
    return { type: 'class', negated, items };
  }

  private readClassItem(): ClassItem {
    const start = this.readClassChar();
    const dash = this.peek() === '-' && this.source.charAt(this.at + 1) !== ']';
    if (!dash || 'shorthand' in start) return start;
    this.at++;
    const end = this.readClassChar();
    if ('shorthand' in end) throw new Unsupported();
    return { from: start.from, to: end.to };
  }

  private readClassChar(): ClassItem {
    const char = this.next();
    if (char === '[' && this.peek() === ':') throw new Unsupported();
    return char === '\\' ? this.readEscapedItem() : { from: char, to: char };
  }
}
