import {
  Agency,
  type Logger,
  MonitorError,
  parseOrThrow,
  type Registry,
  type Store,
  System,
  type SystemDay,
} from '@khien/model';
import { inScope, type Scope } from '@khien/policy';
import { type HeardSource, type ImportPlan, planImport, reconcile, registerSheets } from '@khien/register';
import { readAll } from '@khien/store';
import { problemAt } from '../problems';
import type { AgencyCard, RegisterDesk, SystemCard } from '../register-desk';
import { type CardDocument, cardIdOf } from './card-document';
import { createImportJournal } from './import-journal';
import { noteCardChange } from './note-card-change';
import { type ReadRegister, readRegister } from './read-register';
import { saveCard } from './save-card';

export interface RegisterDeskDeps {
  store: Store;
  /** The register as the configuration says it, without what is in the store. */
  base: () => Registry;
  sourceHealth?: () => Promise<readonly HeardSource[]>;
  now: () => number;
  log: Logger;
}

const DAY_MS = 86_400_000;
/** Vietnam is UTC+7 all the year. */
const OFFSET_MS = 7 * 3_600_000;
const NO_SYSTEM = '-';

/** The register's book. See RegisterDesk. */
export function createRegisterDesk(deps: RegisterDeskDeps): RegisterDesk {
  const { store, base, now } = deps;
  const journal = createImportJournal(deps);
  const read = (): Promise<ReadRegister> => readRegister(store, base());
  const settled = async (): Promise<ReadRegister> => {
    await journal.settle();
    return read();
  };
  const saving = { store, now, read: settled };

  return {
    effective: async () => (await read()).registry,
    async system(id) {
      const register = await read();
      return systemCards(register).find(({ system }) => system.id === id);
    },
    cards: async (scope) => systemCards(await read()).filter(({ system }) => inScope(scope, system.agencyId)),
    save: (by, system, expectedVersion) =>
      saveCard(saving, { by, card: parseOrThrow(System, system, 'register'), expectedVersion }),
    async agency(id) {
      return agencyCards(await read()).find(({ agency }) => agency.id === id);
    },
    agencies: async (scope) => agencyCards(await read()).filter(({ agency }) => inScope(scope, agency.id)),
    saveAgency: (by, agency, expectedVersion) =>
      saveCard(saving, { by, card: parseOrThrow(Agency, agency, 'register'), expectedVersion }),
    planImport: async (sheets, kind) => planImport({ sheets, kind, current: (await settled()).state }),
    async applyImport(by, sheets, { kind, planHash }) {
      const { last } = await journal.settle();
      const plan = planImport({ sheets, kind, current: (await read()).state });
      refuse(plan, planHash);
      const counts = { added: plan.add.length, changed: plan.change.length, unchanged: plan.unchanged };
      if (counts.added + counts.changed > 0) await journal.run(by, plan, last);
      return counts;
    },
    async repairImports() {
      const { finished } = await journal.settle();
      const { documents } = await read();
      let activities = 0;
      for (const document of documents.values()) if (await noteCardChange(store, document)) activities++;
      return { imports: finished, activities };
    },
    async exportSheets(kind, scope, language = 'vi') {
      const { registry } = await read();
      const systems = registry.systems.filter(({ agencyId }) => inScope(scope, agencyId));
      const agencies = registry.agencies.filter(({ id }) => inScope(scope, id));
      return registerSheets(kind, { systems, agencies }, language);
    },
    reconcile: async (scope, days = 30) => reconciled(deps, (await read()).registry, { scope, days }),
    async overlay(since) {
      const { registry, documents, dossiers } = await read();
      const changed = new Set([
        ...[...documents.values()].filter(({ updatedAt }) => updatedAt >= since).map(({ _id }) => _id),
        ...dossiers
          .filter(({ updatedAt }) => updatedAt >= since)
          .map(({ systemId }) => cardIdOf('system', systemId)),
      ]);
      return {
        systems: registry.systems.filter(({ id }) => changed.has(cardIdOf('system', id))),
        agencies: registry.agencies.filter(({ id }) => changed.has(cardIdOf('agency', id))),
      };
    },
  };
}

const versionOf = (document: CardDocument | undefined): { version: number; updatedAt?: number } =>
  document === undefined ? { version: 0 } : { version: document.version, updatedAt: document.updatedAt };

function systemCards({ registry, documents }: ReadRegister): SystemCard[] {
  return registry.systems.map((system) => ({
    system,
    ...versionOf(documents.get(cardIdOf('system', system.id))),
  }));
}

function agencyCards({ registry, documents }: ReadRegister): AgencyCard[] {
  return registry.agencies.map((agency) => ({
    agency,
    ...versionOf(documents.get(cardIdOf('agency', agency.id))),
  }));
}

function refuse({ problems, planHash }: ImportPlan, expected: string): void {
  if (problems.length > 0) {
    throw new MonitorError('invalid', `register: ${problems.length} bad cells`, {
      problems: problems.map(({ sheet, row, column, text }) =>
        problemAt(`/${[sheet, String(row), column].map(escaped).join('/')}`, text),
      ),
    });
  }
  if (planHash !== expected) {
    throw new MonitorError('conflict', 'register: file or register are not what was previewed', {
      problems: [
        problemAt('/planHash', {
          vi: 'Sổ đăng ký hoặc tệp đã thay đổi sau khi xem trước; hãy xem trước lại',
          en: 'The register or the file changed since the preview; preview it again',
        }),
      ],
    });
  }
}

/** JSON pointer, RFC 6901. */
const escaped = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

async function reconciled(
  { store, sourceHealth, now }: RegisterDeskDeps,
  registry: Registry,
  { scope, days }: { scope: Scope; days: number },
): ReturnType<RegisterDesk['reconcile']> {
  const from = new Date(now() + OFFSET_MS - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  const systems = registry.systems.filter(({ agencyId }) => inScope(scope, agencyId));
  // The day of nobody holds every stranger; a part of the province sees those that speak through its own sources.
  const speakers = scope === '*' ? [NO_SYSTEM] : systems.map(({ id }) => id);
  const [sums, strangers, sources] = await Promise.all([
    store.countBy('system_days', { filter: { day: { gte: from } } }, 'systemId', ['events']),
    readAll<SystemDay>(store, 'system_days', { filter: { systemId: { in: speakers }, day: { gte: from } } }),
    sourceHealth?.() ?? [],
  ]);
  const heard = new Set(sums.filter((one) => (one.sums.events ?? 0) > 0).map(({ value }) => String(value)));
  const all = reconcile({ registry, days: strangers, heard, sources });
  const own = new Set(systems.map(({ id }) => id));
  return { ...all, registeredNotHeard: all.registeredNotHeard.filter(({ systemId }) => own.has(systemId)) };
}
