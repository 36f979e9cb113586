const cache = new Map<string, Intl.NumberFormat>();

function formatter(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const found = cache.get(key) ?? new Intl.NumberFormat(language, options);
  cache.set(key, found);
  return found;
}

/** 12345 → "12.345" (vi), "12,345" (en). */
export function whole(value: number, language: string): string {
  return formatter(language, { maximumFractionDigits: 0 }).format(value);
}

/** At most two digits after the comma. */
export function decimal(value: number, language: string): string {
  return formatter(language, { maximumFractionDigits: 2 }).format(value);
}

/** A rate: nobody needs the tenths of hundreds. */
export function rate(value: number, language: string): string {
  return formatter(language, { maximumFractionDigits: value < 100 ? 1 : 0 }).format(value);
}

/** 0.99987 → "99,98 %": rounded down, so that 100 % means all of them. */
export function percent(share: number, language: string): string {
  // 0.57 * 10 000 is 5699.999…: what is a whole number but for the float is one.
  const floored = Math.floor(Number((share * 10_000).toFixed(6))) / 10_000;
  return formatter(language, { style: 'percent', maximumFractionDigits: 2 }).format(floored);
}

/** 65536 → "64 KiB" */
export function bytes(value: number, language: string): string {
  if (value < 1024) return `${whole(value, language)} B`;
  if (value < 1024 ** 2) return `${decimal(value / 1024, language)} KiB`;
  return `${decimal(value / 1024 ** 2, language)} MiB`;
}
