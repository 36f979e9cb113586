import type { Activity, CloseReason } from '@khien/model';
import { CLOSE_REASONS } from '../alerts/close-reasons';

/** What else a step recorded: conclusions as such, the rest by name. */
export function dataOf(
  { data = {} }: Activity,
  silent: readonly string[] = [],
): ({ closeReason: CloseReason } | { name: string; value: string })[] {
  return Object.entries(data)
    .filter(([name]) => !silent.includes(name))
    .map(([name, value]) => {
      const closeReason = CLOSE_REASONS.find((reason) => reason === value);
      return closeReason ? { closeReason } : { name, value: String(value) };
    });
}
