import { holds, type Threshold } from '../legal/condition';
import type { Facts } from '../legal/facts';
import type { Regime } from '../legal/regime';
import type { PartFinding } from './examine-part';
import { countsOf, factsOf } from './facts-of';
import type { LevelPart } from './level-input';

/**
 * Components that each stay below a threshold may pass it together: how many people they share is not known, so
 * what only the sum reaches is a candidate and no finding. A total given for the whole system settles it.
 */
export function poolCounts(
  { input, parts, regime }: { input: LevelPart; parts: LevelPart[]; regime: Regime },
  threshold: Threshold,
): PartFinding {
  const whole = countsOf(input);
  const total = (count: 'basic' | 'sensitive'): number | undefined =>
    whole[count] ?? (parts.reduce((sum, part) => sum + (countsOf(part)[count] ?? 0), 0) || undefined);
  const sums = { subjects_basic: total('basic'), subjects_sensitive: total('sensitive') };
  if (parts.length < 2) return { grounds: [], openings: [] };
  const openings = parts.flatMap((part) => {
    const facts = factsOf(part);
    const together: Facts = { ...facts };
    for (const [name, sum] of Object.entries(sums) as [keyof typeof sums, number | undefined][])
      if (sum !== undefined && sum > Number(facts[name] ?? 0)) together[name] = sum;
    if (facts.users_assumed === true && together.subjects_basic !== undefined)
      together.users = together.subjects_basic;
    return regime.criteria
      .filter(
        ({ when }) => holds(when, facts, threshold) !== true && holds(when, together, threshold) === true,
      )
      .map(({ clause, level }) => ({
        code: 'U-COUNT',
        clause,
        text: 'các thành phần cộng lại đạt ngưỡng, nhưng chưa đếm số chủ thể dữ liệu khác nhau của cả hệ thống',
        en: 'the components together reach the threshold, but the different data subjects of the whole system were not counted',
        mark: 'INF' as const,
        candidates: [level],
        always: false,
        stated: true,
      }));
  });
  return { grounds: [], openings };
}
