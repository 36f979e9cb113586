import { type CellFormat, problem, type Reading, value } from './cell-format';
import { cellText } from './cell-text';

const DAY_MS = 86_400_000;
/** Day 0 of Excel, which thinks 1900 was a leap year. */
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
/** 1954 to 2119: outside of it a number in a column of dates is a year or a slip. */
const SERIAL = { min: 20_000, max: 80_000 };

/** `2026-11-31` does not exist. */
function isRealDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function realDay(year: string, month: string, date: string): Reading {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (Number(year) < 1900 || !isRealDay(day))
    return problem('Ngày này không có trong lịch', 'There is no such day');
  return value(day);
}

/** A file saved where months come first has days that do not exist, and others that are silently another day: the reason is said. */
function dayFirst(year: string, month: string, date: string): Reading {
  const reading = realDay(year, month, date);
  if (reading.ok || !realDay(year, date, month).ok) return reading;
  return problem(
    'Ngày này không có trong lịch; có thể tệp ghi tháng trước ngày: kiểm tra mọi ngày trong cột',
    'There is no such day; the file may have months before days: check every date of the column',
  );
}

/** A date of Excel, `dd/mm/yyyy` (day first, also with `-` or `.`) or `yyyy-mm-dd`. */
export const dayFormat: CellFormat = {
  kind: { vi: 'Ngày, dạng ngày/tháng/năm', en: 'Date, as dd/mm/yyyy or yyyy-mm-dd' },
  width: 14,
  date: true,
  write: (day) => (typeof day !== 'string' ? null : isRealDay(day) ? { day } : day),
  read(cell) {
    if (typeof cell === 'object' && cell !== null && 'day' in cell) return value(cell.day);
    if (typeof cell === 'number' && cell >= SERIAL.min && cell < SERIAL.max) {
      return value(new Date(EXCEL_ZERO + Math.floor(cell) * DAY_MS).toISOString().slice(0, 10));
    }
    const text = cellText(cell);
    const local = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(text);
    if (local) return dayFirst(local[4] ?? '', local[3] ?? '', local[1] ?? '');
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (iso) return realDay(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '');
    return problem('Không phải ngày dạng ngày/tháng/năm', 'Not a date as dd/mm/yyyy or yyyy-mm-dd');
  },
};
