import { type FieldProblem, MonitorError } from '@khien/model';
import { COMMON_WORDS } from './common-words';

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;
/** What must be left of a password once words everybody tries are taken out. */
const MIN_OWN = 6;

/**
 * What speaks against a password (ASVS 5.0 §6.2: length, no composition rules, common and context words refused); undefined when nothing does.
 * Messages are stable keys for translation. `context` holds what an attacker knows of the person: username, names, agency.
 */
export function passwordProblem(password: string, context: readonly string[]): FieldProblem | undefined {
  const length = [...password].length;
  if (length < MIN_PASSWORD) return problem('password.too_short');
  if (length > MAX_PASSWORD) return problem('password.too_long');
  if (distinctCharacters(password) < 5) return problem('password.too_common');
  const words = context.flatMap((text) => [plain(text), ...plain(text).split(/[^a-z0-9]+/)]);
  if (own(password, words) < MIN_OWN) return problem('password.context_word');
  if (own(password, COMMON_WORDS) < MIN_OWN) return problem('password.too_common');
  if (own(password, [...words, ...COMMON_WORDS]) < MIN_OWN) return problem('password.too_common');
  return undefined;
}

/** MonitorError `invalid` with the problem, when there is one. */
export function refuseWeakPassword(password: string, context: readonly string[]): void {
  const found = passwordProblem(password, context);
  if (found) throw new MonitorError('invalid', `password: ${found.message}`, { problems: [found] });
}

function problem(message: string): FieldProblem {
  return { pointer: '/password', message };
}

function distinctCharacters(password: string): number {
  return new Set(plain(password)).size;
}

/** Characters that belong to none of the words, in the password as typed or with its «leet» digits read as letters. */
function own(password: string, words: readonly string[]): number {
  return Math.min(leftOver(plain(password), words), leftOver(unleet(plain(password)), words));
}

function leftOver(text: string, words: readonly string[]): number {
  const longestFirst = words.filter((word) => word.length >= 3).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, word) => rest.split(word).join(' '), text).replaceAll(/\s/g, '').length;
}

/** Lower case without Vietnamese marks: «Mật khẩu» is «mat khau» to whoever guesses. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
}

const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

function unleet(text: string): string {
  return [...text].map((character) => LEET[character] ?? character).join('');
}
