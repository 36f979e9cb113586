import { MonitorError, type Source, type UserView } from '@khien/model';
import { sourcesInScope } from '@khien/policy';
import { createRepositories } from '@khien/store';
import { z } from 'zod';
import { sumByMinute, totalsOf } from '../accounting';
import type { ApiDeps, SourceHealth } from '../api-deps';
import { nameRests } from '../name-rests';
import { Id, Instant } from '../query-fields';
import { type Route, route } from '../route';
import { createSight } from '../sight';

const HOUR = 3600_000;
/** Minutes are kept so long; what is older is summed by day. */
const KEPT = 48 * 3_600_000;
const LONGEST = 24 * HOUR;

/** Sources, how they are doing, and where every record of them went. */
export function sourceRoutes(deps: ApiDeps): Route[] {
  const { store, registry, sourceHealth, sourceOutlook, now } = deps;
  const sight = createSight(registry);
  const { intake, ledger } = createRepositories(store);
  function visible(user: UserView): Source[] {
    const ids = new Set(sourcesInScope(user, registry()));
    return registry().sources.filter((source) => ids.has(source.id));
  }
  function viewOf(source: Source, health: SourceHealth | undefined) {
    const { systems, agencies } = registry();
    const system = systems.find((one) => one.id === source.systemId);
    const agency = agencies.find((one) => one.id === system?.agencyId);
    const { id, name, profile, systemId, silenceMinutes } = source;
    return {
      id,
      name,
      profile,
      transport: source.transport.kind,
      systemId,
      systemName: system?.name ?? { vi: systemId, en: systemId },
      ...(agency && { agencyName: agency.name }),
      silenceMinutes,
      ...(health ? withoutId(health) : NEVER_SEEN),
    };
  }
  return [
    route({
      method: 'GET',
      path: '/sources',
      action: 'source.read',
      summary: 'Every source with its state and its accounting',
      async handle({ caller }) {
        const sources = visible(caller.user);
        const health = new Map((await sourceHealth(sources)).map((one) => [one.sourceId, one]));
        return { body: { items: sources.map((source) => viewOf(source, health.get(source.id))) } };
      },
    }),
    route({
      method: 'GET',
      path: '/sources/:id',
      action: 'source.read',
      summary:
        'One source: its state, what it usually sends, and the rules, controls and dossiers that rest on it',
      params: z.strictObject({ id: Id }),
      async handle({ params, caller }) {
        const source = visible(caller.user).find(({ id }) => id === params.id);
        if (!source) throw new MonitorError('not_found', `source ${params.id}: not found or out of scope`);
        const [[health], outlook] = await Promise.all([sourceHealth([source]), sourceOutlook(source)]);
        const rests = nameRests(outlook.rests, {
          ruleTitle: deps.ruleTitle,
          controls: deps.controls().controls,
          systems: sight.systems(caller.user),
        });
        return { body: { ...viewOf(source, health), ...outlook, rests } };
      },
    }),
    route({
      method: 'GET',
      path: '/sources/:id/accounting',
      action: 'source.read',
      summary:
        'Per minute: received, stored, duplicate, dead-lettered, shed (last hour unless said; at most 24 hours)',
      params: z.strictObject({ id: Id }),
      query: z.strictObject({ from: Instant.optional(), to: Instant.optional() }),
      async handle({ params, query, caller }) {
        if (!visible(caller.user).some((source) => source.id === params.id))
          throw new MonitorError('not_found', `source ${params.id}: not found or out of scope`);
        const to = query.to ?? now();
        const from = query.from ?? to - HOUR;
        if (to < from || to - from > LONGEST)
          throw new MonitorError('invalid', 'accounting: range', {
            problems: [{ pointer: '/from', message: 'range.too_long' }],
          });
        if (from < now() - KEPT)
          throw new MonitorError('invalid', 'accounting: range', {
            problems: [{ pointer: '/from', message: 'range.too_old' }],
          });
        const [intakeRows, ledgerRows] = await Promise.all([
          intake.ofSource(params.id, { from, to }),
          ledger.ofSource(params.id, { from, to }),
        ]);
        const minutes = sumByMinute({ intake: intakeRows, ledger: ledgerRows });
        return { body: { minutes, totals: totalsOf(minutes) } };
      },
    }),
  ];
}

const NEVER_SEEN: Omit<SourceHealth, 'sourceId'> = {
  state: 'never',
  totals: { received: 0, stored: 0, duplicate: 0, deadLettered: 0, shed: 0, inFlight: 0 },
  balanced: true,
  ratePerMinute: 0,
  parseRate: 1,
};

function withoutId({ sourceId: _sourceId, ...health }: SourceHealth): Omit<SourceHealth, 'sourceId'> {
  return health;
}
