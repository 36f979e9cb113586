/** The year asked for; else the one whose report is being made: until the end of January, still the year before. */
export function reportYear(given: string | null, today: string): number {
  if (given !== null && /^20\d{2}$/.test(given)) return Number(given);
  const [year, month] = today.split('-').map(Number) as [number, number];
  return month === 1 ? year - 1 : year;
}
