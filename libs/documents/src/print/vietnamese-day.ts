import { BLANK } from './blocks';

/** Parts of a day as NĐ 30 writes them: days below ten and the months 1 and 2 with a leading zero. */
export function dayParts(day: string): { day: string; month: string; year: string } {
  const [year = '', month = '', date = ''] = day.split('-');
  return { day: date, month: Number(month) <= 2 ? month : String(Number(month)), year };
}

/** «ngày 05 tháng 8 năm 2026» */
export function dayInWords(day: string): string {
  const parts = dayParts(day);
  return `ngày ${parts.day} tháng ${parts.month} năm ${parts.year}`;
}

/** «05/08/2026», for tables. */
export function shortDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** Place and date of a document; what is not known yet is left to the pen. */
export function placeAndDate(place: string | undefined, day: string | undefined, year: string): string {
  const where = place ?? BLANK;
  return day === undefined
    ? `${where}, ngày ...... tháng ...... năm ${year}`
    : `${where}, ${dayInWords(day)}`;
}
