import { z } from 'zod';

/** An id as it may stand in an address or a query: text, bounded, printable. */
export const Id = z.string().regex(/^[\w.:@+-]{1,200}$/);

/** `a,b,c` of the given words. */
export function commaList<T extends z.ZodType<string, string>>(word: T) {
  return z
    .string()
    .max(500)
    .transform((text) => text.split(','))
    .pipe(z.array(word).min(1).max(20));
}

/** A time in ISO 8601 with an offset or Z; becomes milliseconds since the epoch. */
export const Instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const Limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number)
  .pipe(z.number().max(200));

export const Paging = { limit: Limit.default(50), cursor: z.string().min(1).max(2000).optional() };

/** Why somebody does what they do: a sentence, not a keystroke. */
export const Why = z.string().trim().min(5).max(2000);

/** `{gte, lte}` of the ends that were given; undefined without any. */
export function between(from: number | undefined, to: number | undefined) {
  if (from === undefined && to === undefined) return undefined;
  return { ...(from !== undefined && { gte: from }), ...(to !== undefined && { lte: to }) };
}

/** A day of the Vietnamese calendar that exists, in the years the law of the product speaks of. */
export const LegalDay = z.iso.date().refine((day) => day >= '2000-01-01' && day <= '2100-12-31');

/** Id of a body or a system, as the register allows it. */
export const CardId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/);
export const DossierId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}\.v[1-9]\d{0,5}$/);
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Words to look for, at most so many characters. */
export const Words = z.string().trim().min(1).max(200);

/** `{next}` where there is a page after. */
export const nextOf = (next: string | undefined) => (next === undefined ? {} : { next });

/** Text for looking words up in: marks and case do not matter («canh bao» finds «Cảnh báo»). */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
}
