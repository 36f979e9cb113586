import { DossierEvent, type DossierEventKind, MonitorError, type UserView } from '@khien/model';
import { type Action, can } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { DossierId, LegalDay } from '../query-fields';
import { realDays } from '../real-days';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { etagOf, requireIfMatch } from '../version-tag';

/** Who may do what with a dossier, by role; which unit and which person is the guard's business (NĐ 331 Đ18, Đ20). */
const ACTS: Readonly<Record<DossierEventKind, readonly Action[]>> = {
  started: ['dossier.draft'],
  level_proposed: ['dossier.draft'],
  risk_assessed: ['dossier.draft'],
  regulation_issued: ['dossier.draft'],
  appraiser_assigned: ['dossier.draft'],
  expert_opinion_requested: ['dossier.draft'],
  submitted: ['dossier.draft'],
  approval_requested: ['dossier.draft'],
  approval_expected: ['dossier.draft'],
  deployment_declared: ['dossier.draft'],
  went_live: ['dossier.draft'],
  retired: ['dossier.draft'],
  expert_opinion_given: ['dossier.appraise'],
  found_incomplete: ['dossier.appraise'],
  accepted: ['dossier.appraise'],
  opinion_given: ['dossier.appraise'],
  approved: ['dossier.approve'],
  approval_refused: ['dossier.approve'],
  listed_critical: ['dossier.approve'],
  // Đ18.1: for levels 1–2 the specialised unit approves, and reports.
  reported_to_owner: ['dossier.approve', 'dossier.appraise'],
  // Follows from the approval of the next version; nobody does it.
  replaced: [],
};

const Act = realDays(z.strictObject({ event: DossierEvent, on: LegalDay }));

/** One act on a dossier: drafting, appraising and approving are three roles. */
export function dossierActRoutes({ office, registry, refreshRegister }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'POST',
      path: '/dossiers/:id/acts',
      action: ['dossier.draft', 'dossier.appraise', 'dossier.approve'],
      summary: 'Do one act on a dossier, on its legal day; refused with each reason and its clause',
      params: z.strictObject({ id: DossierId }),
      body: Act,
      async handle(call) {
        const { params, body, caller } = call;
        const expectedSeq = requireIfMatch(call.request);
        sight.systemOfDossier(caller.user, params.id);
        refuseUnlessTheirs(caller.user, body.event.kind);
        const by = byOf(call);
        const dossier = await office.dossiers.act(by, params.id, body, expectedSeq);
        await refreshRegister();
        const { allowed } = await office.dossiers.get(by, params.id);
        return { body: { dossier, allowed }, headers: { ETag: etagOf(dossier.seq) } };
      },
    }),
  ];
}

function refuseUnlessTheirs(user: UserView, kind: DossierEventKind): void {
  if (ACTS[kind].some((action) => can(user, action))) return;
  throw new MonitorError('forbidden', `dossier: ${user.role} may not ${kind}`, {
    problems: [{ pointer: '/event/kind', message: 'dossier.not_your_role' }],
  });
}
