import { compileRules } from '../src/compile-rules';

/** Vectors that pin what each construct means. CONFORMANCE.md refers to them by number. */
export interface Vector {
  name: string;
  detection: string;
  event: object;
  matches: boolean;
}

export function ruleText(detection: string): string {
  const lines = detection.split('\n').map((line) => `  ${line}`);
  return `title: t\nid: t\nlogsource: {product: x}\ndetection:\n${lines.join('\n')}\n`;
}

export function matches(
  detection: string,
  event: object,
  placeholders: Record<string, string[]> = {},
): boolean {
  const { ruleSet, errors } = compileRules([{ file: 'v.yml', text: ruleText(detection) }], { placeholders });
  expect(errors).toEqual([]);
  const indexed = ruleSet.match(event).length;
  expect(ruleSet.matchFull(event)).toHaveLength(indexed);
  expect(ruleSet.explain(event, 't').matched).toBe(indexed === 1);
  return indexed === 1;
}

export const one = (item: string): string => `s:\n  ${item}\ncondition: s`;

/** One test per vector. */
export function testVectors(vectors: readonly Vector[]): void {
  test.each(vectors)('$name', ({ detection, event, matches: expected }) => {
    expect(matches(detection, event)).toBe(expected);
  });
}
