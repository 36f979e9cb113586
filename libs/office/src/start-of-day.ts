import type { Day } from '@khien/model';

/** Vietnam is UTC+7 all the year. */
const OFFSET_MS = 7 * 3_600_000;

/** The instant a Vietnamese calendar day starts, epoch ms. */
export const startOfDay = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
