import { appendActivity } from '@khien/accounts';
import { MonitorError, type UserView } from '@khien/model';
import type { StoredFile } from '@khien/office';
import { inScope } from '@khien/policy';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { CardId, Sha256 } from '../query-fields';
import { actorOf } from '../read-log';
import { type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { Base64, FileName, octetsOf, refuseOtherContent, UploadType } from '../upload';

const Upload = z.strictObject({
  systemId: CardId,
  name: FileName,
  mediaType: UploadType,
  base64: Base64,
});

/** Files that papers, evidence and the dossier's form refer to by their SHA-256. */
export function fileRoutes({ office, registry, store, now }: ApiDeps): Route[] {
  const sight = createSight(registry);

  function isVisible(user: UserView, { owners }: StoredFile): boolean {
    const scope = sight.scopeOf(user);
    const { systems } = registry();
    return owners.some(({ agencyId, systemId }) => {
      const system = systems.find((one) => one.id === systemId);
      return inScope(scope, system?.agencyId ?? agencyId);
    });
  }

  return [
    route({
      method: 'POST',
      path: '/files',
      action: 'document.import',
      summary:
        'Hand in a file of a system (PDF, DOCX, XLSX, PNG, JPEG; at most 8 MiB); it is named by its SHA-256 from then on',
      upload: true,
      body: Upload,
      async handle(call) {
        const { systemId, name, mediaType, base64 } = call.body;
        const system = sight.system(call.caller.user, systemId);
        const bytes = octetsOf(base64);
        refuseOtherContent(bytes, mediaType);
        const file = { name, mediaType, bytes, systemId: system.id, agencyId: system.agencyId };
        return { status: 201, body: { name, ...(await office.files.put(byOf(call), file)) } };
      },
    }),
    route({
      method: 'GET',
      path: '/files/:sha256',
      action: 'dossier.read',
      summary: 'A file that was handed in; leaves a record of who read it',
      produces: 'application/octet-stream',
      params: z.strictObject({ sha256: Sha256 }),
      async handle({ params: { sha256 }, caller, from }) {
        const file = await office.files.get(sha256);
        if (!file || !isVisible(caller.user, file))
          throw new MonitorError('not_found', `file ${sha256}: not found or out of scope`);
        const agencyId = file.owners.find((owner) => owner.agencyId !== undefined)?.agencyId;
        await appendActivity(store, {
          subject: { kind: 'document', id: sha256 },
          action: 'document_read',
          at: now(),
          actor: actorOf(caller),
          from,
          data: { name: file.name, bytes: file.bytes.length },
          ...(agencyId !== undefined && { agencyId }),
        });
        const { bytes, mediaType, name } = file;
        return { file: { bytes, mediaType, name } };
      },
    }),
  ];
}
