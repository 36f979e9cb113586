import { isJsonObject, type JsonObject } from '../decode/read-json';
import type { Words } from './words';

/** An administration: what was done to what, and how it looks now where the realm keeps that. */
export interface AdminAct {
  operation: string;
  resource: string;
  path: string;
  representation?: unknown;
}

const DONE: Readonly<Record<string, readonly [done: string, type: string]>> = {
  CREATE: ['created', 'creation'],
  UPDATE: ['updated', 'change'],
  DELETE: ['deleted', 'deletion'],
  ACTION: ['action', 'change'],
};
const CONFIGURATION =
  /^(?:REALM|CLIENT|CLIENT_SCOPE|AUTH_|IDENTITY_PROVIDER|COMPONENT|AUTHORIZATION|REQUIRED_ACTION|USER_PROFILE|USER_FEDERATION)/;

/** Words of an administration; what rules ask for by name first, else `<resource>_<done>`. */
export function wordsOfAdmin(act: AdminAct): Words {
  const [done, type] = (Object.hasOwn(DONE, act.operation) ? DONE[act.operation] : undefined) ?? [
    'changed',
    'change',
  ];
  const action = specialAction(act) ?? `${act.resource.toLowerCase()}_${done}`;
  const category =
    CONFIGURATION.test(act.resource) && !act.resource.endsWith('ROLE_MAPPING')
      ? ['iam', 'configuration']
      : ['iam'];
  const about =
    act.resource === 'USER'
      ? ['user', type]
      : act.resource.startsWith('GROUP')
        ? ['group', type]
        : ['admin', type];
  return { action, category, type: about };
}

function specialAction({ operation, resource, path, representation }: AdminAct): string | undefined {
  const now = objectOf(representation);
  switch (resource) {
    case 'USER':
      return actOnUser(operation, path, now);
    case 'REALM_ROLE_MAPPING':
    case 'CLIENT_ROLE_MAPPING':
      return operation === 'DELETE' ? 'role_removed' : 'role_assigned';
    case 'GROUP_MEMBERSHIP':
      return operation === 'DELETE' ? 'group_member_removed' : 'group_member_added';
    case 'CLIENT':
      return path.endsWith('/client-secret') ? 'client_secret_rotated' : undefined;
    case 'REALM':
      return actOnRealm(operation, path, now);
    case 'COMPONENT':
      return operation === 'CREATE' ? componentAdded(now) : undefined;
    default:
      return undefined;
  }
}

function actOnUser(operation: string, path: string, now: JsonObject | undefined): string | undefined {
  if (path.endsWith('/reset-password')) return 'password_reset';
  if (path.endsWith('/impersonation')) return 'impersonation_started';
  if (path.endsWith('/logout')) return 'session_revoked';
  if (path.endsWith('/disable-credential-types')) return 'mfa_disabled';
  // Besides a reset password, what an administrator takes away here is the second factor.
  if (path.includes('/credentials/') && !path.includes('/move') && !path.endsWith('/userLabel'))
    return 'mfa_removed';
  return operation === 'UPDATE' && now?.enabled === false ? 'user_disabled' : undefined;
}

/** Pages of the console save the parts they show; a whole realm with thirty settings says nothing of what was changed. */
const PART = 15;

function actOnRealm(operation: string, path: string, now: JsonObject | undefined): string | undefined {
  if (operation === 'DELETE' && path.endsWith('admin-events')) return 'clear_admin_events';
  if (operation === 'DELETE' && path.endsWith('events')) return 'clear_events';
  if (path.endsWith('events/config')) {
    const off = now?.eventsEnabled === false || now?.adminEventsEnabled === false;
    return off ? 'event_logging_disabled' : 'event_logging_updated';
  }
  if (operation !== 'UPDATE' || !now || Object.keys(now).length > PART) return undefined;
  if (now.bruteForceProtected === false) return 'brute_force_protection_disabled';
  return now.passwordPolicy === undefined ? undefined : 'password_policy_updated';
}

function componentAdded(now: JsonObject | undefined): string | undefined {
  if (now?.providerType === 'org.keycloak.keys.KeyProvider') return 'realm_key_created';
  return now?.providerType === 'org.keycloak.storage.UserStorageProvider' ? 'federation_added' : undefined;
}

function objectOf(representation: unknown): JsonObject | undefined {
  const value = parsed(representation);
  return isJsonObject(value) ? value : undefined;
}

/** The realm keeps it as JSON in a text. */
export function parsed(representation: unknown): unknown {
  if (typeof representation !== 'string') return representation;
  try {
    return JSON.parse(representation) as unknown;
  } catch {
    return undefined;
  }
}

/** Names of the roles in a role mapping. */
export function roleNames(representation: unknown): string[] {
  const value = parsed(representation);
  const roles = Array.isArray(value) ? value : [value];
  return roles.flatMap((role: unknown) =>
    isJsonObject(role) && typeof role.name === 'string' ? [role.name] : [],
  );
}
