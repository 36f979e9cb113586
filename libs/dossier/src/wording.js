/** 2026-11-05 as it is written: 05/11/2026. */
export const dayInVietnamese = (day) => day.split('-').reverse().join('/');
/** A document as it is quoted: number, day, issuer. */
export const quoted = ({ number, date, issuer }) => `Số ${number}, ngày ${dayInVietnamese(date)}${issuer ? `, ${issuer}` : ''}`;
