import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Activity, type Store, silentLogger } from '@khien/model';
import { COLLECTIONS, createSqliteStore } from '@khien/store';
import { createAccounts } from './accounts';
import { appendActivity } from './append-activity';
import { createPasswordHasher } from './password-hasher';

import { createTokens } from './tokens';

const keys = [{ kid: 'k1', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }];
const hasher = createPasswordHasher({ concurrency: 2, waiting: 50 });
const password = 'bốn con cá chép vàng';
const from = { ip: '192.0.2.10', userAgent: 'test' };
const by = { actor: { userId: 'cli', username: 'cli', role: 'cli' as const }, from };
const lan = { username: 'lan', displayName: 'Lan', role: 'analyst' as const, agencies: ['so-yt'], password };

const directory = mkdtempSync(join(tmpdir(), 'khien-accounts-'));
const stores: Store[] = [];
let made = 0;
function newStore(): Store {
  made += 1;
  const store = createSqliteStore({
    directory: join(directory, String(made)),
    cursorKey: randomBytes(32),
    collections: COLLECTIONS,
  });
  stores.push(store);
  return store;
}
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(directory, { recursive: true });
});

function open(store: Store = newStore()) {
  const clock = { now: 1_795_000_000_000 };
  const now = () => clock.now;
  const tokens = createTokens({ keys, issuer: 'khien', audience: 'api', now });
  const accounts = createAccounts({ store, tokens, hasher, now, randomBytes, log: silentLogger });
  const actions = async () => {
    const { docs } = await store.find<Activity>('activity', { sort: [['at', 'asc']] });
    return docs.map((one) => one.action).sort();
  };
  return { accounts, store, clock, tokens, actions };
}

describe('set-up', () => {
  const first = { username: 'quan.tri', displayName: 'Người đầu tiên', password };
  it('makes an administrator of the whole province, signs in and is over', async () => {
    const { accounts, actions } = open();
    const secret = (await accounts.issueSetupSecret()) ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const entered = await accounts.completeSetup(secret, first, from);
    expect(entered.user).toMatchObject({ username: 'quan.tri', role: 'admin', agencies: '*' });
    await expect(accounts.authenticate(entered.accessToken)).resolves.toMatchObject({ user: entered.user });
    await expect(accounts.setupNeeded()).resolves.toBe(false);
    await expect(accounts.issueSetupSecret()).resolves.toBeUndefined();
    await expect(accounts.completeSetup(secret, { ...first, username: 'other' }, from)).rejects.toMatchObject(
      {
        code: 'conflict',
      },
    );
    await expect(actions()).resolves.toEqual(['setup', 'sign_in']);
  });
  it('stores no secret and no password in clear', async () => {
    const { accounts, store } = open();
    const secret = (await accounts.issueSetupSecret()) ?? '';
    const entered = await accounts.completeSetup(secret, first, from);
    const everything = JSON.stringify(
      await Promise.all(['state', 'users', 'sessions', 'activity'].map((name) => store.find(name, {}))),
    );
    for (const hidden of [secret, password, entered.refreshToken.split('.')[1], entered.accessToken])
      expect(everything).not.toContain(hidden);
  });
  it.each(['', 'wrong', 'A'.repeat(43)])('refuses the secret %p', async (secret) => {
    const { accounts } = open();
    await accounts.issueSetupSecret();
    await expect(accounts.completeSetup(secret, first, from)).rejects.toMatchObject({ code: 'forbidden' });
  });
  it('refuses a secret that a later one replaced', async () => {
    const { accounts } = open();
    const old = (await accounts.issueSetupSecret()) ?? '';
    await accounts.issueSetupSecret();
    await expect(accounts.completeSetup(old, first, from)).rejects.toMatchObject({ code: 'forbidden' });
  });
  it('lets exactly one of several in at once', async () => {
    const { accounts, store } = open();
    const secret = (await accounts.issueSetupSecret()) ?? '';
    const tries = ['a', 'b', 'c', 'd'].map((name) =>
      accounts.completeSetup(secret, { ...first, username: `admin-${name}` }, from),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((await store.find('users', {})).docs).toHaveLength(1);
  });
  it('can be done again when it died between claim and account, but not at once', async () => {
    const { accounts, store, clock } = open();
    const secret = (await accounts.issueSetupSecret()) ?? '';
    const dies: Store = {
      ...store,
      insertManyOnce: async (name, docs) => {
        if (name === 'users') throw new Error('power cut');
        return store.insertManyOnce(name, docs);
      },
    };
    await expect(open(dies).accounts.completeSetup(secret, first, from)).rejects.toThrow('power cut');
    await expect(accounts.completeSetup(secret, first, from)).rejects.toMatchObject({ code: 'conflict' });
    clock.now += 61_000;
    await expect(accounts.completeSetup(secret, first, from)).resolves.toMatchObject({
      user: { role: 'admin' },
    });
  });
});

describe('signing in', () => {
  it('lets the right password in, in whatever case the name is typed', async () => {
    const { accounts, actions } = open();
    await accounts.addUser(lan, by);
    const entered = await accounts.signIn({ username: ' LAN ', password }, from);
    expect(entered.user).toMatchObject({ username: 'lan', role: 'analyst' });
    expect(entered).not.toHaveProperty('user.passwordHash');
    await expect(actions()).resolves.toEqual(['sign_in', 'user_added']);
  });
  it.each([
    ['a wrong password', 'lan', 'bốn con cá chép xanh'],
    ['an unknown name', 'nobody', password],
    ['a disabled account', 'minh', password],
    ['an empty password', 'lan', ''],
    ['a name of the prototype', '__proto__', password],
  ])('refuses %s in the same words', async (_what, username, given) => {
    const { accounts, store } = open();
    await accounts.addUser(lan, by);
    await accounts.addUser({ ...lan, username: 'minh' }, by);
    await accounts.changeUser('minh', { disabled: true }, by);
    await expect(accounts.signIn({ username, password: given }, from)).rejects.toMatchObject({
      code: 'unauthenticated',
      message: 'session: name or password wrong',
    });
    const refused = await store.find<Activity>('activity', { filter: { action: 'sign_in_refused' } });
    expect(refused.docs).toHaveLength(1);
    expect(refused.docs[0]?.from).toEqual(from);
  });
  it('does not keep what was typed as a name when it is nobody’s', async () => {
    const { accounts, store } = open();
    await expect(accounts.signIn({ username: 'my-secret-password', password }, from)).rejects.toThrow();
    expect(JSON.stringify(await store.find('activity', {}))).not.toContain('my-secret-password');
  });
});

describe('sessions', () => {
  async function signedIn() {
    const opened = open();
    await opened.accounts.addUser(lan, by);
    return { ...opened, entered: await opened.accounts.signIn(lan, from) };
  }
  it('rotate: each refresh token works once and the next one follows', async () => {
    const { accounts, entered, clock } = await signedIn();
    let token = entered.refreshToken;
    for (let i = 0; i < 5; i++) {
      clock.now += 600_000;
      const next = await accounts.refresh(token, from);
      expect(next.refreshToken).not.toBe(token);
      await expect(accounts.authenticate(next.accessToken)).resolves.toMatchObject({
        user: { username: 'lan' },
      });
      token = next.refreshToken;
    }
  });
  it('give two tabs refreshing at once the same successor', async () => {
    const { accounts, entered, clock } = await signedIn();
    const tabs = await Promise.all([1, 2, 3].map(() => accounts.refresh(entered.refreshToken, from)));
    expect(new Set(tabs.map((tab) => tab.refreshToken)).size).toBe(1);
    clock.now += 60_000;
    await expect(accounts.refresh(tabs[0]?.refreshToken ?? '', from)).resolves.toBeDefined();
  });
  it('answer the immediate predecessor for ten seconds, then revoke the whole family', async () => {
    const { accounts, entered, clock, actions } = await signedIn();
    const next = await accounts.refresh(entered.refreshToken, from);
    clock.now += 10_000;
    await expect(accounts.refresh(entered.refreshToken, from)).resolves.toMatchObject({
      refreshToken: next.refreshToken,
    });
    clock.now += 1;
    await expect(accounts.refresh(entered.refreshToken, from)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(accounts.refresh(next.refreshToken, from)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(accounts.authenticate(next.accessToken)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(actions()).resolves.toContain('session_revoked');
  });
  it('give no grace to the predecessor of the predecessor', async () => {
    const { accounts, entered } = await signedIn();
    const second = await accounts.refresh(entered.refreshToken, from);
    const third = await accounts.refresh(second.refreshToken, from);
    await expect(accounts.refresh(entered.refreshToken, from)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(accounts.refresh(third.refreshToken, from)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
  it('end after twelve hours, however often refreshed', async () => {
    const { accounts, entered, clock } = await signedIn();
    let token = entered.refreshToken;
    for (let hour = 1; hour < 12; hour++) {
      clock.now += 3600_000;
      token = (await accounts.refresh(token, from)).refreshToken;
    }
    clock.now += 3600_000;
    await expect(accounts.refresh(token, from)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
  it('end for good at sign-out, access token included', async () => {
    const { accounts, entered, actions } = await signedIn();
    const identity = await accounts.authenticate(entered.accessToken);
    await accounts.signOut(identity, from);
    await accounts.signOut(identity, from);
    await expect(accounts.authenticate(entered.accessToken)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(accounts.refresh(entered.refreshToken, from)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect((await actions()).filter((action) => action === 'sign_out')).toHaveLength(1);
  });
  it.each([
    ['disabled', { disabled: true }],
    ['given another role', { role: 'leader' as const }],
    ['given another agency', { agencies: ['so-gd'] }],
    ['given a unit', { unit: 'so-yt' }],
    ['given a new password', { password: 'gạo nếp cẩm thơm lừng' }],
  ])('end within five seconds once the account is %s', async (_what, change) => {
    const { accounts, entered, clock } = await signedIn();
    await accounts.authenticate(entered.accessToken);
    await accounts.changeUser('lan', change, by);
    clock.now += 5_000;
    await expect(accounts.authenticate(entered.accessToken)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(accounts.refresh(entered.refreshToken, from)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });
  it('stay when only the display name changes', async () => {
    const { accounts, entered, clock } = await signedIn();
    await accounts.changeUser('lan', { displayName: 'Lan Anh' }, by);
    clock.now += 5_000;
    await expect(accounts.authenticate(entered.accessToken)).resolves.toMatchObject({
      user: { displayName: 'Lan Anh' },
    });
  });
  it.each(['', 'x', `${'0'.repeat(32)}.${'A'.repeat(43)}`, '$where', '../../x'])(
    'are not opened by %p',
    async (token) => {
      const { accounts } = await signedIn();
      await expect(accounts.refresh(token, from)).rejects.toMatchObject({ code: 'unauthenticated' });
    },
  );
});

describe('accounts', () => {
  it.each([
    ['a taken name', lan, 'conflict'],
    ['a name with capitals', { ...lan, username: 'Lan' }, 'invalid'],
    ['a weak password', { ...lan, username: 'minh', password: 'short' }, 'invalid'],
    ['a name as password', { ...lan, username: 'nguyenvanminh', password: 'nguyenvanminh' }, 'invalid'],
    ['a role nobody knows', { ...lan, username: 'minh', role: 'root' as 'admin' }, 'invalid'],
  ])('are refused for %s', async (_what, user, code) => {
    const { accounts } = open();
    await accounts.addUser(lan, by);
    await expect(accounts.addUser(user, by)).rejects.toMatchObject({ code });
  });
  it('are one when added twice at once', async () => {
    const { accounts, store } = open();
    const settled = await Promise.allSettled([accounts.addUser(lan, by), accounts.addUser(lan, by)]);
    expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await store.find('users', {})).docs).toHaveLength(1);
  });
  it('cannot be changed when they are not there', async () => {
    await expect(open().accounts.changeUser('nobody', { disabled: true }, by)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a person by id', () => {
  it('is who they are now, and nobody once disabled', async () => {
    const { accounts } = open();
    const { id } = await accounts.addUser(lan, by);
    await expect(accounts.personOf(id)).resolves.toMatchObject({ username: 'lan', agencies: ['so-yt'] });
    await accounts.changeUser('lan', { agencies: ['so-gd'] }, by);
    await expect(accounts.personOf(id)).resolves.toMatchObject({ agencies: ['so-gd'] });
    await accounts.changeUser('lan', { disabled: true }, by);
    await expect(accounts.personOf(id)).resolves.toBeUndefined();
    await expect(accounts.personOf('nobody')).resolves.toBeUndefined();
  });
});

describe('the unit a person works for', () => {
  const appraiser = { ...lan, username: 'hoa', role: 'appraiser' as const, unit: 'so-khcn' };
  it('goes with the account into the session', async () => {
    const { accounts } = open();
    await expect(accounts.addUser(appraiser, by)).resolves.toMatchObject({ unit: 'so-khcn' });
    const { user, accessToken } = await accounts.signIn(appraiser, from);
    expect(user).toMatchObject({ username: 'hoa', unit: 'so-khcn' });
    await expect(accounts.authenticate(accessToken)).resolves.toMatchObject({ user: { unit: 'so-khcn' } });
  });
  it('changes, stays when something else changes, and can be taken away', async () => {
    const { accounts } = open();
    await accounts.addUser(appraiser, by);
    await expect(accounts.changeUser('hoa', { unit: 'so-tc' }, by)).resolves.toMatchObject({ unit: 'so-tc' });
    await expect(accounts.changeUser('hoa', { displayName: 'Hoa' }, by)).resolves.toMatchObject({
      unit: 'so-tc',
    });
    await expect(accounts.changeUser('hoa', { unit: null }, by)).resolves.not.toHaveProperty('unit');
  });
  it('is none unless said', async () => {
    await expect(open().accounts.addUser(lan, by)).resolves.not.toHaveProperty('unit');
  });
});

describe('appendActivity', () => {
  it('numbers without gap or double when many write at once', async () => {
    const { store } = open();
    const draft = {
      ...by,
      at: 1,
      subject: { kind: 'user' as const, id: 'unknown' },
      action: 'sign_in_refused' as const,
    };
    const written = await Promise.all(Array.from({ length: 20 }, () => appendActivity(store, draft)));
    expect(written.map((one) => one.seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });
});
