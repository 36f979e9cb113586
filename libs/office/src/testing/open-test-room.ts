import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LegalDocument, parseControls, parseLegal, StatusRule } from '@khien/compliance';
import { parseSections } from '@khien/dossier';
import { type Agency, type Registry, type Role, type Store, type System, silentLogger } from '@khien/model';
import { createAlertRecorder } from '@khien/record';
import { COLLECTIONS, createSqliteStore } from '@khien/store';
import { parse } from 'yaml';
import type { By, OfficeDeps } from '../office';

const ROOT = join(__dirname, '../../../..');

function documentsIn(folder: string): LegalDocument[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((file) => ({
      file,
      value: parse(readFileSync(join(ROOT, folder, file), 'utf8')) as unknown,
      lineAt: () => 1,
    }));
}

/** Law, controls, form and calendar as they ship. The rooms of tests have a form of two sections. */
export const SHIPPED = {
  law: parseLegal(documentsIn('config/legal')).regimes,
  controls: parseControls(documentsIn('rules/controls')).catalogue,
  status: documentsIn('rules/compliance').flatMap(({ value }) => {
    const parsed = StatusRule.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  }),
  sections: parseSections(documentsIn('config/forms/sections')).sections,
  calendar: parse(readFileSync(join(ROOT, 'config/calendar.yml'), 'utf8')) as Registry['calendar'],
};

const field = (id: string, more: Record<string, unknown> = {}) => ({
  ...{ id, label: { vi: `Mục ${id}`, en: id }, help: { vi: 'Ghi rõ.', en: 'Say.' } },
  ...{ type: 'text', required: true, clause: 'NĐ 331 Đ22', mark: 'V1' },
  ...more,
});

export const name = (text: string) => ({ vi: text, en: text });

export const AGENCIES: Agency[] = [
  { id: 'tinh', name: name('UBND tỉnh'), kind: 'province' },
  { id: 'cong-an', name: name('Công an tỉnh'), kind: 'department', parent: 'tinh' },
  { id: 'so-yt', name: name('Sở Y tế'), kind: 'department', parent: 'tinh' },
  { id: 'benh-vien', name: name('Bệnh viện tỉnh'), kind: 'centre', parent: 'so-yt' },
  { id: 'so-gd', name: name('Sở Giáo dục'), kind: 'department', parent: 'tinh' },
];

export const systemCard = (id: string, agencyId: string, more: Partial<System> = {}): System => ({
  ...{ id, agencyId, name: name(`Hệ thống ${id}`), level: 2, dossier: { state: 'none' } },
  ...{ networks: [], hosts: [], domains: [], datasets: [] },
  ...{ ownerId: 'tinh', operatorId: agencyId, specialisedUnitId: 'cong-an', stage: 'operating' },
  levelFacts: { kind: 'internal', information: ['public'] },
  ...more,
});

export function registryOf(systems: System[]): Registry {
  const { calendar } = SHIPPED;
  return { agencies: AGENCIES, systems, agreements: [], sources: [], calendar };
}

export interface TestRoom {
  deps: OfficeDeps;
  store: Store;
  clock: { now: number };
  registry: { current: Registry };
  /** A person of a unit. */
  by(username: string, role?: Role, unit?: string): By;
  /** The same room over another connection to the same files. */
  again(change?: Partial<OfficeDeps>): OfficeDeps;
  close(): Promise<void>;
}

/** A room over a real store, with law and controls as they ship. */
export function openTestRoom(
  systems: System[] = [systemCard('his', 'benh-vien'), systemCard('truong', 'so-gd')],
): TestRoom {
  const directory = mkdtempSync(join(tmpdir(), 'khien-office-'));
  const open = (): Store =>
    createSqliteStore({ directory, cursorKey: Buffer.alloc(32, 1), collections: COLLECTIONS });
  const opened: Store[] = [];
  const clock = { now: Date.parse('2026-11-21T03:00:00Z') };
  const now = () => clock.now;
  const registry = { current: registryOf(systems) };
  const { sections } = parseSections(
    FORM.map((value, index) => ({ file: `${index}.yml`, value, lineAt: () => 1 })),
  );
  const depsOver = (store: Store): OfficeDeps => ({
    store,
    registry: () => registry.current,
    law: () => SHIPPED.law,
    controls: () => SHIPPED.controls,
    fourLayers: () => SHIPPED.law,
    sections: () => sections,
    recorder: createAlertRecorder({ store, log: silentLogger, now, foldEveryMs: 1 }),
    statusRules: () => SHIPPED.status,
    sourceHealth: async () => [],
    retention: { promisedDays: () => 365 },
    now,
    randomBytes,
    log: silentLogger,
  });
  const openOne = (): Store => {
    const store = open();
    opened.push(store);
    return store;
  };
  const store = openOne();
  return {
    ...{ deps: depsOver(store), store, clock, registry },
    by: (username, role = 'system_owner', unit) => ({
      actor: { userId: `u-${username}`, username, role },
      from: { ip: '192.0.2.10' },
      ...(unit !== undefined && { unit }),
    }),
    again: (change = {}) => ({ ...depsOver(openOne()), ...change }),
    async close() {
      for (const one of opened) await one.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const FORM = [
  {
    ...{
      id: 'tong-quan',
      order: 1,
      component: 'overview',
      title: name('Tổng quan'),
      intro: name('Nói về hệ thống.'),
    },
    ...{ clause: 'NĐ 331 Đ22.1', mark: 'V1', inheritable: false },
    fields: [field('ten', { source: 'system.name' }), field('muc-dich')],
  },
  {
    ...{
      id: 'ha-tang',
      order: 2,
      component: 'design',
      title: name('Hạ tầng'),
      intro: name('Nói về hạ tầng.'),
    },
    ...{ clause: 'NĐ 331 Đ22.2', mark: 'V1', inheritable: true },
    fields: [field('noi-dat')],
  },
];
