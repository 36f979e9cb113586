import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Accounts, createAccounts, createPasswordHasher, createTokens } from '@khien/accounts';
import { type BusHalf, type BusRules, busKeyOf, type Control } from '@khien/compliance';
import type { Alert, DeadLetter, Logger, Registry, Role, Source, Store, StoredEvent } from '@khien/model';
import { COLLECTIONS, createSqliteStore } from '@khien/store';
import { type AlertFeed, type ApiDeps, createAlertFeed, createApi, DEFAULT_LIMITS } from '../src';
import { agencies, openOffice, SHIPPED, systemCard } from './office';

export const PASSWORD = 'bốn con cá chép vàng';
export const DAY = '2026-11-21';
const name = (text: string) => ({ vi: text, en: text });
const source = (id: string, systemId: string): Source => ({
  id,
  name: name(`Nguồn ${id}`),
  profile: 'nginx',
  systemId,
  transport: { kind: 'replay' },
  timezone: 'Asia/Ho_Chi_Minh',
  encoding: 'utf-8',
  silenceMinutes: 30,
});

export const registry: Registry = {
  agencies,
  systems: [
    systemCard('his', 'ttyt', { level: 3, dossier: { state: 'approved' } }),
    systemCard('school', 'so-gd', { level: 3, dossier: { state: 'approved' } }),
  ],
  sources: [source('his-nginx', 'his'), source('school-nginx', 'school')],
  agreements: [],
  calendar: SHIPPED.calendar,
};

export interface Harness {
  url: string;
  store: Store;
  accounts: Accounts;
  feed: AlertFeed;
  deps: ApiDeps;
  clock: { now: number };
  logged: Array<{ message: string; fields: unknown }>;
  replayed: string[][];
  /** A Bearer header of a new session of a new person. */
  as(role: Role, agencies: '*' | string[], unit?: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const words = { vi: '', en: '' };
/** A control of the catalogue as it ships. */
export const FIRST_CONTROL = SHIPPED.controls.controls[0] as Control;
const DISAGREE: NonNullable<BusRules['disagree']> = {
  ...{ id: 'bus-halves-disagree', detector: 'bus_halves_disagree', level: 'high', citations: ['R17'] },
  ...{ title: words, triage: words, toleranceSeconds: 60, compare: ['user', 'outcome'], examples: [] },
};

export async function startApi(change: Partial<ApiDeps> = {}): Promise<Harness> {
  const directory = mkdtempSync(join(tmpdir(), 'khien-api-'));
  const store = createSqliteStore({ directory, cursorKey: randomBytes(32), collections: COLLECTIONS });
  const clock = { now: Date.parse('2026-11-21T03:00:00Z') };
  const now = () => clock.now;
  const logged: Harness['logged'] = [];
  const note = (message: string, fields: unknown) => void logged.push({ message, fields });
  const log: Logger = { error: note, warn: note, info() {}, debug() {} };
  const keys = [{ kid: 'k1', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }];
  const tokens = createTokens({ keys, issuer: 'khien', audience: 'khien-api', now });
  const hasher = createPasswordHasher({ concurrency: 2, waiting: 100 });
  const accounts = createAccounts({ store, tokens, hasher, now, randomBytes, log });
  const feed = createAlertFeed({ capacity: 50, epoch: 'e1' });
  const replayed: string[][] = [];
  let url = '';
  const deps: ApiDeps = {
    store,
    ...openOffice({ store, base: registry, now }),
    accounts,
    busRules: () => ({ disagree: DISAGREE }),
    explain: () => undefined,
    deadLetters: {
      open: (letter) => ({ raw: `raw of ${letter._id}`, encoding: 'utf-8' }),
      async replay(ids) {
        replayed.push([...ids]);
        return { replayed: ids.length, stored: ids.length, failed: 0 };
      },
    },
    alertFeed: feed,
    sourceHealth: async () => [],
    sourceOutlook: async ({ systemId }) => ({
      rests: {
        ...{ rules: ['r', 'gone'], onlyHere: ['r'] },
        ...{ controls: [FIRST_CONTROL.id, 'gone'], dossiers: [systemId, 'school'] },
      },
      usualThisHour: null,
    }),
    ruleTitle: (id) => (id === 'r' ? name('Quy tắc r') : undefined),
    metrics: () => 'khien_up 1\n',
    publicUrl: () => url,
    now,
    randomBytes,
    log,
    limits: { ...DEFAULT_LIMITS, requestsPerMinute: 100_000, heartbeatMs: 50 },
    ...change,
  };
  const server: Server = createServer(createApi(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let people = 0;
  return {
    url,
    store,
    accounts,
    feed,
    deps,
    clock,
    logged,
    replayed,
    async as(role, agencies, unit) {
      people += 1;
      const username = `${role}-${people}`.replace('_', '-');
      const person = {
        username,
        displayName: username,
        role,
        agencies,
        password: PASSWORD,
        ...(unit !== undefined && { unit }),
      };
      const from = { ip: '192.0.2.1' };
      await accounts.addUser(person, { actor: { userId: 'cli', username: 'cli', role: 'cli' }, from });
      const { accessToken } = await accounts.signIn(person, from);
      return { authorization: `Bearer ${accessToken}` };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

export const json = { 'content-type': 'application/json' };

let made = 0;
export async function putAlert(store: Store, change: Partial<Alert> = {}): Promise<Alert> {
  made += 1;
  const alert: Alert = {
    _id: `alert-${made}`,
    rule: {
      id: 'auth-brute-force',
      kind: 'detection',
      title: { vi: 'Dò mật khẩu', en: 'Password guessing' },
      level: 'high',
      tags: [],
      citations: [],
    },
    severity: 'high',
    priority: 60,
    entity: { kind: 'source.ip', value: '198.51.100.7' },
    window: { start: 1000, end: 2000 },
    systemId: 'his',
    agencyId: 'ttyt',
    sourceId: 'his-nginx',
    count: 1,
    firstSeen: 1000,
    lastSeen: 1000 + made,
    evidence: [],
    createdAt: 1000 + made,
    updatedAt: 1000 + made,
    workflow: { status: 'new', seq: 0 },
    version: 0,
    ...change,
  };
  await store.insertManyOnce('alerts', [alert]);
  return alert;
}

export async function putEvent(store: Store, agencyId: string | undefined): Promise<string> {
  made += 1;
  const _id = `event-${made}`;
  const event = {
    _id,
    '@timestamp': '2026-11-21T02:00:00.000Z',
    khien: { source_id: 'his-nginx', ...(agencyId !== undefined && { agency_id: agencyId }) },
  } as unknown as StoredEvent;
  await store.insertManyOnce('events', [event], DAY);
  return _id;
}

/** An event that is one half of an exchange over the bus; returns the message's id. */
export async function putHalf(
  store: Store,
  half: Pick<BusHalf, 'agencyId' | 'side'> & Partial<BusHalf>,
): Promise<string> {
  const eventId = await putEvent(store, half.agencyId);
  const messageId = half.messageId ?? `m/${eventId}`;
  const _id = busKeyOf(messageId) + eventId;
  const stored: BusHalf = {
    ...{ _id, eventId, day: DAY, key: busKeyOf(messageId), messageId, time: 1000, sourceId: 'his-nginx' },
    ...{ teller: 'client|a/b', partner: 'producer|c/d', client: '//a/b', service: '//c/d' },
    ...half,
  };
  await store.insertManyOnce('bus_halves', [stored], DAY);
  return messageId;
}

export async function putDeadLetter(store: Store, sourceId: string): Promise<string> {
  made += 1;
  const letter: DeadLetter = {
    _id: `letter-${made}`,
    sourceId,
    chunkId: 'c.000000000001',
    position: 'p',
    partitionDay: DAY,
    reason: 'unrecognised',
    detail: 'no combined log line',
    parser: 'nginx@1',
    bytes: 10,
    sha256: '00',
    sealed: 'c2VhbGVk',
    receivedAt: 1,
    at: 1000 + made,
    state: 'open',
    version: 0,
  };
  await store.insertManyOnce('dead_letters', [letter]);
  return letter._id;
}
