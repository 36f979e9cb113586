import { createHash, timingSafeEqual } from 'node:crypto';
import { MonitorError, type Store, type UserAccount, type VersionedDocument } from '@khien/model';
import { draftUser, insertUser, type NewUser, type UserDeps } from './user-accounts';

const SECRET_ID = 'setup:secret';
const CLAIM_ID = 'setup:claim';
/** A claim whose owner died before storing the account may be taken over after this. */
const CLAIM_MS = 60_000;

interface StoredSecret extends VersionedDocument {
  sha256: string;
  createdAt: number;
}
interface Claim extends VersionedDocument {
  at: number;
}
export type FirstUser = Pick<NewUser, 'username' | 'displayName' | 'password'>;

/** Set-up is needed while nobody has an account. */
export async function setupNeeded(store: Store): Promise<boolean> {
  return (await store.find('users', { limit: 1 })).docs.length === 0;
}

/**
 * A new one-time set-up secret (256 bits) for the caller to print once; undefined when set-up is over.
 * Only its hash is kept, and a secret issued before stops working.
 */
export async function issueSetupSecret(
  deps: Pick<UserDeps, 'store' | 'now'> & { randomBytes: (size: number) => Buffer },
): Promise<string | undefined> {
  if (!(await setupNeeded(deps.store))) return undefined;
  const secret = deps.randomBytes(32).toString('base64url');
  const stored: StoredSecret = { _id: SECRET_ID, sha256: sha256(secret), createdAt: deps.now(), version: 0 };
  await deps.store.put('state', [stored]);
  return secret;
}

/**
 * Makes the first account, an administrator of the whole province, for whoever holds the secret. Exactly once: the claim is
 * inserted before the account. MonitorError `forbidden` for a wrong secret, `conflict` when set-up is over, `invalid` for the rest.
 */
export async function completeSetup(deps: UserDeps, secret: string, first: FirstUser): Promise<UserAccount> {
  if (!(await setupNeeded(deps.store))) throw over();
  if (!(await isSecret(deps.store, secret)))
    throw new MonitorError('forbidden', 'setup: wrong secret', {
      problems: [{ pointer: '/secret', message: 'setup.wrong_secret' }],
    });
  const user = await draftUser(deps, { ...first, role: 'admin', agencies: '*' });
  if (!(await claim(deps))) throw over();
  await insertUser(deps.store, user);
  return user;
}

async function isSecret(store: Store, secret: string): Promise<boolean> {
  const stored = await store.get<StoredSecret>('state', SECRET_ID);
  return stored !== undefined && timingSafeEqual(Buffer.from(stored.sha256), Buffer.from(sha256(secret)));
}

async function claim({ store, now }: UserDeps): Promise<boolean> {
  const mine: Claim = { _id: CLAIM_ID, at: now(), version: 0 };
  if ((await store.insertManyOnce('state', [mine])).inserted === 1) return setupNeeded(store);
  const held = await store.get<Claim>('state', CLAIM_ID);
  if (!held || now() - held.at < CLAIM_MS || !(await setupNeeded(store))) return false;
  return store.replaceIfVersion('state', { ...mine, version: held.version }, held.version);
}

function over(): MonitorError {
  return new MonitorError('conflict', 'setup: already done', {
    problems: [{ pointer: '', message: 'setup.done' }],
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
