/** Letters whose simple case folding is not their lower case, such as the long s and the final sigma. */
const IRREGULAR = /[ſςϐϑϕϖϰϱϵẛ\u1fbe]/;
const IRREGULAR_ALL = new RegExp(IRREGULAR, 'g');
const FOLDED: Record<string, string> = {
  ſ: 's',
  ς: 'σ',
  ϐ: 'β',
  ϑ: 'θ',
  ϕ: 'φ',
  ϖ: 'π',
  ϰ: 'κ',
  ϱ: 'ρ',
  ϵ: 'ε',
  ẛ: 'ṡ',
  '\u1fbe': 'ι',
};

/**
 * Case folding for Sigma's case-insensitive comparison: Unicode simple folding, not ASCII only. It works letter by
 * letter, so folding parts and folding the whole agree, and `contains` cannot miss what equality finds.
 * Values are compared as written: no accent removal, no NFC/NFD normalisation.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (!IRREGULAR.test(lower)) return lower;
  return lower.replace(IRREGULAR_ALL, (letter) => FOLDED[letter] ?? letter);
}

/** Text form of an event value: what a rule's string is compared with. Null for values that have none. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return null;
}
