export {
  type Accounts,
  type AccountsDeps,
  type ChangedBy,
  createAccounts,
  type From,
  type Identity,
  type RefusalReason,
  type SignedIn,
} from './accounts';
export { type ActivityDraft, appendActivity } from './append-activity';
export { createPasswordHasher, type PasswordHasher } from './password-hasher';
export { MAX_PASSWORD, MIN_PASSWORD, passwordProblem } from './password-policy';
export { REUSE_GRACE_MS, SESSION_MS } from './sessions';
export type { FirstUser } from './set-up';
export {
  ACCESS_SECONDS,
  createTokens,
  type TokenClaims,
  type TokenKey,
  type TokenOptions,
  type Tokens,
} from './tokens';
export { type NewUser, type UserChange, userIdOf } from './user-accounts';
