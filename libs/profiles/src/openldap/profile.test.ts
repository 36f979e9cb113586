import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import type { ProfileContext } from '../profile';
import { openldap } from './profile';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function read(text: string): EventDraft {
  const result = openldap.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

it.each([
  [
    'a line of sshd',
    'Nov 20 08:15:30 app-01 sshd[1]: Accepted password for le.hoa from 10.0.0.1 port 1 ssh2',
  ],
  ['another connection', 'conn=12 opened'],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(openldap.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
  expect(openldap.recognise(text)).toBe(0);
});

it.each([
  ['0', 'success', undefined],
  ['6', 'success', undefined],
  ['14', 'success', undefined],
  ['49', 'failure', 'invalid_password'],
  ['50', 'failure', 'insufficient_access'],
  ['80', 'failure', 'ldap_80'],
])('reads result %s as %s', (error, outcome, reason) => {
  const { event } = read(`conn=1 op=0 RESULT tag=97 err=${error} text=`);
  expect(event).toMatchObject({ outcome, category: ['authentication'] });
  expect(event.reason).toBe(reason);
});

it.each([
  ['uid=le.hoa,ou=People,dc=haivan,dc=example', 'le.hoa', 'haivan.example'],
  ['cn=L\\C3\\AA, Hòa\\, CNTT,dc=x', 'LC3AA', 'x'],
  ['ou=People,dc=haivan', undefined, undefined],
  ['', undefined, undefined],
])('names who binds as %j', (dn, name, domain) => {
  const { user } = read(`conn=1 op=0 BIND dn="${dn}" method=128`);
  expect(user?.name).toBe(name);
  expect(user?.domain).toBe(domain);
});

it('speaks the words of the rules: a refused bind is a failed authentication, a change belongs to iam', () => {
  const sample = (name: string) =>
    read(readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd());
  expect(sample('bind-refused').event).toMatchObject({ category: ['authentication'], outcome: 'failure' });
  const changed = sample('password-changed');
  expect(changed).toMatchObject({ event: { category: ['iam'] }, user: { target: { name: 'tran.binh' } } });
  expect(openldap.logsource(changed)).toEqual({ product: 'openldap', category: 'iam' });
});
