import type { SectionSpec } from '@khien/dossier';
import type { UserView } from '@khien/model';
import type { DossierView } from '@khien/office';
import { allowedFor } from './dossier-duties';
import type { Answer } from './route';
import { etagOf } from './version-tag';

/** A dossier as its reader is shown it, with the version that the next act must carry. */
export function answerDossier(view: DossierView, reader: UserView, specs: readonly SectionSpec[]): Answer {
  const allowed = allowedFor(reader, view.allowed);
  return { body: { ...view, allowed, specs }, headers: { ETag: etagOf(view.dossier.seq) } };
}
