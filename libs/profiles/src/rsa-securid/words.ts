/** What an action of Authentication Manager is in our words. */
export interface Words {
  action: string;
  category: string[];
  type: string[];
}

const KNOWN: Readonly<Record<string, Words>> = {
  AUTHN_LOGIN_EVENT: { action: 'login', category: ['authentication'], type: ['start'] },
  AUTHN_LOGOUT_EVENT: { action: 'logout', category: ['session'], type: ['end'] },
  CREATE_PRINCIPAL: { action: 'user_created', category: ['iam'], type: ['user', 'creation'] },
  UPDATE_PRINCIPAL: { action: 'user_updated', category: ['iam', 'configuration'], type: ['user', 'change'] },
  DELETE_PRINCIPAL: { action: 'user_deleted', category: ['iam'], type: ['user', 'deletion'] },
  AM_LINK_TOKEN_PRINCIPAL: { action: 'mfa_assigned', category: ['iam'], type: ['user', 'change'] },
  AM_UNLINK_TOKEN_PRINCIPAL: { action: 'mfa_removed', category: ['iam'], type: ['user', 'change'] },
  AM_DELETE_TOKEN: { action: 'mfa_device_deleted', category: ['iam'], type: ['user', 'deletion'] },
  AM_CLEAR_PIN: { action: 'mfa_reset', category: ['iam'], type: ['user', 'change'] },
  AM_RESET_TOKEN: { action: 'mfa_reset', category: ['iam'], type: ['user', 'change'] },
  ADD_ADMIN_ROLE_TO_PRINCIPAL: { action: 'role_assigned', category: ['iam'], type: ['admin', 'change'] },
  LINK_ADMIN_ROLE_PRINCIPAL: { action: 'role_assigned', category: ['iam'], type: ['admin', 'change'] },
};

/** Words of an action; what is not listed has its own name, and the category of the log it stands in. */
export function wordsOf(action: string, logger: string): Words {
  const known = Object.hasOwn(KNOWN, action) ? KNOWN[action] : undefined;
  if (known) return known;
  const named = action.toLowerCase();
  if (logger.startsWith('audit.runtime.'))
    return { action: named, category: ['authentication'], type: ['info'] };
  const type = /^(?:AM_)?CREATE|^ADD/.test(action)
    ? 'creation'
    : /DELETE|REMOVE/.test(action)
      ? 'deletion'
      : 'change';
  return {
    action: named,
    category: logger.startsWith('audit.admin.') ? ['iam', 'configuration'] : ['configuration'],
    type: [type],
  };
}

const REASONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/DISABLED/, 'account_disabled'],
  [/LOCKED/, 'account_locked'],
  [/EXPIRED/, 'account_expired'],
  [/UNKNOWN|NOT_FOUND|NO_PRINCIPAL|UNRESOLVED/, 'unknown_user'],
  [/PASSCODE|TOKENCODE|PASSWORD|AUTHN_METHOD_FAILED/, 'invalid_password'],
];

/** Why a sign-in was refused; the product's own word in small letters where we have none. */
export function reasonOf(reason: string | undefined): string | undefined {
  return reason === undefined
    ? undefined
    : (REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? reason.toLowerCase());
}
