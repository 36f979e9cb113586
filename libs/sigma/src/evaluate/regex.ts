import { RE2JS } from 're2js';
import { requiredLiterals } from './regex-literals';
import { toV8Pattern } from './regex-v8';

export interface RegexFlags {
  ignoreCase: boolean;
  multiline: boolean;
  dotAll: boolean;
}

/** A compiled pattern: unanchored search, behind a gate of literals that any match must contain. */
export interface CompiledRegex {
  source: string;
  flags: RegexFlags;
  /** Folded literals; when given, text that holds none of them cannot match. */
  required: string[] | null;
  search: (text: string) => boolean;
}

/** Longer text is cut before a regex sees it: the bound on what one event can cost. */
export const MAX_REGEX_TEXT = 65_536;

/**
 * Compiles on re2js, whose time is linear in the text whatever the pattern. With `trusted` V8's engine is used,
 * faster but able to backtrack without end: only for packs a person has reviewed. Throws when the pattern is outside
 * the RE2 syntax (look-around, back-references), in both modes, so that a rule means the same in either.
 */
export function compileRegex(source: string, flags: RegexFlags, trusted: boolean): CompiledRegex {
  let bits = 0;
  if (flags.ignoreCase) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.multiline) bits |= RE2JS.MULTILINE;
  if (flags.dotAll) bits |= RE2JS.DOTALL;
  const linear = RE2JS.compile(source, bits);
  const native = trusted ? toV8Pattern(source, flags) : null;
  const test = native ? (text: string) => native.test(text) : (text: string) => linear.test(text);
  return {
    source,
    flags,
    required: requiredLiterals(source),
    search: (text) => test(text.length > MAX_REGEX_TEXT ? text.slice(0, MAX_REGEX_TEXT) : text),
  };
}
