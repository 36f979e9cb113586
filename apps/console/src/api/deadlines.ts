import { request } from './http';
import type { CalendarFeed, DeadlineList, DeadlineQuery } from './views-deadlines';

export const getDeadlines = (query: DeadlineQuery) =>
  request<DeadlineList>({ path: '/deadlines', query: { ...query } });

export const getFeeds = () => request<{ items: CalendarFeed[] }>({ path: '/deadlines/feeds' });
/** The address is told once; only its hash is kept. */
export const makeFeed = () =>
  request<{ url: string; id?: string }>({ method: 'POST', path: '/deadlines/feed', body: {} });
export const revokeFeed = (feedId: string) =>
  request<void>({ method: 'DELETE', path: `/deadlines/feed/${encodeURIComponent(feedId)}` });
