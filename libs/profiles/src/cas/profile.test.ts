import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import type { ProfileContext } from '../profile';
import { cas } from './profile';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function read(text: string): EventDraft {
  const result = cas.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

function sample(name: string): EventDraft {
  return read(readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd());
}

it.each([
  ['a line of another Java program', '2026-11-20 08:15:30,123 INFO [com.example.Main] - <started>'],
  ['JSON with other actions', '{"who":"a","action":"read","application":"x"}'],
  ['parts between bars without an action', 'a|b|c|d|e'],
  ['broken JSON', '{"who":'],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(cas.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
  expect(cas.recognise(text)).toBeLessThan(0.96);
});

it('never keeps a ticket that opens a session', () => {
  expect(JSON.stringify([sample('ticket-single-line'), sample('logout-syslog')])).not.toContain(
    'abcdefghijklmnopqrstuv',
  );
});

describe('cas speaks the words of the rules', () => {
  it.each([
    [
      'disabled-account-tried',
      'login-disabled-json',
      {
        event: { category: ['authentication'], outcome: 'failure', reason: 'account_disabled' },
        source: { ip: '198.51.100.31' },
      },
    ],
    [
      'admin-sign-in-password-only',
      'login',
      { event: { outcome: 'success' }, access: { authentication: 'password' }, user: { name: 'le.hoa' } },
    ],
    ['a second factor is no password', 'endpoint-json', { access: { authentication: 'mfa' } }],
    [
      'session-taken-over-by-admin',
      'surrogate',
      {
        event: { action: 'impersonation_started', outcome: 'success' },
        user: { name: 'do.minh', target: { name: 'tran.binh' } },
      },
    ],
    [
      'application-secret-created',
      'service-saved',
      { event: { action: 'client_created', outcome: 'success' } },
    ],
    [
      'sign-in guessing',
      'login-refused',
      { event: { outcome: 'failure' }, user: { name: 'pham.cu' }, source: { ip: '203.0.113.31' } },
    ],
  ])('%s', (_, name, fields) => {
    expect(sample(name)).toMatchObject(fields);
  });
  it.each([
    ['login', { product: 'cas', category: 'authentication' }],
    ['service-saved', { product: 'cas', category: 'iam' }],
    ['other-line', { product: 'cas', category: 'application' }],
  ])('routes %s', (name, logsource) => {
    expect(cas.logsource(sample(name))).toEqual(logsource);
  });
});

it.each([
  ['time first', '2026-11-20T08:17:00|le.hoa|x|AUTHENTICATION_SUCCESS|CAS|10.20.4.77|10.20.0.30'],
  [
    'order of release 6',
    'Fri Nov 20 08:17:00 ICT 2026|CAS|Supplied credentials: [UsernamePasswordCredential(username=le.hoa, source=null)]|AUTHENTICATION_FAILED|le.hoa|10.20.4.77|10.20.0.30',
  ],
  ['person first', 'le.hoa|x|AUTHENTICATION_SUCCESS|CAS|Fri Nov 20 08:17:00 ICT 2026|10.20.4.77|10.20.0.30'],
])('reads one line with the %s', (_, text) => {
  expect(read(text)).toMatchObject({
    '@timestamp': '2026-11-20T01:17:00.000Z',
    user: { name: 'le.hoa' },
    source: { ip: '10.20.4.77' },
    destination: { ip: '10.20.0.30' },
  });
});
