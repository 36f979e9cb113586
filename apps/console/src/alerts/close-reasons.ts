import type { CloseReason } from '@khien/model';

/** In the order of their keys, 1 to 5. */
export const CLOSE_REASONS: CloseReason[] = [
  'true_positive',
  'benign_true_positive',
  'false_positive',
  'duplicate',
  'insufficient_data',
];
