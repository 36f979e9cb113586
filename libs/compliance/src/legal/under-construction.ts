import type { System } from '@khien/model';

/** Day on which Luật 116 came into force: what is older is under the transition rules. */
const LAW_116 = '2026-07-01';

/**
 * Whether a system was being built when Luật 116 came into force (NĐ 331 Đ39.1): begun before that day and not in use on it. Undefined
 * when its card does not say when construction began. In use without a day of going live is taken as in use all along.
 */
export function wasUnderConstruction({
  constructionStartedOn: started,
  wentLiveOn,
  stage,
}: Pick<System, 'constructionStartedOn' | 'wentLiveOn' | 'stage'>): boolean | undefined {
  if (started === undefined) return undefined;
  const operating = stage === 'operating' || stage === 'upgrading';
  const liveBefore = wentLiveOn === undefined ? operating : wentLiveOn < LAW_116;
  return started < LAW_116 && !liveBefore;
}
