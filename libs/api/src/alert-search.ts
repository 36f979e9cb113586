import {
  type Alert,
  AlertKind,
  AlertStatus,
  type Filter,
  type Page,
  type Query,
  Severity,
  type Store,
  type UserView,
} from '@khien/model';
import { scopeFilter, withDescendants } from '@khien/policy';
import { z } from 'zod';
import { type AlertView, alertViewFor } from './alert-view';
import type { ApiDeps } from './api-deps';
import { narrow } from './narrow';
import { between, commaList, folded, Id, Instant, Paging } from './query-fields';

/** Documents looked at for one answer when words are searched for, and how many at a time. */
const MAX_SCANNED = 20_000;
const STEP = 5_000;

export const AlertQuery = z.strictObject({
  status: commaList(AlertStatus).optional(),
  severity: commaList(Severity).optional(),
  kind: commaList(AlertKind).optional(),
  systemId: Id.optional(),
  sourceId: Id.optional(),
  agencyId: Id.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  q: z.string().trim().min(1).max(200).optional(),
  sort: z.enum(['priority', 'lastSeen', 'createdAt']).default('priority'),
  ...Paging,
});
export type AlertQuery = z.output<typeof AlertQuery>;
export interface AlertPage {
  items: AlertView[];
  next?: string;
}

/** One page of the alerts a person may see. With words to look for it may be shorter than asked and still have a next one. */
export async function searchAlerts(
  { store, registry }: Pick<ApiDeps, 'store' | 'registry'>,
  user: UserView,
  query: AlertQuery,
): Promise<AlertPage> {
  const now = registry();
  const filter = narrow(scopeFilter(user, 'alerts', now), askedFor(query, now.agencies));
  if (!filter) return { items: [] };
  const read = pageReader(store, filter, query.sort);
  const viewOf = (alert: Alert): AlertView => alertViewFor(user, alert, now);
  if (query.q !== undefined) return searchWords({ read, viewOf, words: folded(query.q).split(/\s+/), query });
  const { docs, next } = await read(query.limit, query.cursor);
  return { items: docs.map(viewOf), ...(next !== undefined && { next }) };
}

type ReadPage = (limit: number, cursor: string | undefined) => Promise<Page<Alert>>;

function pageReader(store: Store, filter: Filter, sort: AlertQuery['sort']): ReadPage {
  const keys: NonNullable<Query['sort']> =
    sort === 'priority'
      ? [
          ['priority', 'desc'],
          ['lastSeen', 'desc'],
        ]
      : [[sort, 'desc']];
  return (limit, cursor) =>
    store.find<Alert>('alerts', { filter, sort: keys, limit, ...(cursor !== undefined && { cursor }) });
}

/** Reads on in large steps until the page is full; the store has no search for words. */
async function searchWords(search: {
  read: ReadPage;
  viewOf: (alert: Alert) => AlertView;
  words: readonly string[];
  query: AlertQuery;
}): Promise<AlertPage> {
  const { read, viewOf, words, query } = search;
  const items: AlertView[] = [];
  let cursor = query.cursor;
  for (let scanned = 0; scanned < MAX_SCANNED; scanned += STEP) {
    const page = await read(STEP, cursor);
    for (const [index, alert] of page.docs.entries()) {
      const view = viewOf(alert);
      if (!hasWords(view, words)) continue;
      items.push(view);
      // A cursor stands only at the end of a page: read again exactly as far as was used.
      if (items.length === query.limit) return { items, ...nextOf(await read(index + 1, cursor)) };
    }
    cursor = page.next;
    if (cursor === undefined) return { items };
  }
  return { items, ...(cursor !== undefined && { next: cursor }) };
}

function nextOf({ next }: Page<Alert>): { next?: string } {
  return next === undefined ? {} : { next };
}

function askedFor(query: AlertQuery, agencies: Parameters<typeof withDescendants>[1]): Filter {
  const { status, severity, kind, systemId, sourceId, agencyId } = query;
  const seen = between(query.from, query.to);
  return {
    ...(status && { 'workflow.status': { in: status } }),
    ...(severity && { severity: { in: severity } }),
    ...(kind && { 'rule.kind': { in: kind } }),
    ...(systemId !== undefined && { systemId }),
    ...(sourceId !== undefined && { sourceId }),
    ...(agencyId !== undefined && { agencyId: { in: [...withDescendants([agencyId], agencies)] } }),
    ...(seen && { lastSeen: seen }),
  };
}

/** Every word somewhere in what the person sees of rule, entity and system; marks and case do not matter («canh bao» finds «Cảnh báo»). */
function hasWords(view: AlertView, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { rule, entity, systemName, agencyName } = view;
  const text = folded(
    [
      rule.id,
      rule.title.vi,
      rule.title.en,
      entity.value,
      view.systemId,
      systemName?.vi,
      systemName?.en,
      agencyName?.vi,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );
  return words.every((word) => text.includes(word));
}
