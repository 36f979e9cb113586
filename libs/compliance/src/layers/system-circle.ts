import type { System } from '@khien/model';
import type { SystemCircle } from './conflict';

/**
 * Whether a system is in a circle; undefined where the card does not say what decides (no marks written down, no level known).
 * Whoever asks takes undefined as inside, so that a card left blank never drops a system out of sight.
 */
export function inCircle(
  circle: SystemCircle,
  system: Pick<System, 'marks' | 'datasets'>,
  level: number | undefined,
): boolean | undefined {
  if (circle.every === true) return true;
  const { marks, level_at_least: least, holds_datasets } = circle;
  const answers = [
    marks && (system.marks ? system.marks.some((mark) => marks.includes(mark)) : 'unknown'),
    least === undefined ? undefined : level === undefined ? 'unknown' : level >= least,
    holds_datasets && system.datasets.length > 0,
  ];
  if (answers.includes(true)) return true;
  return answers.includes('unknown') ? undefined : false;
}
