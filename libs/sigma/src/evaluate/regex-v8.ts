import type { RegexFlags } from './regex';
import { type ClassItem, type RegexNode, readRegex } from './regex-syntax';

/** RE2's meaning of the shorthands, spelled out because V8's `\s` also takes Unicode spaces. */
const SHORTHAND: Record<string, string> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
  D: '\\D',
  W: '\\W',
};

/**
 * The same pattern for V8, with RE2's meaning of `.`, `\s`, `^` and `$`. Null when the pattern uses something that
 * has no exact counterpart; the caller then keeps the linear engine.
 */
export function toV8Pattern(source: string, flags: RegexFlags): RegExp | null {
  const syntax = readRegex(source);
  if (!syntax) return null;
  const dotAll = flags.dotAll || syntax.leading.includes('s');
  const ignoreCase = flags.ignoreCase || syntax.leading.includes('i');
  const multiline = flags.multiline || syntax.leading.includes('m');
  const text = emit(syntax.root, { dotAll, multiline });
  if (text === null) return null;
  try {
    return new RegExp(text, ignoreCase ? 'iu' : 'u');
  } catch {
    return null;
  }
}

interface Style {
  dotAll: boolean;
  multiline: boolean;
}

function emit(node: RegexNode, style: Style): string | null {
  switch (node.type) {
    case 'literal':
      return escapeChar(node.char);
    case 'any':
      return style.dotAll ? '[^]' : '[^\\n]';
    case 'class':
      return emitClass(node.negated, node.items);
    case 'assertion':
      return emitAssertion(node.text, style);
    case 'repeat': {
      const child = emit(node.child, style);
      return child === null ? null : `(?:${child})${node.text}`;
    }
    case 'sequence':
      return join(node.items, style, '');
    case 'choice': {
      const inner = join(node.branches, style, '|');
      return inner === null ? null : `(?:${inner})`;
    }
  }
}

function join(nodes: RegexNode[], style: Style, between: string): string | null {
  const parts: string[] = [];
  for (const node of nodes) {
    const part = emit(node, style);
    if (part === null) return null;
    parts.push(part);
  }
  return parts.join(between);
}

/** RE2 ends a line at \n only; V8's `m` flag also at \r and U+2028. */
function emitAssertion(text: string, style: Style): string {
  if (text === '^') return style.multiline ? '(?<![^\\n])' : '^';
  if (text === '$') return style.multiline ? '(?![^\\n])' : '$';
  if (text === '\\A') return '^';
  return text === '\\z' ? '$' : text;
}

function emitClass(negated: boolean, items: ClassItem[]): string | null {
  const parts = items.map((item) => {
    if (!('shorthand' in item)) {
      return item.from === item.to
        ? escapeChar(item.from)
        : `${escapeChar(item.from)}-${escapeChar(item.to)}`;
    }
    // A complement inside a larger class cannot be spelled out: only alone.
    if (item.shorthand === 'S') return items.length === 1 ? '' : null;
    return SHORTHAND[item.shorthand] ?? null;
  });
  if (parts.includes(null)) return null;
  const only = items[0];
  if (items.length === 1 && only && 'shorthand' in only && only.shorthand === 'S') {
    return negated ? `[${SHORTHAND.s}]` : `[^${SHORTHAND.s}]`;
  }
  return `[${negated ? '^' : ''}${parts.join('')}]`;
}

function escapeChar(char: string): string {
  if (/[\\^$.*+?()[\]{}|/-]/.test(char)) return char === '-' ? '\\x2d' : `\\${char}`;
  const code = char.codePointAt(0) ?? 0;
  return code < 32 || code > 126 ? `\\u{${code.toString(16)}}` : char;
}
