import { approverOf, filledSections, isEditable } from '@khien/dossier';
import { can } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { partiesOf, rolesOf } from '../parties-of';
import { DossierId } from '../query-fields';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';

/** What the form of a dossier starts from: which questions its level is asked, and what the register answers of them. */
export function dossierFormRoutes(deps: ApiDeps): Route[] {
  const { office, registry, sections } = deps;
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/dossiers/:id/form',
      action: 'dossier.read',
      summary:
        'Questions asked at the level of a dossier, what the register answers, and the bodies with a role',
      params: z.strictObject({ id: DossierId }),
      async handle(call) {
        const system = sight.systemOfDossier(call.caller.user, call.params.id);
        const { dossier, level } = await office.dossiers.get(byOf(call), call.params.id);
        const roles = await rolesOf(deps, system);
        const parties = { ...partiesOf(roles, dossier.appraiserId), approver: approverOf(dossier, roles) };
        const filled = filledSections({
          ...roles,
          dossier,
          computed: level,
          specs: sections(),
          // Without what was typed: the page has that, and its person wants to see what the register says instead.
          sections: [],
        });
        const { id, name, agencyId, hostedOn } = system;
        return {
          body: {
            system: { id, name, agencyId, ...(hostedOn !== undefined && { hostedOn }) },
            parties: Object.fromEntries(
              Object.entries(parties).flatMap(([role, body]) => {
                const named = sight.nameOf(body);
                return named ? [[role, named]] : [];
              }),
            ),
            editable: isEditable(dossier) && can(call.caller.user, 'dossier.draft'),
            questions: filled.flatMap(({ spec, fields }) =>
              fields.map(({ field, answer }) => ({
                section: spec.id,
                field: field.id,
                ...(answer !== undefined && { card: answer }),
              })),
            ),
          },
        };
      },
    }),
  ];
}
