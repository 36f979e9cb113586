import { Activity, activityIdOf, MonitorError, type Store } from '@khien/model';
import type { CardDocument } from './card-document';
import { isSystem } from './card-document';

const ATTEMPTS = 50;

/**
 * Writes the activity record of a card's last change unless it is written already; true when it was not. The number after the last record is
 * taken by inserting it, so of several that try (the one who saved, and a repair after a crash) one does.
 */
export async function noteCardChange(store: Store, document: CardDocument): Promise<boolean> {
  const { card, change, version } = document;
  const subject: Activity['subject'] = { kind: isSystem(card) ? 'system' : 'agency', id: card.id };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const last = await lastRecord(store, subject);
    const noted =
      last?.action === 'register_changed' ? last : await lastRecord(store, subject, 'register_changed');
    if (Number(noted?.data?.version ?? 0) >= version) return false;
    const seq = (last?.seq ?? 0) + 1;
    const activity = Activity.parse({
      _id: activityIdOf(subject.kind, subject.id, seq),
      subject,
      seq,
      at: change.at,
      actor: change.by,
      from: change.from,
      action: 'register_changed',
      data: { version, ...change.data },
      agencyId: isSystem(card) ? card.agencyId : card.id,
    } satisfies Activity);
    const { inserted } = await store.insertManyOnce('activity', [activity]);
    if (inserted === 1) return true;
  }
  throw new MonitorError('unavailable', `activity ${subject.kind}: too many at once`, { retryAfter: 1 });
}

async function lastRecord(
  store: Store,
  { kind, id }: Activity['subject'],
  action?: Activity['action'],
): Promise<Activity | undefined> {
  const { docs } = await store.find<Activity>('activity', {
    filter: { 'subject.kind': kind, 'subject.id': id, ...(action === undefined ? {} : { action }) },
    sort: [['seq', 'desc']],
    limit: 1,
  });
  return docs[0];
}
