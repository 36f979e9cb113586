/** What an event type of Keycloak is in our words. Types that end in `_ERROR` are the same action, failed. */
export interface Words {
  action: string;
  category: string[];
  type: string[];
}

const TABLE = `
LOGIN login authentication start
LOGOUT logout session end
REGISTER user_registered iam user,creation
CLIENT_LOGIN client_login authentication start
CODE_TO_TOKEN code_to_token authentication info
REFRESH_TOKEN refresh_token authentication info
INTROSPECT_TOKEN introspect_token authentication info
VALIDATE_ACCESS_TOKEN validate_access_token authentication info
USER_INFO_REQUEST user_info_request authentication info
TOKEN_EXCHANGE token_exchange authentication start
PERMISSION_TOKEN permission_token authentication info
REVOKE_GRANT grant_revoked iam user,change
GRANT_CONSENT consent_granted iam user,change
UPDATE_CONSENT consent_updated iam user,change
OAUTH2_DEVICE_AUTH device_authorisation authentication start
OAUTH2_DEVICE_VERIFY_USER_CODE device_code_verified authentication start
OAUTH2_DEVICE_CODE_TO_TOKEN device_code_to_token authentication info
AUTHREQID_TO_TOKEN backchannel_to_token authentication info
PUSHED_AUTHORIZATION_REQUEST pushed_authorisation_request authentication info
IDENTITY_PROVIDER_LOGIN identity_provider_login authentication start
IDENTITY_PROVIDER_FIRST_LOGIN identity_provider_first_login authentication start
IDENTITY_PROVIDER_POST_LOGIN identity_provider_post_login authentication info
IDENTITY_PROVIDER_RESPONSE identity_provider_response authentication info
IDENTITY_PROVIDER_RETRIEVE_TOKEN identity_provider_token_read authentication info
IDENTITY_PROVIDER_LINK_ACCOUNT identity_provider_linked iam user,change
FEDERATED_IDENTITY_LINK identity_provider_linked iam user,change
REMOVE_FEDERATED_IDENTITY identity_provider_unlinked iam user,change
FEDERATED_IDENTITY_OVERRIDE_LINK identity_provider_linked iam user,change
IMPERSONATE impersonate iam,session user,start
CUSTOM_REQUIRED_ACTION required_action authentication info
EXECUTE_ACTIONS required_actions_executed iam user,change
EXECUTE_ACTION_TOKEN action_token_used authentication info
SEND_VERIFY_EMAIL verification_mail_sent iam user,info
SEND_RESET_PASSWORD reset_password_mail_sent iam user,info
SEND_IDENTITY_PROVIDER_LINK identity_provider_link_sent iam user,info
RESET_PASSWORD reset_password iam user,change
RESTART_AUTHENTICATION authentication_restarted authentication info
UPDATE_PASSWORD password_changed iam user,change
UPDATE_EMAIL email_changed iam user,change
UPDATE_PROFILE profile_updated iam user,change
VERIFY_EMAIL email_verified iam user,change
VERIFY_PROFILE profile_verified iam user,change
DELETE_ACCOUNT user_deleted iam user,deletion
UPDATE_TOTP mfa_updated iam user,change
REMOVE_TOTP remove_totp iam user,change
UPDATE_CREDENTIAL credential_updated iam user,change
REMOVE_CREDENTIAL credential_removed iam user,change
USER_DISABLED_BY_PERMANENT_LOCKOUT account_locked iam user,change
USER_DISABLED_BY_TEMPORARY_LOCKOUT account_locked iam user,change
INVITE_ORG organisation_invited iam user,info
USER_SESSION_DELETED session_ended session end
CLIENT_REGISTER client_created iam,configuration creation
CLIENT_UPDATE client_updated iam,configuration change
CLIENT_DELETE client_deleted iam,configuration deletion
CLIENT_INFO client_read iam info
CLIENT_INITIATED_ACCOUNT_LINKING account_linking iam user,change
REGISTER_NODE node_registered configuration change
UNREGISTER_NODE node_unregistered configuration change
`;

const WORDS: ReadonlyMap<string, Words> = new Map(
  TABLE.trim()
    .split('\n')
    .map((row): [string, Words] => {
      const [name = '', action = '', category = '', type = ''] = row.split(' ');
      return [name, { action, category: category.split(','), type: type.split(',') }];
    }),
);

const SECOND_FACTORS = /^(?:otp|totp|hotp|webauthn|recovery-authn-codes)/;

/** Words of a user event. A type that is not listed is an authentication of its own name. */
export function wordsOfType(eventType: string, credential: string | undefined): Words {
  const name = eventType.endsWith('_ERROR') ? eventType.slice(0, -6) : eventType;
  const known = WORDS.get(name);
  if (name === 'REMOVE_CREDENTIAL' && credential !== undefined && SECOND_FACTORS.test(credential))
    return { action: 'mfa_removed', category: ['iam'], type: ['user', 'change'] };
  if (name === 'UPDATE_CREDENTIAL' && credential === 'password')
    return { action: 'password_changed', category: ['iam'], type: ['user', 'change'] };
  return known ?? { action: name.toLowerCase(), category: ['authentication'], type: ['info'] };
}

const REASONS: Readonly<Record<string, string>> = {
  invalid_user_credentials: 'invalid_password',
  user_not_found: 'unknown_user',
  user_disabled: 'account_disabled',
  user_temporarily_disabled: 'account_locked',
};

/** `event.reason` of Keycloak's error; its own word where we have no other. */
export function reasonOfError(error: string): string {
  return (Object.hasOwn(REASONS, error) ? REASONS[error] : undefined) ?? error;
}
