import type { Bilingual } from '@khien/model';
import { z } from 'zod';
import type { ControlAtLevel } from '../control';
import { type Period, PeriodText, periodWords } from '../period';

/** A period for every level, or one for each level from which it counts. */
export const LocalPeriod = z.union([
  PeriodText,
  z.partialRecord(z.enum(['1', '2', '3', '4', '5']), PeriodText),
]);

export interface Limit {
  period: Period;
  /** Whether the instrument gives the figure; otherwise it is a default of the product, and the sentence says so. */
  stated: boolean;
  words: Bilingual;
}

/** The limit of a control: the figure its level gives, else the default of the test's settings. */
export function limitOf(
  control: ControlAtLevel,
  { parameter, local }: { parameter: string; local?: z.output<typeof LocalPeriod> | undefined },
): Limit | undefined {
  const figure = control.parameters[parameter];
  if (isPeriod(figure)) return { period: figure, stated: true, words: periodWords(figure) };
  const period =
    local === undefined || isPeriod(local) ? local : local[`${control.level}` as keyof typeof local];
  if (!isPeriod(period)) return undefined;
  const { vi, en } = periodWords(period);
  return {
    period,
    stated: false,
    words: {
      vi: `${vi}, mức đặt sẵn của Khiên do văn bản không nêu số`,
      en: `${en}, a default of Khiên as the text gives no figure`,
    },
  };
}

const isPeriod = (value: unknown): value is Period =>
  typeof value === 'object' && value !== null && 'iso' in value && 'months' in value;
