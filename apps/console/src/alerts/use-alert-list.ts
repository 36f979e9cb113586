import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { getAlerts } from '../api/alerts';
import type { AlertView } from '../api/views-alerts';
import type { Page } from '../api/views-page';
import { useLiveStore } from '../live/live-provider';
import { absorb, type Change, type LiveRows } from '../live/live-rows';
import { POLL_SECONDS } from '../live/poll';
import { type AlertFilter, matchesFilter, toQuery, writeFilter } from './alert-filter';

interface Mark {
  cursor?: string;
  /** When the first page was asked for: a relative range must not move between two pages. */
  askedAt: number;
}
type Pages = InfiniteData<Page<AlertView>, Mark>;

/** At most two repaints a second, however fast alerts come. */
const FLUSH_MS = 500;
const NONE: ReadonlyMap<string, AlertView> = new Map();

export function alertListKey(filter: AlertFilter): string[] {
  return ['alerts', 'list', writeFilter(filter).toString()];
}

/** The list of a filter, kept up to date in place; what is new waits in `pending` until `showPending`. */
export function useAlertList(filter: AlertFilter) {
  const queries = useQueryClient();
  const live = useLiveStore();
  const words = writeFilter(filter).toString();
  const key = useMemo(() => ['alerts', 'list', words], [words]);
  const [waiting, setWaiting] = useState({ words, pending: NONE });
  const pending = waiting.words === words ? waiting.pending : NONE;
  const latest = useRef({ filter, pending, words });
  latest.current = { filter, pending, words };

  const read = useCallback(
    ({ cursor, askedAt }: Mark, signal?: AbortSignal) =>
      getAlerts(toQuery(latest.current.filter, askedAt), cursor, signal),
    [],
  );
  const query = useInfiniteQuery<Page<AlertView>, Error, Pages, string[], Mark>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: { askedAt: Date.now() },
    getNextPageParam: (last, _pages, mark) =>
      last.next ? { askedAt: mark.askedAt, cursor: last.next } : undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

  const apply = useCallback(
    (changes: readonly Change[]) => {
      const pages = queries.getQueryData<Pages>(key);
      if (!pages || changes.length === 0) return;
      const now = latest.current;
      const before: LiveRows = { shown: pages.pages.flatMap(({ items }) => items), pending: now.pending };
      const after = absorb(before, changes, {
        matches: (alert) => matchesFilter(now.filter, alert, Date.now()),
        sort: now.filter.sort,
        more: pages.pages.at(-1)?.next !== undefined,
      });
      queries.setQueryData<Pages>(key, { ...pages, pages: refill(pages.pages, after.shown) });
      setWaiting({ words: now.words, pending: after.pending });
      void queries.invalidateQueries({ queryKey: ['alerts', 'summary'] }, { cancelRefetch: false });
    },
    [queries, key],
  );

  const catchUp = useCallback(async () => {
    if (!queries.getQueryData<Pages>(key)) return;
    try {
      const head = await read({ askedAt: Date.now() });
      live.polled(true, Date.now());
      apply(head.items.map((alert) => ({ type: 'created', alert })));
    } catch {
      live.polled(false, Date.now());
    }
  }, [queries, key, read, live, apply]);

  const refresh = useCallback(async () => {
    const mark = { askedAt: Date.now() };
    const head = await read(mark);
    queries.setQueryData<Pages>(key, { pages: [head], pageParams: [mark] });
    setWaiting({ words: latest.current.words, pending: NONE });
    void queries.invalidateQueries({ queryKey: ['alerts', 'summary'] });
  }, [queries, key, read]);

  useNews(apply, catchUp);
  return { query, pending, refresh };
}

/** Gathers what the stream brings; reads the head of the list again after a gap, and on a timer while the stream is down. */
function useNews(apply: (changes: readonly Change[]) => void, catchUp: () => Promise<void>): void {
  const live = useLiveStore();
  useEffect(() => {
    let gathered: Change[] = [];
    const stop = live.listen((news) => {
      if (news === 'catch-up') void catchUp();
      else gathered.push(news);
    });
    const flush = setInterval(() => {
      const changes = gathered;
      gathered = [];
      apply(changes);
    }, FLUSH_MS);
    const poll = setInterval(() => {
      if (live.get().state !== 'open') void catchUp();
    }, POLL_SECONDS * 1_000);
    return () => {
      stop();
      clearInterval(flush);
      clearInterval(poll);
    };
  }, [live, apply, catchUp]);
}

function refill(pages: Page<AlertView>[], shown: readonly AlertView[]): Page<AlertView>[] {
  let from = 0;
  return pages.map((page) => {
    const items = shown.slice(from, from + page.items.length);
    from += page.items.length;
    return { ...page, items };
  });
}
