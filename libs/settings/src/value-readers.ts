/** How the text of a variable becomes a value; a text that is none throws what is wrong with it. */
export type ValueReader = (text: string) => unknown;

export const asText: ValueReader = (text) => text;

export const asInteger: ValueReader = (text) => {
  if (!/^-?\d{1,15}$/.test(text)) throw new Error(`"${text}" is no whole number`);
  return Number(text);
};

export const asSwitch: ValueReader = (text) => {
  if (/^(true|yes|on|1)$/i.test(text)) return 'on';
  if (/^(false|no|off|0)$/i.test(text)) return 'off';
  if (/^auto$/i.test(text)) return 'auto';
  throw new Error(`"${text}" is neither on, off nor auto`);
};

const UNITS: Record<string, number> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** `1073741824`, `512 MB`, `10GiB`: multiples of 1024 either way. */
export const asBytes: ValueReader = (text) => {
  const [, number, unit] = /^(\d{1,15})\s*([KMGT]?)(?:i?B)?$/i.exec(text.trim()) ?? [];
  const factor = UNITS[(unit ?? '').toUpperCase()];
  if (number === undefined || factor === undefined) throw new Error(`"${text}" is no size like 10GB`);
  return Number(number) * factor;
};
