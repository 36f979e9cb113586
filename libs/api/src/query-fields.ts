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
