import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import type { ProfileContext } from '../profile';
import { rsaSecurid } from './profile';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function sample(name: string): EventDraft {
  const text = readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd();
  const result = rsaSecurid.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

it.each([
  ['a log of another Java program', '08:15:30,239, host, audit of com.example, INFO, x'],
  [
    'sudo of another account',
    'Nov 20 08:15:30 app-01 sudo: le.hoa : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls',
  ],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(rsaSecurid.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
  expect(rsaSecurid.recognise(text)).toBe(0);
});

it.each([
  [
    'disabled-account-tried',
    'login-disabled',
    {
      event: { category: ['authentication'], outcome: 'failure', reason: 'account_disabled' },
      source: { ip: '198.51.100.31' },
    },
  ],
  [
    'second-factor-removed',
    'token-removed',
    {
      event: { action: 'mfa_removed', outcome: 'success' },
      user: { name: 'do.minh', target: { name: 'tran.binh' } },
    },
  ],
  [
    'account-created-then-used',
    'user-created',
    { event: { category: ['iam'], action: 'user_created' }, user: { target: { name: 'le.moi' } } },
  ],
  [
    'a second factor is no password',
    'login',
    { access: { authentication: 'mfa' }, user: { name: 'le.hoa' } },
  ],
])('speaks the words of the rules: %s', (_, name, fields) => {
  expect(sample(name)).toMatchObject(fields);
});

it('routes sign-ins and administration to the rules of every platform', () => {
  expect(rsaSecurid.logsource(sample('login'))).toEqual({
    product: 'rsa-securid',
    category: 'authentication',
  });
  expect(rsaSecurid.logsource(sample('token-removed'))).toEqual({ product: 'rsa-securid', category: 'iam' });
  expect(rsaSecurid.logsource(sample('system'))).toEqual({ product: 'rsa-securid', category: 'application' });
});
