import type { Activity, CloseReason } from '@khien/model';
import { CLOSE_REASONS } from '../alerts/close-reasons';

/** What else a step recorded: conclusions as such, the rest as `name: value`. */
export function dataOf({ data = {} }: Activity): ({ closeReason: CloseReason } | { text: string })[] {
  return Object.entries(data).map(([name, value]) => {
    const closeReason = CLOSE_REASONS.find((reason) => reason === value);
    return closeReason ? { closeReason } : { text: `${name}: ${value}` };
  });
}
