import type { Identity } from '@khien/accounts';
import { type Alert, MonitorError, type StoredEvent } from '@khien/model';
import { agencyScope, can, inScope, scopeFilter } from '@khien/policy';
import { z } from 'zod';
import { AlertQuery, searchAlerts } from '../alert-search';
import { activityOf } from '../alert-steps';
import { alertViewFor } from '../alert-view';
import type { ApiDeps } from '../api-deps';
import { Id } from '../query-fields';
import { createReadLog } from '../read-log';
import { type Call, type Route, route } from '../route';
import { etagOf } from '../version-tag';

const RELATED = 5;
const ById = z.strictObject({ id: Id });

/** Reading alerts, always within the person's agencies. */
export function alertRoutes(deps: ApiDeps): Route[] {
  const { store, registry } = deps;
  const readLog = createReadLog(store, deps.now);

  /** The stored events that bear the alert out; reading them leaves a record. */
  async function evidenceOf(
    alert: Alert,
    { caller, from }: Pick<Call<unknown, unknown, unknown>, 'caller' | 'from'>,
  ) {
    if (!can(caller.user, 'event.read')) return [];
    const events = await readEvents(deps, alert);
    const scope = agencyScope(caller.user, registry().agencies);
    const visible = events.filter((event) => inScope(scope, event.khien.agency_id));
    if (visible.length === 0) return [];
    const subject = { kind: 'event', id: `alert:${alert._id}` } as const;
    await readLog.record(caller, {
      subject,
      from,
      data: { events: visible.length },
      ...(alert.agencyId !== undefined && { agencyId: alert.agencyId }),
    });
    return visible;
  }

  async function relatedTo(alert: Alert, { user }: Identity) {
    const { docs } = await store.find<Alert>('alerts', {
      filter: {
        ...scopeFilter(user, 'alerts', registry()),
        'entity.value': alert.entity.value,
        'entity.kind': alert.entity.kind,
        'rule.id': alert.rule.id,
      },
      sort: [['lastSeen', 'desc']],
      limit: RELATED + 1,
    });
    return docs
      .filter((one) => one._id !== alert._id)
      .slice(0, RELATED)
      .map((one) => alertViewFor(user, one, registry()));
  }

  return [
    route({
      method: 'GET',
      path: '/alerts',
      action: 'alert.read',
      summary: 'Alerts by status, severity, kind, system, source, agency, time and words',
      query: AlertQuery,
      handle: async ({ query, caller }) => ({ body: await searchAlerts(deps, caller.user, query) }),
    }),
    route({
      method: 'GET',
      path: '/alerts/summary',
      action: 'alert.read',
      summary: 'How many alerts stand where, and how severe the open ones are',
      async handle({ caller }) {
        const scope = scopeFilter(caller.user, 'alerts', registry());
        const open = { ...scope, 'workflow.status': { in: ['new', 'acknowledged'] } };
        const [byStatus, bySeverity] = await Promise.all([
          store.countBy('alerts', { filter: scope }, 'workflow.status'),
          store.countBy('alerts', { filter: open }, 'severity'),
        ]);
        return {
          body: {
            byStatus: { new: 0, acknowledged: 0, closed: 0, ...counts(byStatus) },
            bySeverity: { critical: 0, high: 0, medium: 0, low: 0, informational: 0, ...counts(bySeverity) },
          },
        };
      },
    }),
    route({
      method: 'GET',
      path: '/alerts/:id',
      action: 'alert.read',
      summary: 'One alert with its evidence, what people did, its system and what happened before',
      params: ById,
      async handle({ params, caller, from }) {
        const alert = await visibleAlert(deps, caller, params.id);
        const [evidence, activity, related] = await Promise.all([
          evidenceOf(alert, { caller, from }),
          activityOf(store, alert._id),
          relatedTo(alert, caller),
        ]);
        const system = systemOf(deps, alert);
        const view = alertViewFor(caller.user, alert, registry());
        const [first] = evidence;
        const explanation = first && deps.explain(alert.rule.id, first);
        return {
          body: {
            alert: view,
            evidence,
            activity,
            ...(system && { system }),
            ...(explanation && { explanation }),
            related,
          },
          headers: { ETag: etagOf(alert.workflow.seq) },
        };
      },
    }),
  ];
}

/** The alert with this id if the person may see it; MonitorError `not_found` whether it is elsewhere or nowhere. */
export async function visibleAlert(
  { store, registry }: Pick<ApiDeps, 'store' | 'registry'>,
  { user }: Identity,
  id: string,
): Promise<Alert> {
  const alert = await store.get<Alert>('alerts', id);
  if (alert && inScope(agencyScope(user, registry().agencies), alert.agencyId)) return alert;
  throw new MonitorError('not_found', `alert ${id}: not found or out of scope`);
}

async function readEvents({ store }: ApiDeps, alert: Alert): Promise<StoredEvent[]> {
  const days = new Set(alert.evidence.map((ref) => ref.day));
  const perDay = [...days].map((day) => {
    const ids = alert.evidence.filter((ref) => ref.day === day).map((ref) => ref.id);
    return store.getMany<StoredEvent>('events', ids, day);
  });
  const found = new Map((await Promise.all(perDay)).flat().map((event) => [event._id, event]));
  return alert.evidence.flatMap(({ id }) => found.get(id) ?? []);
}

function systemOf({ registry }: ApiDeps, alert: Alert) {
  const { systems, agencies } = registry();
  const system = systems.find((one) => one.id === alert.systemId);
  if (!system) return undefined;
  const { id, name, level, agencyId } = system;
  const agencyName = agencies.find((one) => one.id === agencyId)?.name;
  return { id, name, level, dossierState: system.dossier.state, agencyId, agencyName };
}

function counts(groups: ReadonlyArray<{ value: unknown; count: number }>): Record<string, number> {
  return Object.fromEntries(
    groups.filter((group) => group.value !== null).map(({ value, count }) => [String(value), count]),
  );
}
