import { MonitorError } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { documentContextOf } from '../document-context-of';
import { DOCX_OR_PDF, FormId, isOfSystem } from '../document-kinds';
import type { MakeDocument } from '../made-document';
import { CardId } from '../query-fields';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';

/** Explanatory documents about one system: profile, gap list, four-layer sheet. */
export function systemDocumentRoutes(deps: ApiDeps, make: MakeDocument): Route[] {
  const { office, registry } = deps;
  const sight = createSight(registry);
  return [
    route({
      method: 'GET',
      path: '/systems/:id/documents/:kind',
      action: 'document.make',
      summary: 'The profile, gap list or four-layer sheet of a system, as DOCX or PDF',
      produces: 'application/octet-stream',
      params: z.strictObject({ id: CardId, kind: FormId }),
      query: DOCX_OR_PDF,
      async handle(call) {
        const { params, query, caller } = call;
        const system = sight.system(caller.user, params.id);
        if (!isOfSystem(params.kind))
          throw new MonitorError('not_found', `document ${params.kind}: not of a system`);
        const dossier = await office.dossiers.current(system.id);
        const view = dossier && (await office.dossiers.get(byOf(call), dossier._id));
        const language = query.language ?? call.language;
        const context = await documentContextOf(deps, { system, view, language });
        return make(call, {
          form: params.kind,
          format: query.format,
          context,
          about: `system:${system.id}`,
          agencyId: system.agencyId,
        });
      },
    }),
  ];
}
