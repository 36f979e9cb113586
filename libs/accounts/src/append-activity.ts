import { Activity, activityIdOf, MonitorError, type Store } from '@khien/model';

/** An activity before it has its number. */
export type ActivityDraft = Omit<Activity, '_id' | 'seq'>;

const ATTEMPTS = 50;

/**
 * Adds one step to the append-only record of its subject and returns it. The next number is taken by inserting it:
 * when somebody else was quicker, the number after is tried.
 */
export async function appendActivity(store: Store, draft: ActivityDraft): Promise<Activity> {
  let seq = (await lastSeq(store, draft.subject)) + 1;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++, seq++) {
    const _id = activityIdOf(draft.subject.kind, draft.subject.id, seq);
    const activity = Activity.parse({ ...draft, _id, seq });
    const { inserted } = await store.insertManyOnce('activity', [activity]);
    if (inserted === 1) return activity;
  }
  throw new MonitorError('unavailable', `activity ${draft.subject.kind}: too many at once`, {
    retryAfter: 1,
  });
}

async function lastSeq(store: Store, subject: Activity['subject']): Promise<number> {
  const { docs } = await store.find<Activity>('activity', {
    filter: { 'subject.kind': subject.kind, 'subject.id': subject.id },
    sort: [['seq', 'desc']],
    limit: 1,
  });
  return docs[0]?.seq ?? 0;
}
