/** What an action of CAS is in our words. */
export interface Words {
  action: string;
  category: string[];
  type: string[];
}

/** Begin of CAS's name, action, categories, types; the first that fits counts. Tickets belong to the session: only the proof of who somebody is counts as a sign-in. What CAS appends (`_SUCCESS`, `_CREATED`) is the outcome. */
const TABLE: ReadonlyArray<readonly [begin: string, action: string, category: string, type: string]> = [
  ['AUTHENTICATION', 'login', 'authentication', 'start'],
  ['TRUSTED_AUTHENTICATION', 'login', 'authentication', 'start'],
  ['SURROGATE_AUTHENTICATION', 'impersonation_started', 'authentication,iam', 'start'],
  ['TICKET_GRANTING_TICKET_DESTROYED', 'logout', 'session', 'end'],
  ['TICKET_GRANTING_TICKET', 'session_started', 'session', 'start'],
  ['TICKET_DESTROYED', 'logout', 'session', 'end'],
  ['LOGOUT', 'logout', 'session', 'end'],
  ['SERVICE_TICKET_VALIDATE', 'service_ticket_validated', 'session', 'info'],
  ['SERVICE_TICKET', 'service_ticket_issued', 'session', 'info'],
  ['PROXY', 'proxy_ticket_issued', 'session', 'info'],
  ['SERVICE_ACCESS_ENFORCEMENT', 'service_access', 'session', 'access'],
  ['OAUTH2', 'oauth_response', 'authentication', 'info'],
  ['OIDC', 'oidc_response', 'authentication', 'info'],
  ['SAML2', 'saml_response', 'authentication', 'info'],
  ['PROTOCOL_SPECIFICATION', 'protocol_checked', 'authentication', 'info'],
  ['EVALUATE_RISKY_AUTHENTICATION', 'risk_evaluated', 'authentication', 'info'],
  ['MITIGATE_RISKY_AUTHENTICATION', 'risk_mitigated', 'authentication', 'info'],
  ['MULTIFACTOR', 'mfa_challenge', 'authentication', 'info'],
  ['CHANGE_PASSWORD', 'password_changed', 'iam', 'user,change'],
  ['REQUEST_CHANGE_PASSWORD', 'reset_password_mail_sent', 'iam', 'user,info'],
  ['REQUEST_FORGOT_USERNAME', 'username_mail_sent', 'iam', 'user,info'],
  ['ACCOUNT_REGISTRATION', 'user_registered', 'iam', 'user,creation'],
  ['SAVE_SERVICE', 'client_created', 'iam,configuration', 'creation'],
  ['DELETE_SERVICE', 'client_deleted', 'iam,configuration', 'deletion'],
  ['SAVE_CONSENT', 'consent_granted', 'iam', 'user,change'],
  ['VERIFY_CONSENT', 'consent_checked', 'iam', 'user,info'],
  ['AUP', 'terms_accepted', 'iam', 'user,change'],
];

export function wordsOf(action: string): Words {
  const found = TABLE.find(([begin]) => action.startsWith(begin));
  if (!found) return { action: action.toLowerCase(), category: ['authentication'], type: ['info'] };
  return { action: found[1], category: found[2].split(','), type: found[3].split(',') };
}

/** `…_FAILED`, `…_NOT_CREATED`, `…_DENIED`; an enforcement says it in its text. */
export function outcomeOf(action: string, what: string | undefined): 'success' | 'failure' {
  if (/_(?:FAILED|FAILURE|NOT_CREATED|DENIED|REJECTED|BLOCKED|ERROR)$/.test(action)) return 'failure';
  return what !== undefined &&
    /access denied|unauthori[sz]ed|"?result"?\s?[=:]\s?"?(?:denied|failure)/i.test(what)
    ? 'failure'
    : 'success';
}

const REASONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/AccountDisabled/, 'account_disabled'],
  [/AccountLocked/, 'account_locked'],
  [/AccountExpired/, 'account_expired'],
  [/CredentialExpired|PasswordMustChange|AccountPasswordMustChange/, 'password_expired'],
  [/AccountNotFound/, 'unknown_user'],
  [/InvalidLoginTime/, 'outside_logon_hours'],
  [/InvalidLoginLocation|UniquePrincipal/, 'location_not_allowed'],
  [/FailedLogin|CredentialNotFound/, 'invalid_password'],
  [/UnauthorizedService|Access Denied/i, 'service_not_authorised'],
  [/InvalidTicket/, 'invalid_ticket'],
];

/** Why, from the exceptions CAS names in its text. */
export function reasonOf(what: string | undefined): string | undefined {
  return what === undefined ? undefined : REASONS.find(([pattern]) => pattern.test(what))?.[1];
}

const METHODS: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /OneTimeToken|GoogleAuthenticator|Duo|WebAuthn|YubiKey|U2F|SimpleMfa|RadiusToken|Authy|AzureAuthenticator|Inwebo/i,
    'mfa',
  ],
  [/X509|CertificateCredential/i, 'certificate'],
  [/SpnegoCredential/i, 'kerberos'],
  [/ClientCredential|DelegatedClient/i, 'delegated'],
  [/UsernamePasswordCredential|RememberMeUsernamePassword/i, 'password'],
];

/** How the person proved who it is, from the kinds of credentials named. */
export function methodOf(what: string | undefined): string | undefined {
  return what === undefined ? undefined : METHODS.find(([pattern]) => pattern.test(what))?.[1];
}
