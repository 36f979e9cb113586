import type { Bilingual } from '@khien/model';
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

/** The same in English. */
const CAVEATS_IN_ENGLISH: typeof MARK_CAVEATS = {
  V2: 'from a secondary source, not checked against the official text',
  S: 'from a plan of the province, not law',
  M: 'from memory, not checked against the official text',
  INF: 'inferred by the software, not law',
};

export interface Cited {
  text: string;
  en?: string | undefined;
  clause: string;
  mark: Mark;
}

/** A sentence in both languages; what nobody put into English stays as it is. */
export function citedWording({ text, en = text, clause, mark }: Cited): Bilingual {
  const caveat = mark === 'V1' ? '' : `; ${mark}: ${CAVEATS_IN_ENGLISH[mark]}`;
  return {
    vi: citedSentence({ text, clause, mark }),
    en: `${en.charAt(0).toUpperCase()}${en.slice(1)} (${clause}${caveat}).`,
  };
}

/** A sentence with its clause and, unless it is the wording of the law, how far it can be trusted. */
export function citedSentence({ text, clause, mark }: { text: string; clause: string; mark: Mark }): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return mark === 'V1'
    ? `${sentence} (${clause}).`
    : `${sentence} (${clause}; ${mark}: ${MARK_CAVEATS[mark]}).`;
}
