import type { z } from 'zod';
import { type ErrorCode, MonitorError } from './errors';

/** Parses a value at a boundary; a bad one becomes a MonitorError that names every bad field. */
export function parseOrThrow<T extends z.ZodType>(
  schema: T,
  value: unknown,
  about: string,
  code: ErrorCode = 'invalid',
): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    message: issue.message,
  }));
  const first = problems[0];
  throw new MonitorError(code, `${about}: ${first ? `${first.pointer} ${first.message}` : 'invalid'}`, {
    problems,
    cause: result.error,
  });
}
