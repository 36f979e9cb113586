import type { Day, PaperRef } from '@khien/model';

/** 2026-11-05 as it is written: 05/11/2026. */
export const dayInVietnamese = (day: Day): string => day.split('-').reverse().join('/');

const GROUPED = new Intl.NumberFormat('vi');

/** 21000 as it is written: 21.000. */
export const countInVietnamese = (count: number): string => GROUPED.format(count);

/** A document as it is quoted: number, day, issuer. */
export const quoted = ({ number, date, issuer }: PaperRef): string =>
  `Số ${number}, ngày ${dayInVietnamese(date)}${issuer ? `, ${issuer}` : ''}`;
