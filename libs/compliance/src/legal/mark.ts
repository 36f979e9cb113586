import { z } from 'zod';

/**
 * How sure a legal fact is: V1 read in the official wording, V2 stated by a secondary source, M from memory,
 * S asked by a provincial plan, INF our own inference. Only V1 is ever shown as the law.
 */
export const Mark = z.enum(['V1', 'V2', 'S', 'M', 'INF']);
export type Mark = z.infer<typeof Mark>;

/** What a person reads beside a fact that is not read in the official wording. */
export const MARK_CAVEATS: Record<Exclude<Mark, 'V1'>, string> = {
  V2: 'theo nguồn thứ cấp, chưa đối chiếu văn bản gốc',
  S: 'theo kế hoạch của tỉnh, không phải quy định của luật',
  M: 'theo trí nhớ, chưa đối chiếu văn bản gốc',
  INF: 'suy luận của phần mềm, không phải quy định',
};

/** A sentence with its clause and, unless it is the wording of the law, how far it can be trusted. */
export function citedSentence({ text, clause, mark }: { text: string; clause: string; mark: Mark }): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return mark === 'V1'
    ? `${sentence} (${clause}).`
    : `${sentence} (${clause}; ${mark}: ${MARK_CAVEATS[mark]}).`;
}
