import type { Draft } from './open-draft';

const WORDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:10|9|very-?high|critical|fatal|emerg)/i, 'critical'],
  [/^(?:[78]$|high|error|severe|alert)/i, 'high'],
  [/^(?:[456]$|med|warn)/i, 'medium'],
  [/^(?:[0-3]$|low|info|notice|debug|unknown)/i, 'low'],
];

/** Severity of CEF and LEEF, 0 to 10 or a word, as a number where it is one and as the level that rules know. */
export function putSeverity(draft: Draft, value: string | undefined): void {
  if (value === undefined || value === '') return;
  if (/^\d{1,2}$/.test(value)) draft.put('event.severity', value);
  const word = WORDS.find(([pattern]) => pattern.test(value))?.[1];
  if (!draft.has('log.level')) draft.put('log.level', word ?? value);
}
