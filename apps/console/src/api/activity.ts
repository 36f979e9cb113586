import type { Activity } from '@khien/model';
import { request } from './http';
import type { ActivityQuery } from './views-activity';
import type { Page } from './views-page';

export const getActivity = (query: ActivityQuery, cursor: string | undefined) =>
  request<Page<Activity>>({ path: '/activity', query: { ...query, limit: 50, cursor } });
