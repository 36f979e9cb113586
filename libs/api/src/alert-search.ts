import {
  type Alert,
  AlertKind,
  AlertStatus,
  type Filter,
  Severity,
  type Store,
  type UserView,
} from '@khien/model';
import { scopeFilter, withDescendants } from '@khien/policy';
import { z } from 'zod';
import { type AlertView, alertViewFor } from './alert-view';
import type { ApiDeps } from './api-deps';
import { narrow } from './narrow';
import { between, commaList, Id, Instant, Paging } from './query-fields';

/** Documents looked at for one answer when words are searched for. */
const MAX_SCANNED = 5_000;

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
  const words = query.q === undefined ? [] : folded(query.q).split(/\s+/);
  const items: AlertView[] = [];
  let cursor = query.cursor;
  let scanned = 0;
  do {
    const page = await pageOf(store, { filter, query, cursor, limit: query.limit - items.length });
    const views = page.docs.map((alert) => alertViewFor(user, alert, now));
    items.push(...views.filter((view) => hasWords(view, words)));
    scanned += page.docs.length;
    cursor = page.next;
    // Half a page is enough: each further look would fetch ever smaller pieces.
  } while (cursor !== undefined && items.length * 2 < query.limit && scanned < MAX_SCANNED);
  return { items, ...(cursor !== undefined && { next: cursor }) };
}

function pageOf(
  store: Store,
  {
    filter,
    query,
    cursor,
    limit,
  }: { filter: Filter; query: AlertQuery; cursor: string | undefined; limit: number },
) {
  return store.find<Alert>('alerts', {
    filter,
    sort:
      query.sort === 'priority'
        ? [
            ['priority', 'desc'],
            ['lastSeen', 'desc'],
          ]
        : [[query.sort, 'desc']],
    limit,
    ...(cursor !== undefined && { cursor }),
  });
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

function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
}
