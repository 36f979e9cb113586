import type { LevelInput } from './level-input';
import type { Outcome } from './outcome';
import { partsOf } from './parts-of';

/** What is wrong with the proposed level of the system and of its components. */
export function proposalSentences(
  input: LevelInput,
  { level, floor, candidates, reasons }: Outcome,
): string[] {
  const least = level ?? floor;
  const { proposed } = input;
  const clauses = [...new Set(reasons.map(({ clause }) => clause))].join(', ');
  const why = reasons.map(({ criterion }) => criterion)[0] ?? '';
  const parts = partsOf({ ...input, kind: input.kind ?? null }).slice(1);
  const low = parts.filter(
    (part) => part.proposed !== undefined && part.proposed !== null && part.proposed < (least ?? 0),
  );
  return [
    ...(proposed !== undefined && proposed !== null && least !== null && proposed < least
      ? [`Cấp độ đề xuất ${proposed} thấp hơn tiêu chí: ít nhất cấp độ ${least} vì ${why} (${clauses}).`]
      : []),
    ...(proposed !== undefined &&
    proposed !== null &&
    level === null &&
    candidates.some((each) => each > proposed)
      ? [`Cấp độ đề xuất ${proposed} có thể thấp hơn tiêu chí khi làm rõ những điểm chưa kết luận.`]
      : []),
    ...low
      .map(
        ({ name, proposed: own }) =>
          `Thành phần ${name ? `«${name}» ` : ''}được đề xuất cấp độ ${own}; một hệ thống chỉ có một cấp độ, là mức cao nhất của mọi thành phần (Đ8.2); không tách hình thức để hạ cấp độ (Đ8.3).`,
      )
      .sort(),
  ];
}
