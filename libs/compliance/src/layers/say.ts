import type { Bilingual, Day } from '@khien/model';

export const say = (vi: string, en: string): Bilingual => ({ vi, en });

/** «31/12/2026», as documents write a day. */
export const dayWords = (day: Day): string => day.split('-').reverse().join('/');
