import type { Severity } from '@khien/model';

const SEVERITY_WEIGHT: Record<Severity, number> = {
  informational: 0.1,
  low: 0.3,
  medium: 0.5,
  high: 0.75,
  critical: 1,
};
const LEVEL_WEIGHT = [0.6, 0.7, 0.8, 0.9, 1];
const UNKNOWN_LEVEL = 3;

/**
 * Order of work, 0..100, higher first: the rule's severity weighed by the cấp độ (1..5) of the system it hit.
 *
 * The two are multiplied, not added: the level says how much damage the same act does (NĐ 85/2016 Đ7–11 grade systems by exactly that),
 * so a «high» on a level-5 system (75) comes before a «critical» on a level-1 system (60), while no level lifts an informational
 * finding (at most 10) over a low one on the least system (18). A system without a level counts as level 3: that nobody has graded it
 * is no reason to look at it last, nor to let it crowd out what is known to matter.
 */
export function priorityOf(severity: Severity, systemLevel?: number): number {
  const level = Math.min(5, Math.max(1, Math.trunc(systemLevel ?? UNKNOWN_LEVEL)));
  return Math.round(100 * SEVERITY_WEIGHT[severity] * (LEVEL_WEIGHT[level - 1] ?? 1));
}
