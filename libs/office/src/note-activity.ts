import { type ActivityDraft, appendActivity } from '@khien/accounts';
import { Activity, type Actor, activityIdOf, type Filter, MonitorError, type Store } from '@khien/model';
import type { By } from './office';

const ATTEMPTS = 50;

/** Leaves the record of one step a person took. */
export async function noteActivity(
  store: Store,
  by: By,
  step: Pick<ActivityDraft, 'subject' | 'action' | 'at'> &
    Partial<Pick<ActivityDraft, 'reason' | 'data' | 'agencyId'>>,
): Promise<void> {
  await appendActivity(store, { ...step, actor: by.actor, from: by.from });
}

/**
 * Leaves the record of a step unless the subject has one of the same action that `known` finds; true when it had not. The number after
 * the last record is taken by inserting it, so of several that try (the one who wrote, and a repair after a crash) one does.
 */
export async function noteOnce(store: Store, draft: ActivityDraft, known: Filter): Promise<boolean> {
  const { subject, action } = draft;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // The number first: whoever notes the same step after this has taken it.
    const seq = ((await lastOf(store, subject, {}))?.seq ?? 0) + 1;
    if (await lastOf(store, subject, { action, ...known })) return false;
    const activity = Activity.parse({ ...draft, _id: activityIdOf(subject.kind, subject.id, seq), seq });
    if ((await store.insertManyOnce('activity', [activity])).inserted === 1) return true;
  }
  throw new MonitorError('unavailable', `activity ${subject.kind}: too many at once`, { retryAfter: 1 });
}

async function lastOf(
  store: Store,
  { kind, id }: Activity['subject'],
  filter: Filter,
): Promise<Activity | undefined> {
  const { docs } = await store.find<Activity>('activity', {
    filter: { 'subject.kind': kind, 'subject.id': id, ...filter },
    sort: [['seq', 'desc']],
    limit: 1,
  });
  return docs[0];
}

/**
 * Who made the last write of a document that is replaced, and from where: kept in that same write, so that its record can be left after
 * a crash between the two. Not for readers: see `withoutWriter`.
 */
export interface Written {
  writer?: { actor: Actor; from: Activity['from'] };
}

export const writerOf = ({ actor, from }: By): NonNullable<Written['writer']> => ({ actor, from });

export function withoutWriter<T extends object>({
  writer: _writer,
  ...document
}: T & Written): Omit<T, 'writer'> {
  return document as Omit<T, 'writer'>;
}
