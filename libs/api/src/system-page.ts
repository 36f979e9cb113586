import { ControlStatus, type Dossier, type System, type UserView } from '@khien/model';
import type { GapRow } from '@khien/office';
import type { ApiDeps } from './api-deps';
import { type Parties, partiesOf, rolesOf } from './parties-of';
import type { Sight } from './sight';

type PageDeps = Pick<ApiDeps, 'office' | 'registry' | 'sourceHealth' | 'store' | 'now'>;

/** Everything about one system on one screen: level, dossier, layers, sources, gaps, deadlines. */
export async function systemPage(
  deps: PageDeps,
  sight: Sight,
  { user, system }: { user: UserView; system: System },
) {
  const { office } = deps;
  const { register } = office;
  const { id, agencyId } = system;
  const scope = new Set([agencyId]);
  const [card, dossier, versions, sheet, gaps, deadlines, sources, heard, alerts, roles] = await Promise.all([
    register.system(id),
    office.dossiers.current(id),
    office.dossiers.versions(id),
    office.sheets.summary(id),
    office.gaps.list(id),
    office.deadlines.list(scope, { systemId: id }),
    sourcesOf(deps, id),
    register.reconcile(scope),
    alertsOf(deps, id),
    rolesOf(deps, system),
  ]);
  return {
    system: card?.system ?? system,
    version: card?.version ?? 0,
    agency: sight.agency(user, agencyId),
    ...bodiesOf(sight, partiesOf(roles, dossier?.appraiserId)),
    ...(dossier && { dossier }),
    dossiers: versions.map(versionOf),
    ...(sheet && { sheet }),
    gaps: gapsOf(gaps),
    sources,
    deadlines: deadlines.filter(({ state }) => state !== 'done'),
    level: office.levelOf(system),
    reconciliation: { notHeard: heard.registeredNotHeard.some(({ systemId }) => systemId === id) },
    alerts,
  };
}

/** Chủ quản, vận hành, chuyên trách, thẩm định: names only, because they may be outside the reader's scope. */
function bodiesOf(sight: Sight, parties: Parties) {
  const named = {
    owner: sight.nameOf(parties.owner),
    operator: sight.nameOf(parties.operator),
    specialisedUnit: sight.nameOf(parties.specialisedUnit),
    appraiser: sight.nameOf(parties.appraiser),
  };
  return Object.fromEntries(Object.entries(named).filter(([, name]) => name !== undefined)) as {
    [K in keyof typeof named]?: NonNullable<(typeof named)[K]>;
  };
}

function versionOf({ _id, determination, step, proposedLevel, approvedLevel, approvedOn }: Dossier) {
  const level = approvedLevel ?? proposedLevel;
  return {
    id: _id,
    determination,
    step,
    ...(level !== undefined && { level }),
    ...(approvedOn !== undefined && { approvedOn }),
  };
}

function gapsOf(rows: readonly GapRow[]) {
  const byStatus = Object.fromEntries(
    ControlStatus.options
      .map((status) => [status, rows.filter(({ result }) => result.status === status).length] as const)
      .filter(([, count]) => count > 0),
  );
  return { total: rows.length, overdue: rows.filter(({ overdue }) => overdue).length, byStatus };
}

async function sourcesOf({ registry, sourceHealth }: PageDeps, systemId: string) {
  const sources = registry().sources.filter((source) => source.systemId === systemId);
  const health = new Map((await sourceHealth(sources)).map((one) => [one.sourceId, one]));
  return sources.map(({ id, name, profile }) => {
    const { state = 'never', lastRecordAt } = health.get(id) ?? {};
    return { id, name, profile, state, ...(lastRecordAt !== undefined && { lastRecordAt }) };
  });
}

/** How many alerts stand open: a number, which the reasons of the layers tell everybody too; the alerts themselves need their own right. */
async function alertsOf({ store }: PageDeps, systemId: string) {
  const filter = { systemId, 'workflow.status': { in: ['new', 'acknowledged'] } };
  const groups = await store.countBy('alerts', { filter }, 'severity');
  const open = groups.reduce((sum, { count }) => sum + count, 0);
  return { open, critical: groups.find(({ value }) => value === 'critical')?.count ?? 0 };
}
