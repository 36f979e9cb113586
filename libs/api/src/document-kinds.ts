import { z } from 'zod';

/** Explanatory documents about a system, in the words of the address. */
const OF_SYSTEM = new Set(['system-profile', 'gap-list', 'four-layers']);
/** The report of a year, over all systems. */
export const LEVEL_REPORT = 'mau-08';

export const FormId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
export const DOCX_OR_PDF = z.strictObject({
  format: z.enum(['docx', 'pdf']).default('docx'),
  language: z.enum(['vi', 'en']).optional(),
});

export const isOfSystem = (form: string): boolean => OF_SYSTEM.has(form);
export const isOfDossier = (form: string): boolean => !OF_SYSTEM.has(form) && form !== LEVEL_REPORT;
