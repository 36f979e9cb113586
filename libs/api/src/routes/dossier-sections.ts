import { DossierSection, MonitorError } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { CardId, DossierId, Sha256 } from '../query-fields';
import { realDays } from '../real-days';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { FileName } from '../upload';
import { etagOf, requireIfMatch } from '../version-tag';

const MAX_ANSWERS = 500;

const Answers = DossierSection.shape.answers.refine((answers) => Object.keys(answers).length <= MAX_ANSWERS, {
  error: 'section.too_many_answers',
});
const Draft = realDays(
  z.strictObject({
    answers: Answers,
    files: z
      .array(z.strictObject({ name: FileName, sha256: Sha256, bytes: z.number().int().nonnegative() }))
      .max(50)
      .optional(),
    inheritedFrom: CardId.optional(),
  }),
);

/** The dossier's form, one section at a time. */
export function dossierSectionRoutes({ office, registry, sections }: ApiDeps): Route[] {
  const sight = createSight(registry);
  return [
    route({
      method: 'PUT',
      path: '/dossiers/:id/sections/:section',
      action: 'dossier.draft',
      summary: 'Save the answers of one section; If-Match is its version, "0" for a new one',
      params: z.strictObject({ id: DossierId, section: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,79}$/) }),
      body: Draft,
      async handle(call) {
        const { params, body, caller } = call;
        const expectedVersion = requireIfMatch(call.request);
        sight.systemOfDossier(caller.user, params.id);
        if (!sections().some((spec) => spec.id === params.section))
          throw new MonitorError('not_found', `section ${params.section}: not found`);
        const by = byOf(call);
        const { answers, files, inheritedFrom } = body;
        if (inheritedFrom !== undefined) {
          const { inheritable } = await office.dossiers.get(by, params.id);
          refuseUnlessOffered(inheritable, params.section, inheritedFrom);
        }
        const draft = {
          answers,
          ...(files && { files }),
          ...(inheritedFrom !== undefined && { inheritedFrom }),
        };
        const section = await office.dossiers.saveSection(
          by,
          params.id,
          params.section,
          draft,
          expectedVersion,
        );
        const { completeness } = await office.dossiers.get(by, params.id);
        return { body: { section, completeness }, headers: { ETag: etagOf(section.version) } };
      },
    }),
  ];
}

/** Only the platform the system stands on lends its sections. */
function refuseUnlessOffered(
  offered: ReadonlyArray<{ section: string; fromSystemId: string }>,
  section: string,
  from: string,
): void {
  if (offered.some((one) => one.section === section && one.fromSystemId === from)) return;
  throw new MonitorError('invalid', `section ${section}: not inheritable from ${from}`, {
    problems: [{ pointer: '/inheritedFrom', message: 'section.not_inheritable' }],
  });
}
