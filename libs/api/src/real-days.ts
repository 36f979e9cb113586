import { z } from 'zod';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RealDay = z.iso.date();

/** The same schema, which refuses text of the shape of a day that no calendar has (`2026-02-30`), wherever it stands. */
export function realDays<T extends z.ZodType>(schema: T) {
  return schema.superRefine((value, context) => {
    const named = new Set(context.issues.map(({ path = [] }) => path.join('/')));
    for (const path of unrealDays(value, []).filter((one) => !named.has(one.join('/'))))
      context.addIssue({ code: 'custom', path, message: 'day.none_such' });
  });
}

function unrealDays(value: unknown, path: string[]): string[][] {
  if (typeof value === 'string') return DAY.test(value) && !RealDay.safeParse(value).success ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => unrealDays(child, [...path, key]));
}
