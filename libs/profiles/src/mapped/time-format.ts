import { readTime } from '../decode/read-time';
import { readBsd, readIso, type Timestamp } from '../decode/timestamp';
import type { ProfileContext } from '../profile';

export type ReadTime = (text: string, context: ProfileContext) => Omit<Timestamp, 'end'> | undefined;

const LETTERS: Readonly<Record<string, [part: string, digits: string]>> = {
  yyyy: ['year', '\\d{4}'],
  yy: ['year', '\\d{2}'],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  MMM: ['name', '[A-Za-z]{3}'],
  dd: ['day', '\\d{2}'],
  d: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  hh: ['hour', '\\d{2}'],
  h: ['hour', '\\d{1,2}'],
  mm: ['minute', '\\d{2}'],
  ss: ['second', '\\d{2}'],
  SSS: ['fraction', '\\d{1,9}'],
  a: ['half', '[AaPp][Mm]|SA|CH'],
  Z: ['zone', 'Z|[+-]\\d\\d:?\\d\\d'],
};

/** `auto` reads what devices write; letters say where each part stands. SA and CH are morning and afternoon. */
export function compileTime(format: string): { ok: true; read: ReadTime } | { ok: false; problem: string } {
  if (format === 'auto') return { ok: true, read: (text, context) => readTime(text, context) };
  const parts: string[] = [];
  let body = '';
  for (const [run] of format.matchAll(/([A-Za-z])\1*|[^A-Za-z]+/g)) {
    const known = Object.hasOwn(LETTERS, run) ? LETTERS[run] : undefined;
    if (known) {
      parts.push(known[0]);
      body += `(${known[1]})`;
    } else if (run === 'T') body += 'T';
    else if (/[A-Za-z]/.test(run)) return { ok: false, problem: `time: unknown letters ${run}` };
    else body += run.replace(/[^\w]/g, '\\$&');
  }
  for (const needed of ['year', 'day', 'hour', 'minute'])
    if (!parts.includes(needed)) return { ok: false, problem: `time: the format names no ${needed}` };
  const pattern = new RegExp(`^${body}`);
  return { ok: true, read: (text, context) => readBy(pattern, parts, text, context) };
}

function readBy(
  pattern: RegExp,
  parts: readonly string[],
  text: string,
  context: ProfileContext,
): ReturnType<ReadTime> {
  const found = pattern.exec(text.trim());
  if (!found) return undefined;
  const value = new Map(parts.map((part, at) => [part, found[at + 1] ?? '']));
  const two = (part: string): string => (value.get(part) ?? '0').padStart(2, '0');
  const year = value.get('year') ?? '';
  const full = year.length === 2 ? `20${year}` : year;
  const time = `${hourOf(value)}:${two('minute')}:${two('second')}`;
  const name = value.get('name');
  if (name !== undefined) {
    const month = `${name.charAt(0).toUpperCase()}${name.slice(1).toLowerCase()}`;
    return readBsd(`${month} ${two('day')} ${full} ${time}`, 0, context);
  }
  const fraction = value.get('fraction');
  return readIso(
    `${full}-${two('month')}-${two('day')}T${time}${fraction ? `.${fraction}` : ''}${value.get('zone') ?? ''}`,
    0,
    context,
  );
}

function hourOf(value: ReadonlyMap<string, string>): string {
  const hour = Number(value.get('hour'));
  const half = value.get('half')?.toUpperCase();
  const later = half === 'PM' || half === 'CH';
  const full = half === undefined ? hour : (hour % 12) + (later ? 12 : 0);
  return String(full).padStart(2, '0');
}
