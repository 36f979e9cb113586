import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Activity,
  type Agency,
  type Cell,
  type Dossier,
  MonitorError,
  type Registry,
  type Sheet,
  type Store,
  type System,
  silentLogger,
} from '@khien/model';
import { COLLECTIONS, createSqliteStore, readAll } from '@khien/store';
import type { By } from '../office';
import { createRegisterDesk, type RegisterDeskDeps } from '../register/create-register-desk';
import type { RegisterDesk } from '../register-desk';

export const name = (vi: string) => ({ vi, en: vi });
export const agency = (id: string, parent?: string): Agency => ({
  id,
  name: name(`Cơ quan ${id}`),
  kind: parent === undefined ? 'province' : 'department',
  ...(parent === undefined ? {} : { parent }),
});
export const system = (id: string, change: Partial<System> = {}): System => ({
  id,
  name: name(`Hệ thống ${id}`),
  agencyId: 'so-a',
  dossier: { state: 'none' },
  networks: [],
  hosts: [`${id}-01`],
  domains: [],
  datasets: [],
  ...change,
});
export const BASE: Registry = {
  agencies: [agency('tinh'), agency('so-a', 'tinh'), agency('so-b', 'tinh')],
  systems: [system('lgsp', { level: 3 }), system('mot-cua', { agencyId: 'so-b' })],
  agreements: [],
  sources: [],
  calendar: {
    timezone: 'Asia/Ho_Chi_Minh',
    workingHours: { days: [1], spans: [] },
    holidays: [],
    workingDays: [],
  },
};
export const by = (username = 'lan'): By => ({
  actor: { userId: `u-${username}`, username, role: 'admin' },
  from: { ip: '192.0.2.7' },
});
export const NOW = Date.parse('2026-11-20T03:00:00Z');
export const HEAD = ['Mã hệ thống', 'Tên hệ thống thông tin', 'Cơ quan, đơn vị quản lý', 'Tên máy chủ'];
export const sheet = (rows: Cell[][], sheetName = 'Hệ thống'): Sheet[] => [
  { name: sheetName, rows: rows.map((cells, index) => ({ row: index + 1, cells })) },
];
/** Two new systems, one changed, one as it is. */
export const FILE = sheet([
  HEAD,
  ['moi-1', 'Mới 1', 'so-a', 'moi-1-01'],
  ['moi-2', 'Mới 2', 'so-b', ''],
  ['lgsp', 'Tên mới', 'so-a', 'lgsp-01'],
  ['mot-cua', 'Hệ thống mot-cua', 'so-b', 'mot-cua-01'],
]);

export const dossier = (change: Partial<Dossier>): Dossier => ({
  _id: `${change.systemId ?? 'lgsp'}.v${change.determination ?? 1}`,
  version: 1,
  systemId: 'lgsp',
  agencyId: 'so-a',
  determination: 1,
  state: 'drafting',
  step: 'drafting',
  seq: 1,
  regime: 'ND331',
  criticalList: false,
  drafters: [],
  appraisers: [],
  approvers: [],
  toSupplement: [],
  papers: {},
  clocks: [],
  deployment: 'none',
  owesReportToOwner: false,
  updatedAt: NOW,
  ...change,
});

export interface RegisterStore {
  store(): Store;
  /** Another store with nothing in it. */
  empty(): Promise<void>;
  desk(change?: Partial<RegisterDeskDeps>): RegisterDesk;
  activities(filter?: Record<string, string>): Promise<Activity[]>;
  /** Vietnamese names of the systems in force, by id. */
  names(): Promise<Record<string, string>>;
}

/** A store of its own for every test, and a desk over it. */
export function registerStoreForEach(): RegisterStore {
  let directory = '';
  let store: Store;
  const open = async (): Promise<void> => {
    directory = mkdtempSync(join(tmpdir(), 'khien-register-'));
    store = await createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
  };
  const close = async (): Promise<void> => {
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  };
  beforeEach(open);
  afterEach(close);
  const desk: RegisterStore['desk'] = (change = {}) =>
    createRegisterDesk({ store, base: () => BASE, now: () => NOW, log: silentLogger, ...change });
  return {
    store: () => store,
    async empty() {
      await close();
      await open();
    },
    desk,
    activities: (filter = {}) => readAll<Activity>(store, 'activity', { filter, sort: [['_id', 'asc']] }),
    async names() {
      return Object.fromEntries((await desk().effective()).systems.map(({ id, name: { vi } }) => [id, vi]));
    },
  };
}

/** How it ended: `done`, or the code of the error. */
export const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof MonitorError ? error.code : error),
  );
