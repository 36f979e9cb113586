import type { Draft } from '../draft/open-draft';

type Words = Parameters<Draft['say']>[0];

const FAILED =
  /fail|denied|forbidden|unable|cannot|could not|not found|refused|timed out|invalid|mismatch|error/i;
const BAD_LEVEL = /^(?:warn|warning|error|crit|critical|alert|emerg|emergency|severe|fatal)$/i;

/** Words of a message nobody has a form for: an error level is a failure, a lower one only when its text says so. */
export function wordsOfLevel(level: string, message: string): Words {
  const bad = BAD_LEVEL.test(level);
  const failed = bad || FAILED.test(message);
  return {
    category: ['web'],
    type: [bad ? 'error' : 'info'],
    action: bad ? 'server_error' : 'server_message',
    outcome: failed ? 'failure' : 'success',
  };
}

/** What a web server's error log says of an act of a client, by the words of its message. */
export interface ErrorForm {
  pattern: RegExp;
  words: Words;
}

export function wordsOf(message: string, level: string, forms: readonly ErrorForm[]): Words {
  const base = wordsOfLevel(level, message);
  const form = forms.find(({ pattern }) => pattern.test(message));
  return form ? { ...base, ...form.words } : base;
}

export const denied = (action: string): Words => ({
  type: ['access', 'denied'],
  action,
  outcome: 'failure',
});
export const loginFailed: Words = {
  category: ['web', 'authentication'],
  type: ['start', 'denied'],
  action: 'http_login',
  outcome: 'failure',
};
