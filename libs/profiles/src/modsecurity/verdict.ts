import type { Draft } from '../draft/open-draft';
import { sayWaf } from '../draft/say-waf';

/** One rule that matched. */
export interface Finding {
  id?: string | undefined;
  message?: string | undefined;
  data?: string | undefined;
  severity?: string | undefined;
  tags?: readonly string[] | undefined;
}

/** Rules of the core rule set that only add up what others found. */
const SUMS = /^(?:949\d{3}|959\d{3}|980\d{3})$/;
const LEVELS = ['emergency', 'critical', 'critical', 'high', 'medium', 'low', 'low', 'low'] as const;
const WORDS: Readonly<Record<string, number>> = {
  EMERGENCY: 0,
  ALERT: 1,
  CRITICAL: 2,
  ERROR: 3,
  WARNING: 4,
  NOTICE: 5,
  INFO: 6,
  DEBUG: 7,
};
const MAX_KEPT = 20;

/** Puts the gravest rule that is not a sum, and what became of the request. `stopped` is undefined where the log does not say it. */
export function putFindings(draft: Draft, findings: readonly Finding[], stopped: boolean): void {
  const told = findings.filter(({ id }) => id === undefined || !SUMS.test(id));
  const [first] = [...(told.length > 0 ? told : findings)].sort((one, other) => rank(one) - rank(other));
  if (first) {
    draft.put('rule.id', first.id);
    draft.put('rule.name', first.message);
    draft.put('rule.description', first.data);
    draft.put('rule.category', first.tags?.slice(0, MAX_KEPT).join(', '));
    draft.put('event.reason', first.message);
    const severity = rank(first);
    if (severity < LEVELS.length) {
      draft.put('event.severity', severity);
      draft.put('log.level', LEVELS[severity]);
    }
  }
  if (findings.length > 1)
    draft.keep(
      'rules',
      findings.slice(0, MAX_KEPT).map(({ id, message }) => `${id ?? '-'} ${message ?? ''}`.trim()),
    );
  sayWaf(draft, { verdict: stopped ? 'blocked' : first ? 'alert' : 'passed', attack: first !== undefined });
}

function rank({ severity }: Finding): number {
  if (severity === undefined || severity === '') return LEVELS.length;
  const number = Number(severity);
  if (Number.isInteger(number)) return number >= 0 && number < LEVELS.length ? number : LEVELS.length;
  const word = severity.toUpperCase();
  return Object.hasOwn(WORDS, word) ? (WORDS[word] ?? LEVELS.length) : LEVELS.length;
}

const TAG = /\[([a-z_]{2,20}) "((?:[^"\\]|\\.)*)"\]/g;
const MAX_TAGS = 60;

/** `Warning. … [id "942100"] [msg "…"] [severity "CRITICAL"] [tag "…"]`, as ModSecurity 2 writes its findings. */
export function findingOf(message: string): Finding {
  const finding: Finding = {};
  const tags: string[] = [];
  let count = 0;
  for (const [, name = '', value = ''] of message.matchAll(TAG)) {
    if (++count > MAX_TAGS) break;
    if (name === 'id') finding.id = value;
    else if (name === 'msg') finding.message = value;
    else if (name === 'data') finding.data = value;
    else if (name === 'severity') finding.severity = value;
    else if (name === 'tag') tags.push(value);
  }
  if (tags.length > 0) finding.tags = tags;
  return finding.id === undefined && finding.message === undefined
    ? { message: message.slice(0, 300) }
    : finding;
}
