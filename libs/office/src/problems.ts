import type { Bilingual, FieldProblem } from '@khien/model';
import type { z } from 'zod';

/** One bad field, said in both languages. */
export const problemAt = (pointer: string, text: Bilingual): FieldProblem => ({
  pointer,
  message: text.en,
  text,
});

export const problemsOf = (error: z.ZodError): FieldProblem[] =>
  error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, message }));
