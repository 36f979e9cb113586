import type { Bilingual } from '@khien/model';
import { citedWording } from '../legal/mark';
import type { Ground, Opening } from './examine-part';
import type { LevelAnswer } from './level-answer';

export type Outcome = Pick<LevelAnswer, 'level' | 'reasons' | 'undecided' | 'floor' | 'candidates'> & {
  warnings: Bilingual[];
};

/** The highest level that is sure, and what may still raise it. */
export function outcomeOf(grounds: readonly Ground[], openings: readonly Opening[]): Outcome {
  const sure = Math.max(0, ...grounds.map(({ level }) => level));
  const above = openings.flatMap(({ candidates }) => candidates).filter((level) => level > sure);
  const candidates = [...new Set([...(sure > 0 ? [sure] : []), ...above])].sort();
  const open = inOrder(
    openings.filter((each) => each.always || each.candidates.some((level) => level > sure)),
  );
  const undecided = [...new Set(open.map(({ code }) => code))].sort();
  const level = candidates.length === 1 && sure > 0 ? sure : null;
  const reasons = grounds
    .filter((ground) => ground.level === sure)
    .map(({ clause, criterion, criterionEn, mark }) => ({
      ...{ clause, criterion, level: sure, mark },
      ...(criterionEn !== undefined && { criterionEn }),
    }));
  const floor = undecided.length > 0 && sure > 0 ? sure : null;
  const stated = new Set(open.filter((each) => each.stated).map(({ code }) => code));
  const told = open.filter((each) => each.stated || !stated.has(each.code));
  const inferred = reasons.filter(
    ({ mark, criterion }) => mark !== 'V1' && !told.some(({ text }) => text === criterion),
  );
  const warnings = [
    ...told.map((each) => coded(each.code, citedWording(each))),
    ...inferred.map(({ criterion: text, criterionEn: en, clause, mark }) =>
      citedWording({ text, en, clause, mark }),
    ),
  ];
  return { level, reasons, undecided, floor, candidates, warnings: onceEach(warnings) };
}

/** With the code in front, for programs. */
export const coded = (code: string, { vi, en }: Bilingual): Bilingual => ({
  vi: `${code}: ${vi}`,
  en: `${code}: ${en}`,
});

const onceEach = (sentences: readonly Bilingual[]): Bilingual[] => [
  ...new Map(sentences.map((sentence) => [sentence.vi, sentence])).values(),
];

/** Highest level first, then by clause: the order in which parts are written says nothing. */
export function inOrder<T extends { clause: string; level?: number }>(entries: readonly T[]): T[] {
  const textOf = (entry: T): string => JSON.stringify(entry);
  return [...new Map(entries.map((entry) => [textOf(entry), entry])).values()].sort(
    (one, other) =>
      (other.level ?? 0) - (one.level ?? 0) ||
      one.clause.localeCompare(other.clause, 'vi', { numeric: true }) ||
      textOf(one).localeCompare(textOf(other)),
  );
}
