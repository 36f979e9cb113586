import { DossierEvent, type DossierEventKind, MonitorError, type UserView } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { answerDossier } from '../dossier-answer';
import { mayDo } from '../dossier-duties';
import { DossierId, LegalDay } from '../query-fields';
import { realDays } from '../real-days';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { requireIfMatch } from '../version-tag';

const Act = realDays(z.strictObject({ event: DossierEvent, on: LegalDay }));

/** One act on a dossier: drafting, appraising and approving are three roles. */
export function dossierActRoutes({ office, registry, sections, refreshRegister }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'POST',
      path: '/dossiers/:id/acts',
      action: ['dossier.draft', 'dossier.appraise', 'dossier.approve'],
      summary:
        'Do one act on a dossier, on its legal day, and read it again whole; refused with each reason and its clause',
      params: z.strictObject({ id: DossierId }),
      body: Act,
      async handle(call) {
        const { params, body, caller } = call;
        const expectedSeq = requireIfMatch(call.request);
        sight.systemOfDossier(caller.user, params.id);
        refuseUnlessTheirs(caller.user, body.event.kind);
        const by = byOf(call);
        await office.dossiers.act(by, params.id, body, expectedSeq);
        await refreshRegister();
        return answerDossier(await office.dossiers.get(by, params.id), caller.user, sections());
      },
    }),
  ];
}

function refuseUnlessTheirs(user: UserView, kind: DossierEventKind): void {
  if (mayDo(user, kind)) return;
  throw new MonitorError('forbidden', `dossier: ${user.role} may not ${kind}`, {
    problems: [{ pointer: '/event/kind', message: 'dossier.not_your_role' }],
  });
}
