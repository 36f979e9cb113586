import type { Bilingual } from '@khien/model';
import type { LevelInput } from './level-input';
import type { Outcome } from './outcome';
import { partsOf } from './parts-of';

/** What is wrong with the proposed level of the system and of its components. */
export function proposalSentences(
  input: LevelInput,
  { level, floor, candidates, reasons }: Outcome,
): Bilingual[] {
  const least = level ?? floor;
  const { proposed } = input;
  const clauses = [...new Set(reasons.map(({ clause }) => clause))].join(', ');
  const first = reasons[0];
  const [vi, en] = [first?.criterion ?? '', first?.criterionEn ?? first?.criterion ?? ''];
  const parts = partsOf({ ...input, kind: input.kind ?? null }).slice(1);
  const low = parts.filter(
    (part) => part.proposed !== undefined && part.proposed !== null && part.proposed < (least ?? 0),
  );
  return [
    ...(proposed !== undefined && proposed !== null && least !== null && proposed < least
      ? [
          {
            vi: `Cấp độ đề xuất ${proposed} thấp hơn tiêu chí: ít nhất cấp độ ${least} vì ${vi} (${clauses}).`,
            en: `The proposed level ${proposed} is below the criteria: at least level ${least}, because of «${en}» (${clauses}).`,
          },
        ]
      : []),
    ...(proposed !== undefined &&
    proposed !== null &&
    level === null &&
    candidates.some((each) => each > proposed)
      ? [
          {
            vi: `Cấp độ đề xuất ${proposed} có thể thấp hơn tiêu chí khi làm rõ những điểm chưa kết luận.`,
            en: `The proposed level ${proposed} may be below the criteria once what is not concluded is known.`,
          },
        ]
      : []),
    ...low
      .map(
        ({ name, proposed: own }): Bilingual => ({
          vi: `Thành phần ${name ? `«${name}» ` : ''}được đề xuất cấp độ ${own}; một hệ thống chỉ có một cấp độ, là mức cao nhất của mọi thành phần (Đ8.2); không tách hình thức để hạ cấp độ (Đ8.3).`,
          en: `Component ${name ? `«${name}» ` : ''}is proposed at level ${own}; a system has one level, the highest of all its components (Đ8.2), and is not split in form to lower it (Đ8.3).`,
        }),
      )
      .sort((one, other) => (one.vi < other.vi ? -1 : 1)),
  ];
}
