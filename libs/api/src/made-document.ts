import { appendActivity } from '@khien/accounts';
import type { DocumentContext, DocumentFormat, Documents } from '@khien/documents';
import { MonitorError } from '@khien/model';
import type { ApiDeps } from './api-deps';
import { actorOf } from './read-log';
import type { Answer, Call } from './route';
import { createTurnstile } from './turnstile';

export interface Rendering {
  form: string;
  format: DocumentFormat;
  context: DocumentContext;
  /** What the document is about: `<dossier id>`, `system:<id>`, `report:<year>`. */
  about: string;
  agencyId?: string | undefined;
  /** What else the record says of what was asked for. */
  said?: Record<string, string> | undefined;
}

/** Makes a document, leaves the record of who made it, and answers with its octets. */
export type MakeDocument = (
  call: Pick<Call<unknown, unknown, unknown>, 'caller' | 'from'>,
  rendering: Rendering,
) => Promise<Answer>;

export function documentMaker({
  documents,
  store,
  now,
  limits,
}: Pick<ApiDeps, 'documents' | 'store' | 'now' | 'limits'>): MakeDocument {
  const making = createTurnstile(limits.renders);
  return async function make({ caller, from }, { form, format, context, about, agencyId, said }) {
    refuseUnlessFit(documents, form, context);
    const { bytes, mediaType, title } = await making.pass(() => documents.render(form, format, context));
    await appendActivity(store, {
      subject: { kind: 'document', id: `${about}/${form}` },
      action: 'document_made',
      at: now(),
      actor: actorOf(caller),
      from,
      data: { form, format, bytes: bytes.length, ...said },
      ...(agencyId !== undefined && { agencyId }),
    });
    return { file: { bytes, mediaType, name: title } };
  };
}

/** A form that does not fit is refused in the reader's language. MonitorError `not_found`, `conflict`. */
function refuseUnlessFit(documents: Documents, form: string, context: DocumentContext): void {
  const offer = documents.list(context).find(({ id }) => id === form);
  if (!offer) throw new MonitorError('not_found', `document ${form}: not found`);
  if (offer.available) return;
  const problem = { pointer: '', message: 'document.not_fitting', clause: offer.citation, mark: offer.mark };
  throw new MonitorError('conflict', `document ${form}: does not fit`, {
    problems: [{ ...problem, ...(offer.why && { text: offer.why }) }],
  });
}
