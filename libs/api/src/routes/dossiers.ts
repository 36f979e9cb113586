import { DossierStep, MonitorError } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { answerDossier } from '../dossier-answer';
import { CardId, DossierId, nextOf, Paging, Sha256 } from '../query-fields';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { etagOf } from '../version-tag';

const ById = z.strictObject({ id: DossierId });

/** Hồ sơ đề xuất cấp độ: where they stand, what they hold, what may be done next. */
export function dossierRoutes({ office, registry, sections, refreshRegister }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'POST',
      path: '/systems/:id/dossiers',
      action: 'dossier.draft',
      summary: 'Begin the dossier of a system, or determine its level again',
      params: z.strictObject({ id: CardId }),
      body: z.strictObject({ reason: z.string().trim().min(5).max(4000).optional() }),
      async handle(call) {
        const system = sight.system(call.caller.user, call.params.id);
        const dossier = await office.dossiers.start(byOf(call), system.id, call.body.reason);
        await refreshRegister();
        return { status: 201, body: { dossier }, headers: { ETag: etagOf(dossier.seq) } };
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers',
      action: 'dossier.read',
      summary: 'Dossiers by step and body, the newest change first',
      query: z.strictObject({ step: DossierStep.optional(), agencyId: CardId.optional(), ...Paging }),
      async handle({ query, caller }) {
        const { step, agencyId, limit, cursor } = query;
        const page = await office.dossiers.list({
          scope: sight.scopeWithin(caller.user, agencyId),
          limit,
          ...(step && { step }),
          ...(cursor !== undefined && { cursor }),
        });
        return { body: { items: page.items, ...nextOf(page.next) } };
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/:id',
      action: 'dossier.read',
      summary: 'One dossier with its acts, its form, how complete it is and what may be done next',
      params: ById,
      async handle(call) {
        sight.systemOfDossier(call.caller.user, call.params.id);
        const view = await office.dossiers.get(byOf(call), call.params.id);
        return answerDossier(view, call.caller.user, sections());
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/:id/diff',
      action: 'dossier.read',
      summary: 'What differs from the version before, field by field',
      params: ById,
      async handle({ params, caller }) {
        sight.systemOfDossier(caller.user, params.id);
        return { body: await office.dossiers.diff(params.id) };
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/:id/snapshots/:hash',
      action: 'dossier.read',
      summary:
        'What the dossier held when it was submitted, appraised or approved, and whether it still gives its hash',
      params: ById.extend({ hash: Sha256 }),
      async handle(call) {
        const { id, hash } = call.params;
        sight.systemOfDossier(call.caller.user, id);
        const { acts } = await office.dossiers.get(byOf(call), id);
        const pinned = acts.some((act) => act.snapshot === hash);
        const snapshot = pinned ? await office.dossiers.snapshot(hash) : undefined;
        if (!snapshot) throw new MonitorError('not_found', `snapshot ${hash}: not of dossier ${id}`);
        return { body: snapshot };
      },
    }),
  ];
}
