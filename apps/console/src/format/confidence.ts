/** How sure a legal fact is, from read in the official wording to the product's own inference (MARK_CAVEATS of the law). */
export const CONFIDENCES = ['V1', 'V2', 'S', 'M', 'INF'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** The least sure of the marks named: "V1; date INF" is an inference. Without any, nothing is claimed. */
export function confidenceOf(mark: string): Confidence {
  const named = mark.split(/[^A-Z0-9]+/);
  return CONFIDENCES.findLast((known) => named.includes(known)) ?? 'M';
}
