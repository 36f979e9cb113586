import type { Bilingual, Day } from '@khien/model';

export const say = (vi: string, en: string): Bilingual => ({ vi, en });

/** «31/12/2026», as documents write a day. */
export const dayWords = (day: Day): string => day.split('-').reverse().join('/');

/** Reasons are joined into paragraphs, so each ends as a sentence does. */
export const sentence = ({ vi, en }: Bilingual): Bilingual => say(ended(vi), ended(en));
const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** «14:05 31/12/2026», Vietnamese time. */
export function momentWords(at: number): string {
  const [day = '', time = ''] = new Date(at + 7 * 3_600_000).toISOString().split('T');
  return `${time.slice(0, 5)} ${dayWords(day)}`;
}
