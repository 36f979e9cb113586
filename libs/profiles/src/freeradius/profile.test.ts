import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import type { ProfileContext } from '../profile';
import { freeradius } from './profile';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function read(text: string): EventDraft {
  const result = freeradius.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

function sample(name: string): EventDraft {
  return read(readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd());
}

it.each([
  [
    'a line of sshd',
    'Nov 20 08:15:30 app-01 sshd[1]: Accepted password for le.hoa from 10.0.0.1 port 1 ssh2',
  ],
  ['a text about logins', 'Login was OK for everybody'],
  ['pairs of another product', 'User-Name = "a"'],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(freeradius.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
  expect(freeradius.recognise(text)).toBe(0);
});

it.each([
  ['on a line', 'login-with-password'],
  ['in a detail file', 'detail-request'],
])('never keeps a password %s', (_, name) => {
  expect(JSON.stringify(sample(name))).not.toContain('bi-mat');
});

it.each([
  ['le.hoa', 'le.hoa', undefined],
  ['le.hoa/bi/mat', 'le.hoa', undefined],
  ['HAIVAN\\le.hoa/<via Auth-Type = eap>', 'le.hoa', 'HAIVAN'],
  ['host/may-1.haivan.example/<via>', 'host/may-1.haivan.example', undefined],
])('reads the name in [%s]', (who, name, domain) => {
  const { user } = read(`Login OK: [${who}] (from client ap-1 port 1)`);
  expect(user?.name).toBe(name);
  expect(user?.domain).toBe(domain);
});

describe('freeradius speaks the words of the rules', () => {
  it('disabled-account-tried', () => {
    expect(sample('disabled-account')).toMatchObject({
      event: { category: ['authentication'], outcome: 'failure', reason: 'account_disabled' },
      source: { ip: '198.51.100.31' },
      user: { name: 'cu.nghi' },
    });
  });
  it('sign-in guessing: a refusal is a failed authentication of a known user', () => {
    const event = sample('login-refused-syslog');
    expect(event).toMatchObject({
      event: { category: ['authentication'], outcome: 'failure' },
      user: { name: 'pham.cu' },
    });
    expect(freeradius.logsource(event)).toEqual({ product: 'freeradius', category: 'authentication' });
  });
  it('sign-in-from-abroad asks for where the caller is, not for the address given inside', () => {
    expect(sample('accounting-start')).toMatchObject({
      source: { ip: '203.0.113.9' },
      vendor: { 'Framed-IP-Address': '10.20.200.14' },
    });
  });
});
