import { LevelInput } from '@khien/compliance';
import { type FieldProblem, MonitorError, type System, type UserView } from '@khien/model';
import { can, inScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { PARTIES, SystemBody, sameOutcome } from '../card-body';
import { pageOfList } from '../list-page';
import { parseInput } from '../parse-input';
import { CardId } from '../query-fields';
import { type Call, type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { meets, placeOf, SystemQuery, totalsOf } from '../system-filter';
import { systemPage } from '../system-page';
import { etagOf, requireIfMatch } from '../version-tag';

/** Stands for a system that is not in the register yet. */
const NOT_YET = '-';
const NEW_SYSTEM: System = {
  id: NOT_YET,
  name: { vi: 'Hệ thống mới', en: 'New system' },
  agencyId: '',
  dossier: { state: 'none' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
};

const ById = z.strictObject({ id: CardId });

/** Hệ thống thông tin: the register, one card and what stands around it. */
export function systemRoutes(deps: ApiDeps): Route[] {
  const { office, registry } = deps;
  const { register } = office;
  const sight = createSight(registry);

  /** What the words of the card cannot say: whose it is, and that nobody approves their own dossier by editing the card. */
  function refuseUnlessTheirs(user: UserView, before: System | undefined, after: System): void {
    const problems: FieldProblem[] = [];
    if (!inScope(sight.scopeOf(user), after.agencyId) || !sight.nameOf(after.agencyId))
      problems.push({ pointer: '/agencyId', message: 'agency.unknown' });
    const outcome = before ?? { level: undefined, dossier: { state: 'none' as const } };
    if (!sameOutcome(after, outcome) && !can(user, 'register.import'))
      problems.push({ pointer: '/dossier', message: 'register.outcome_of_dossier' });
    if (!can(user, 'register.import'))
      for (const party of PARTIES)
        if (after[party] !== before?.[party])
          problems.push({ pointer: `/${party}`, message: 'register.party_by_decision' });
    if (problems.length > 0) throw new MonitorError('invalid', `system ${after.id}: refused`, { problems });
  }

  /** Facts for the calculator are read by its own words, and named by where they stand in what was sent. */
  function refuseUnreadable(
    { name, levelFacts }: System,
    call: Pick<Call<unknown, unknown, unknown>, 'language'>,
  ) {
    if (levelFacts === undefined) return;
    readFacts({ ...levelFacts, name: name.vi }, call, '/levelFacts');
  }

  async function save(call: Call<unknown, unknown, System>, expectedVersion: number) {
    const { version, notes } = await register.save(byOf(call), call.body, expectedVersion);
    await deps.refreshRegister();
    return { body: { system: call.body, version, notes }, headers: { ETag: etagOf(version) } };
  }

  return [
    route({
      method: 'GET',
      path: '/systems',
      action: 'register.read',
      summary: 'Systems by body, level, step of the dossier, layers, marks and words',
      query: SystemQuery,
      async handle({ query, caller }) {
        const { limit, cursor, sort, ...filters } = query;
        const rows = await register.systems(sight.scopeWithin(caller.user, query.agencyId));
        const found = rows.filter((row) => meets(row, query));
        const page = pageOfList(found, { placeOf: placeOf(query), query: [sort, filters], limit, cursor });
        return { body: { ...page, totals: totalsOf(found) } };
      },
    }),
    route({
      method: 'GET',
      path: '/systems/:id',
      action: 'register.read',
      summary: 'One system with its level, dossier, layers, sources, gaps and deadlines',
      params: ById,
      async handle({ params, caller: { user } }) {
        const page = await systemPage(deps, sight, { user, system: sight.system(user, params.id) });
        return { body: page, headers: { ETag: etagOf(page.version) } };
      },
    }),
    route({
      method: 'POST',
      path: '/systems',
      action: 'register.edit',
      summary: 'Enter a system into the register',
      body: SystemBody,
      async handle(call) {
        const { body, caller } = call;
        if (registry().systems.some((one) => one.id === body.id))
          throw new MonitorError('conflict', `system ${body.id}: exists`, {
            problems: [{ pointer: '/id', message: 'register.id_taken' }],
          });
        refuseUnlessTheirs(caller.user, undefined, body);
        refuseUnreadable(body, call);
        return { status: 201, ...(await save(call, 0)) };
      },
    }),
    route({
      method: 'PUT',
      path: '/systems/:id',
      action: 'register.edit',
      summary: 'Change the card of a system; If-Match is its version',
      params: ById,
      body: SystemBody,
      async handle(call) {
        const { params, body, caller } = call;
        const expectedVersion = requireIfMatch(call.request);
        const known = sight.system(caller.user, params.id);
        // What another process has just written counts, not what this one has heard of so far.
        const before = (await register.system(known.id))?.system ?? known;
        if (body.id !== params.id)
          throw new MonitorError('invalid', `system ${params.id}: id in the body differs`, {
            problems: [{ pointer: '/id', message: 'register.id_differs' }],
          });
        refuseUnlessTheirs(caller.user, before, body);
        refuseUnreadable(body, call);
        return save(call, expectedVersion);
      },
    }),
    route({
      method: 'POST',
      path: '/systems/:id/level',
      action: 'register.read',
      summary: 'What the level calculator says, with other facts where given; nothing is stored',
      idempotent: false,
      params: z.strictObject({ id: z.union([CardId, z.literal(NOT_YET)]) }),
      body: z.strictObject({ facts: z.record(z.string(), z.unknown()).optional() }),
      async handle(call) {
        const { id } = call.params;
        const system = id === NOT_YET ? NEW_SYSTEM : sight.system(call.caller.user, id);
        const { facts } = call.body;
        if (facts !== undefined) readFacts({ ...facts, name: system.name.vi }, call, '/facts');
        return { body: { answer: office.levelOf(system, facts) } };
      },
    }),
  ];
}

function readFacts(
  facts: Record<string, unknown>,
  { language }: Pick<Call<unknown, unknown, unknown>, 'language'>,
  pointer: string,
): void {
  try {
    parseInput(LevelInput, facts, { about: 'level facts', language, code: 'invalid' });
  } catch (error) {
    if (!(error instanceof MonitorError)) throw error;
    const problems = error.problems.map((one) => ({ ...one, pointer: `${pointer}${one.pointer}` }));
    throw new MonitorError('invalid', error.message, { problems, cause: error });
  }
}
