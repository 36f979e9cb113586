import type { Activity, Store } from '@khien/model';
import { noteOnce } from '../note-activity';
import type { CardDocument } from './card-document';
import { isSystem } from './card-document';

/** Writes the activity record of a card's last change unless it is written already; true when it was not. */
export function noteCardChange(store: Store, { card, change, version }: CardDocument): Promise<boolean> {
  const subject: Activity['subject'] = { kind: isSystem(card) ? 'system' : 'agency', id: card.id };
  return noteOnce(
    store,
    {
      ...{ subject, action: 'register_changed', at: change.at, actor: change.by, from: change.from },
      data: { version, ...change.data },
      agencyId: isSystem(card) ? card.agencyId : card.id,
    },
    { 'data.version': { gte: version } },
  );
}
