import type { Bilingual, Cell } from '@khien/model';
import { cellText, folded } from './cell-text';

/** What a cell means: a value (undefined: nothing there), or why it means nothing. */
export type Reading = { ok: true; value: unknown } | { ok: false; text: Bilingual };

export interface Choice {
  value: string;
  text: Bilingual;
}

/** How one kind of cell is read and written. `read` is never given an empty cell and never throws. */
export interface CellFormat {
  kind: Bilingual;
  read(cell: Cell): Reading;
  write(value: unknown): Cell;
  width: number;
  date?: boolean;
  /** Words a person may choose from. */
  choices?: readonly Choice[];
  /** More than one of the choices may stand in a cell. */
  several?: boolean;
  /** The value is the id of one of these, or its name. */
  refersTo?: 'agency' | 'system';
}

export const problem = (vi: string, en: string): Reading => ({ ok: false, text: { vi, en } });
export const value = (read: unknown): Reading => ({ ok: true, value: read });

const shown = (written: unknown): Cell =>
  typeof written === 'string' || typeof written === 'number' ? written : null;

/** Every format starts here: what a formula could not say is no value of any kind. */
function format(rest: Omit<CellFormat, 'read'> & { parse(text: string, cell: Cell): Reading }): CellFormat {
  const { parse, ...kept } = rest;
  return {
    ...kept,
    read(cell) {
      if (typeof cell === 'object' && cell !== null && 'error' in cell) {
        return problem(
          `Công thức không cho giá trị (${cell.error}); hãy nhập giá trị`,
          `The formula gives no value (${cell.error}); type the value`,
        );
      }
      return parse(cellText(cell), cell);
    },
  };
}

export function textFormat({ max, width = 30 }: { max: number; width?: number }): CellFormat {
  return format({
    kind: { vi: `Chữ, tối đa ${max} ký tự`, en: `Text, at most ${max} characters` },
    width,
    write: shown,
    parse: (text) =>
      text.length <= max
        ? value(text)
        : problem(
            `Dài ${text.length} ký tự, tối đa ${max}`,
            `${text.length} characters long, at most ${max}`,
          ),
  });
}

/** Groups of three may be parted as in Vietnam (`120.000`), in English (`120,000`) or by spaces. */
export function integerFormat({ min, max }: { min: number; max: number }): CellFormat {
  return format({
    kind:
      max > 1_000_000
        ? { vi: `Số nguyên từ ${min}`, en: `Whole number from ${min}` }
        : { vi: `Số nguyên từ ${min} đến ${max}`, en: `Whole number from ${min} to ${max}` },
    width: 14,
    write: shown,
    parse(text) {
      const grouped = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(text);
      const digits = grouped ? text.replaceAll(/[., ]/g, '') : text;
      const number = Number(digits);
      if (!/^\d{1,15}$/.test(digits)) return problem('Không phải số nguyên', 'Not a whole number');
      if (number < min || number > max) {
        return problem(`Phải từ ${min} đến ${max}`, `Must be from ${min} to ${max}`);
      }
      return value(number);
    },
  });
}

const fold = new Map<string, string>();
function foldedOnce(word: string): string {
  const known = fold.get(word);
  if (known !== undefined) return known;
  const made = folded(word);
  fold.set(word, made);
  return made;
}

function choiceOf(choices: readonly Choice[], text: string): Choice | undefined {
  const asked = folded(text);
  return choices.find(({ value: code, text: words }) =>
    [code, words.vi, words.en].some((word) => foldedOnce(word) === asked),
  );
}

const oneOf = (choices: readonly Choice[]): Reading =>
  problem(
    `Phải là một trong: ${choices.map(({ text }) => text.vi).join('; ')}`,
    `Must be one of: ${choices.map(({ text }) => text.en).join('; ')}`,
  );

const wordOf = (choices: readonly Choice[], code: unknown): Cell =>
  choices.find((choice) => choice.value === code)?.text.vi ?? shown(code);

/** One word of a list, in Vietnamese or English. */
export function choiceFormat(choices: readonly Choice[]): CellFormat {
  return format({
    kind: { vi: 'Chọn một', en: 'Choose one' },
    width: 24,
    choices,
    write: (code) => wordOf(choices, code),
    parse(text) {
      const found = choiceOf(choices, text);
      return found === undefined ? oneOf(choices) : value(found.value);
    },
  });
}

/** Parts of a list: `;` or a new line between them. */
function partsOf(text: string): string[] {
  const parts = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return [...new Set(parts)];
}

export function choicesFormat(choices: readonly Choice[]): CellFormat {
  return format({
    kind: { vi: 'Chọn nhiều, cách nhau bằng dấu ;', en: 'Choose several, with ; between' },
    width: 28,
    choices,
    several: true,
    write: (codes) =>
      Array.isArray(codes) && codes.length > 0 ? codes.map((code) => wordOf(choices, code)).join('; ') : null,
    parse(text) {
      const found = partsOf(text).map((part) => choiceOf(choices, part));
      if (found.some((choice) => choice === undefined)) return oneOf(choices);
      return value([...new Set(found.map((choice) => choice?.value))]);
    },
  });
}

export interface ListRules {
  kind: Bilingual;
  good(part: string): boolean;
  /** What a part that is not good is not. */
  isNo: Bilingual;
  /** One spelling of what is the same thing. */
  tidy?(part: string): string;
  max: number;
}

/** Several values in a cell; each part that is wrong is named. */
export function listFormat({ kind, good, isNo, tidy = (part) => part, max }: ListRules): CellFormat {
  return format({
    kind,
    width: 32,
    write: (parts) => (Array.isArray(parts) && parts.length > 0 ? parts.join('; ') : null),
    parse(text) {
      const parts = [...new Set(partsOf(text).map(tidy))];
      const bad = parts.filter((part) => !good(part)).map((part) => `«${part}»`);
      if (bad.length > 0) return problem(`${isNo.vi}: ${bad.join(', ')}`, `${isNo.en}: ${bad.join(', ')}`);
      if (parts.length > max)
        return problem(`Quá ${max} giá trị trong một ô`, `More than ${max} values in one cell`);
      return value(parts);
    },
  });
}

const YES = new Set(
  ['co', 'x', 'yes', 'y', 'true', '1', 'dung', '✓', '✔'].map((word) => folded(word) || word),
);
const NO = new Set(['khong', 'no', 'n', 'false', '0', 'sai', '-']);

/** «Có», «x» or nothing. */
export const yesNoFormat: CellFormat = format({
  kind: { vi: 'Có / Không (hoặc đánh dấu x)', en: 'Yes / No (or mark x)' },
  width: 14,
  choices: [
    { value: 'yes', text: { vi: 'Có', en: 'Yes' } },
    { value: 'no', text: { vi: 'Không', en: 'No' } },
  ],
  write: (is) => (is === true ? 'Có' : null),
  parse(text) {
    const word = folded(text) || text;
    if (YES.has(word)) return value(true);
    return NO.has(word) ? value(false) : problem('Phải là Có, Không hoặc x', 'Must be Yes, No or x');
  },
});

const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;

/** The entry's own id. */
export const idFormat: CellFormat = format({
  kind: {
    vi: 'Mã: chữ thường không dấu, chữ số, dấu gạch nối',
    en: 'Id: lower-case letters without accents, digits, hyphens',
  },
  width: 22,
  write: shown,
  parse: (text) =>
    ID.test(text)
      ? value(text)
      : problem(
          'Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, tối đa 80 ký tự',
          'An id has lower-case letters without accents, digits and hyphens, at most 80 characters',
        ),
});

/** Id or name of another entry; which of them exist is known only when the whole file is. */
export function referenceFormat(refersTo: 'agency' | 'system'): CellFormat {
  const what = refersTo === 'agency' ? { vi: 'cơ quan', en: 'agency' } : { vi: 'hệ thống', en: 'system' };
  return format({
    kind: { vi: `Mã (hoặc tên) ${what.vi} đã có`, en: `Id (or name) of a known ${what.en}` },
    width: 22,
    refersTo,
    write: shown,
    parse: value,
  });
}
