import { appendActivity } from '@khien/accounts';
import { type Activity, MonitorError, PaperRef } from '@khien/model';
import { z } from 'zod';
import type { ApiDeps } from '../api-deps';
import { documentContextOf } from '../document-context-of';
import { DOCX_OR_PDF, FormId, isOfDossier } from '../document-kinds';
import type { MakeDocument } from '../made-document';
import { DossierId, LegalDay } from '../query-fields';
import { actorOf } from '../read-log';
import { type Call, type Route, route } from '../route';
import { byOf, createSight } from '../sight';
import { Base64, FileName, octetsOf, PDF, requirePdf, signatureNotice } from '../upload';

const ById = z.strictObject({ id: DossierId });
const { number, issuer } = PaperRef.shape;
const Signed = z.strictObject({
  form: FormId,
  name: FileName,
  base64: Base64,
  number,
  date: LegalDay,
  issuer,
});
const MOST_SIGNED = 500;

/** Mẫu 01–07 of a dossier, filled from what it holds, and their signed copies. */
export function dossierDocumentRoutes(deps: ApiDeps, make: MakeDocument): Route[] {
  const { office, documents, registry, store, now } = deps;
  const sight = createSight(registry);

  async function contextFor(call: Call<{ id: string }, unknown, unknown>) {
    const system = sight.systemOfDossier(call.caller.user, call.params.id);
    const view = await office.dossiers.get(byOf(call), call.params.id);
    return { system, context: await documentContextOf(deps, { system, view, language: call.language }) };
  }

  async function signedOf(dossierId: string) {
    const { docs } = await store.find<Activity>('activity', {
      filter: { 'subject.kind': 'dossier', 'subject.id': dossierId, action: 'document_imported' },
      sort: [['seq', 'desc']],
      limit: MOST_SIGNED,
    });
    return docs.map(({ data, at, actor }) => ({
      ...data,
      ...{ at, by: actor.username, signatureVerified: false },
      notice: signatureNotice(data?.signatureSeen === true),
    }));
  }

  return [
    route({
      method: 'GET',
      path: '/dossiers/:id/documents',
      action: 'dossier.read',
      summary:
        'Forms of a dossier, which of them fit it now and why the others do not, and signed copies (their signatures are not verified)',
      params: ById,
      async handle(call) {
        const { context } = await contextFor(call);
        const items = documents.list(context).filter(({ id }) => isOfDossier(id));
        return { body: { items, signed: await signedOf(call.params.id) } };
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/:id/documents/:form',
      action: 'document.make',
      summary: 'One form, filled, as DOCX or PDF',
      produces: 'application/octet-stream',
      params: ById.extend({ form: FormId }),
      query: DOCX_OR_PDF,
      async handle(call) {
        const { id, form } = call.params;
        const { system, context } = await contextFor(call);
        if (!isOfDossier(form)) throw new MonitorError('not_found', `form ${form}: not of a dossier`);
        const language = call.query.language ?? call.language;
        return make(call, {
          form,
          format: call.query.format,
          context: { ...context, language },
          about: id,
          agencyId: system.agencyId,
        });
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/:id/documents',
      action: 'document.import',
      summary:
        'Hand in a signed copy of a form: PDF, at most 8 MiB, with its number, day and issuer. Kept with its hash; a digital signature in it is not verified',
      upload: true,
      params: ById,
      body: Signed,
      async handle(call) {
        const { params, body, caller, from } = call;
        const { id: systemId, agencyId } = sight.systemOfDossier(caller.user, params.id);
        await office.dossiers.get(byOf(call), params.id);
        if (!isOfDossier(body.form))
          throw new MonitorError('invalid', `form ${body.form}: not of a dossier`, {
            problems: [{ pointer: '/form', message: 'document.unknown_form' }],
          });
        const bytes = octetsOf(body.base64);
        const { encrypted, signatureSeen } = requirePdf(bytes);
        const { form, name, number, date, issuer } = body;
        const file = { name, mediaType: PDF, bytes, systemId, agencyId };
        const { sha256 } = await office.files.put(byOf(call), file);
        await appendActivity(store, {
          subject: { kind: 'dossier', id: params.id },
          action: 'document_imported',
          at: now(),
          actor: actorOf(caller),
          from,
          data: { sha256, form, name, number, date, signatureSeen, ...(issuer !== undefined && { issuer }) },
          agencyId,
        });
        const notice = signatureNotice(signatureSeen);
        return {
          status: 201,
          body: { sha256, bytes: bytes.length, encrypted, signatureSeen, signatureVerified: false, notice },
        };
      },
    }),
  ];
}
