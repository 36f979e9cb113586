import { type ActivityDraft, appendActivity } from '@khien/accounts';
import type { Store } from '@khien/model';
import type { By } from './office';

/** Leaves the record of one step a person took. */
export async function noteActivity(
  store: Store,
  by: By,
  step: Pick<ActivityDraft, 'subject' | 'action' | 'at'> &
    Partial<Pick<ActivityDraft, 'reason' | 'data' | 'agencyId'>>,
): Promise<void> {
  await appendActivity(store, { ...step, actor: by.actor, from: by.from });
}
