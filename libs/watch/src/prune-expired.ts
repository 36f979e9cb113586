import { type Alert, chunkIdOf, type Document, dayOf, type Logger, type Store } from '@khien/model';
import { readBook } from './account-book';
import { deleteAll } from './delete-all';

const DAY = 86_400_000;
const BATCH = 1000;
const CURSOR_ID = 'pruned:alert_hits';

export interface PrunePolicy {
  /** Days that expired sessions, lease terms and budgets are kept. */
  expiredDays: number;
  /** Days the evidence rows of a closed alert are kept after anything last happened to it; the alert itself stays, with its twenty references. */
  evidenceDays: number;
  /** Days that what was seen of a system is kept: longer than the longest period a control looks back. */
  systemDays: number;
}

export const PRUNE_POLICY: Readonly<PrunePolicy> = { expiredDays: 7, evidenceDays: 400, systemDays: 400 };

export interface PruneDeps {
  store: Store;
  policy: PrunePolicy;
  now: () => number;
  log: Logger;
}

export type Pruned = Record<
  'sessions' | 'leases' | 'suspects' | 'budgets' | 'alertHits' | 'systemDays',
  number
>;

/** Deletes what has served its time and would otherwise pile up for ever; returns how many documents of each kind. */
export async function pruneExpired({ store, policy, now, log }: PruneDeps): Promise<Pruned> {
  const expired = now() - policy.expiredDays * DAY;
  const pruned: Pruned = {
    sessions: await deleteAll(store, 'sessions', { expiresAt: { lt: expired } }),
    leases: await pruneLeases(store, expired),
    suspects: await pruneSuspects(store),
    budgets: await pruneBudgets(store, expired),
    systemDays: await deleteAll(store, 'system_days', {
      day: { lt: dayOf(now() - policy.systemDays * DAY) },
    }),
    alertHits: await pruneAlertHits(store, now() - policy.evidenceDays * DAY),
  };
  if (Object.values(pruned).some((count) => count > 0)) log.info('expired documents deleted', { ...pruned });
  return pruned;
}

interface LeaseTerm extends Document {
  until: number;
}

/** Only terms that another has followed: the last one of a lease says which number comes next. */
async function pruneLeases(store: Store, expired: number): Promise<number> {
  let previous: LeaseTerm | undefined;
  const over: string[] = [];
  for await (const term of stateDocs<LeaseTerm>(store, 'lease:')) {
    if (previous && leaseOf(previous) === leaseOf(term) && previous.until < expired) over.push(previous._id);
    previous = term;
  }
  return deleteState(store, over);
}

function leaseOf({ _id }: LeaseTerm): string {
  return _id.slice(0, _id.lastIndexOf('#'));
}

/** A suspicion is over with its chunk: when the chunk's ledger row has been deleted, two days after it was finished. */
async function pruneSuspects(store: Store): Promise<number> {
  const { marks } = await readBook(store);
  let deleted = 0;
  for (const { collectorId, removed } of marks) {
    if (removed < 0) continue;
    const through = { gte: `suspect:${collectorId}.`, lte: `suspect:${chunkIdOf(collectorId, removed)}` };
    deleted += await deleteAll(store, 'state', { _id: through });
  }
  return deleted;
}

/** `budget:<rule>:<day>` */
async function pruneBudgets(store: Store, expired: number): Promise<number> {
  const oldest = dayOf(expired);
  const over: string[] = [];
  for await (const { _id } of stateDocs(store, 'budget:')) {
    const day = _id.slice(_id.lastIndexOf(':') + 1);
    if (/^\d{4}-\d{2}-\d{2}$/.test(day) && day < oldest) over.push(_id);
  }
  return deleteState(store, over);
}

/**
 * In the order alerts were last touched, remembering how far: whatever happens to an alert moves it to the end of that order,
 * so none is missed and none is looked at every day.
 */
async function pruneAlertHits(store: Store, untouchedSince: number): Promise<number> {
  const cursor = await store.get<Document & { updatedAt: number }>('state', CURSOR_ID);
  const from = cursor?.updatedAt ?? 0;
  let deleted = 0;
  let next: string | undefined;
  do {
    const page = await store.find<Alert>('alerts', {
      filter: { updatedAt: { gte: from, lt: untouchedSince }, 'workflow.status': 'closed' },
      sort: [['updatedAt', 'asc']],
      limit: BATCH,
      ...(next !== undefined && { cursor: next }),
    });
    const ids = page.docs.map((alert) => alert._id);
    if (ids.length > 0) deleted += await deleteAll(store, 'alert_hits', { alertId: { in: ids } });
    next = page.next;
  } while (next !== undefined);
  const through = Math.max(from, untouchedSince);
  await store.put('state', [{ _id: CURSOR_ID, updatedAt: through } as Document]);
  return deleted;
}

async function* stateDocs<T extends Document>(store: Store, prefix: string): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const page = await store.find<T>('state', {
      filter: { _id: { prefix } },
      limit: BATCH,
      ...(cursor !== undefined && { cursor }),
    });
    yield* page.docs;
    cursor = page.next;
  } while (cursor !== undefined);
}

async function deleteState(store: Store, ids: readonly string[]): Promise<number> {
  let deleted = 0;
  for (let start = 0; start < ids.length; start += BATCH)
    deleted += await store.deleteMany('state', { _id: { in: ids.slice(start, start + BATCH) } });
  return deleted;
}
