import { type ErrorCode, MonitorError } from '@khien/model';
import { z } from 'zod';
import type { Language } from './language';

const MESSAGES = { vi: z.locales.vi().localeError, en: z.locales.en().localeError };

/** What a client sent, checked; a MonitorError names every bad field in the client's language. */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  options: { about: string; language: Language; code: ErrorCode },
): z.output<T> {
  const result = schema.safeParse(value, { error: MESSAGES[options.language] });
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    message: issue.message,
  }));
  throw new MonitorError(options.code, `${options.about}: input refused`, { problems, cause: result.error });
}
