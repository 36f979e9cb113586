import type { Request } from 'express';

export type Language = 'vi' | 'en';

/** Vietnamese unless the client prefers English. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['vi', 'en']) === 'en' ? 'en' : 'vi';
}
