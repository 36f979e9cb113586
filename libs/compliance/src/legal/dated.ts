import { z } from 'zod';
import { Mark } from './mark';

/** A day that exists, `YYYY-MM-DD`. */
export const LegalDay = z.iso.date();
export type LegalDay = z.infer<typeof LegalDay>;

export const Level = z.number().int().min(1).max(5);
/** Wording for people, ours and not the law's. */
export const Wording = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
export const Id = z.string().regex(/^[\w.-]+$/, 'letters, digits, dots, dashes and underscores only');

/** What every legal fact carries: where it is written and how sure that is. */
export const cited = { clause: z.string().min(1), mark: Mark };

/** First and last day on which something counts; without `effective_to` it still does. */
export const dated = { effective_from: LegalDay, effective_to: LegalDay.optional() };

export interface Dated {
  effective_from: LegalDay;
  effective_to?: LegalDay | undefined;
}

/** Whether something counts on a day. */
export const countsOn = ({ effective_from, effective_to }: Dated, on: LegalDay): boolean =>
  effective_from <= on && (effective_to === undefined || on <= effective_to);

/** Whether two spans share a day. */
export const overlap = (one: Dated, other: Dated): boolean =>
  one.effective_from <= (other.effective_to ?? '9999-12-31') &&
  other.effective_from <= (one.effective_to ?? '9999-12-31');
