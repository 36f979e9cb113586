import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@khien/model';
import type { ProfileContext } from '../profile';
import { keycloak } from './profile';

const CONTEXT: ProfileContext = { receivedAt: Date.UTC(2026, 10, 21, 3), timezone: 'Asia/Ho_Chi_Minh' };

function read(text: string): EventDraft {
  const result = keycloak.toEvent(text, CONTEXT);
  if (!result.ok) throw new Error(result.detail);
  return result.event;
}

function sample(name: string): EventDraft {
  return read(readFileSync(join(__dirname, 'samples', `${name}.raw`), 'utf8').trimEnd());
}

function administration(
  operationType: string,
  resourceType: string,
  resourcePath: string,
  representation?: unknown,
) {
  return read(
    JSON.stringify({
      time: 1_795_137_330_000,
      realmId: 'tinh',
      authDetails: { userId: 'u1', ipAddress: '10.20.10.20' },
      operationType,
      resourceType,
      resourcePath,
      ...(representation !== undefined && { representation: JSON.stringify(representation) }),
    }),
  );
}

it.each([
  ['another server’s line', '2026-11-20 08:15:30,123 INFO  [org.jboss.as] (main) WFLYSRV0025: started'],
  ['a line of text', 'type is LOGIN'],
  ['other JSON', '{"loggerName":"com.example","message":"type=LOGIN"}'],
  ['broken JSON', '{"realmId":"tinh"'],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(keycloak.toEvent(text, CONTEXT)).toMatchObject({ ok: false, reason: 'unrecognised' });
  expect(keycloak.recognise(text)).toBe(0);
});

describe('keycloak speaks the words of the rules', () => {
  it.each([
    [
      'disabled-account-tried',
      'disabled-user-json',
      { event: { category: ['authentication'], outcome: 'failure', reason: 'account_disabled' } },
    ],
    ['second-factor-removed', 'totp-removed', { event: { action: 'remove_totp', outcome: 'success' } }],
    [
      'admin-sign-in-password-only',
      'password-grant',
      { event: { outcome: 'success' }, access: { authentication: 'password' } },
    ],
    [
      'administrator-role-granted',
      'rest-admin-role',
      {
        event: { action: 'role_assigned', outcome: 'success' },
        user: { target: { roles: ['realm-admin'] } },
      },
    ],
    ['identity-audit-disabled', 'admin-events-off', { event: { action: 'event_logging_disabled' } }],
    [
      'accounts-disabled-in-bulk',
      'admin-password-reset',
      { event: { action: 'password_reset', outcome: 'success' } },
    ],
    [
      'session-taken-over-by-admin',
      'impersonation-ietf',
      { event: { action: 'impersonate' }, user: { name: 'do.minh', target: { name: 'tran.binh' } } },
    ],
  ])('%s', (_, name, fields) => {
    expect(sample(name)).toMatchObject(fields);
  });

  it.each([
    [
      'sign-on-trust-changed',
      'CREATE',
      'IDENTITY_PROVIDER',
      'identity-provider/instances/x',
      {},
      'identity_provider_created',
    ],
    [
      'sign-on-trust-changed',
      'CREATE',
      'COMPONENT',
      'components/x',
      { providerType: 'org.keycloak.keys.KeyProvider' },
      'realm_key_created',
    ],
    [
      'sign-on-trust-changed',
      'CREATE',
      'COMPONENT',
      'components/x',
      { providerType: 'org.keycloak.storage.UserStorageProvider' },
      'federation_added',
    ],
    ['application-secret-created', 'CREATE', 'CLIENT', 'clients/x', {}, 'client_created'],
    [
      'application-secret-created',
      'ACTION',
      'CLIENT',
      'clients/x/client-secret',
      {},
      'client_secret_rotated',
    ],
    [
      'password-policy-weakened',
      'UPDATE',
      'REALM',
      '',
      { bruteForceProtected: false },
      'brute_force_protection_disabled',
    ],
    [
      'password-policy-weakened',
      'UPDATE',
      'REALM',
      '',
      { passwordPolicy: 'length(4)' },
      'password_policy_updated',
    ],
    [
      'accounts-disabled-in-bulk',
      'UPDATE',
      'USER',
      'users/x',
      { username: 'le.moi', enabled: false },
      'user_disabled',
    ],
    ['accounts-disabled-in-bulk', 'DELETE', 'USER', 'users/x', undefined, 'user_deleted'],
    ['second-factor-removed', 'ACTION', 'USER', 'users/x/credentials/y', undefined, 'mfa_removed'],
    ['identity-audit-disabled', 'DELETE', 'REALM', 'admin-events', undefined, 'clear_admin_events'],
    [
      'nothing',
      'UPDATE',
      'REALM',
      '',
      Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`k${at}`, at])),
      'realm_updated',
    ],
    [
      'self-granted-role',
      'CREATE',
      'GROUP_MEMBERSHIP',
      'users/x/groups/y',
      { name: 'quan-tri' },
      'group_member_added',
    ],
  ])('%s: %s %s %s %j is %s', (_, operation, resource, path, representation, action) => {
    const event = administration(operation, resource, path, representation);
    expect(event.event).toMatchObject({ action, outcome: 'success' });
    expect([keycloak.logsource(event)].flat()).toContainEqual({ category: 'iam', product: 'keycloak' });
  });
});

it('never keeps a password or secret of a representation', () => {
  const event = administration('ACTION', 'USER', 'users/x/reset-password', {
    type: 'password',
    value: 'bi-mat-1',
  });
  const client = administration('UPDATE', 'CLIENT', 'clients/x', {
    clientId: 'a',
    secret: 'bi-mat-2',
    nested: { secret: 'bi-mat-3' },
  });
  expect(JSON.stringify([event, client])).not.toContain('bi-mat');
});
