import { request } from './http';
import type { Page } from './views-page';
import type {
  Accounting,
  DeadLetterView,
  OpenedRecord,
  ReplayResult,
  SourceOutlook,
  SourceView,
} from './views-sources';

const id = encodeURIComponent;

export const getSources = () => request<{ items: SourceView[] }>({ path: '/sources' });
export const getSource = (sourceId: string) =>
  request<SourceView & SourceOutlook>({ path: `/sources/${id(sourceId)}` });
export const getAccounting = (sourceId: string, from: string, to: string) =>
  request<Accounting>({ path: `/sources/${id(sourceId)}/accounting`, query: { from, to } });

export const getDeadLetters = (sourceId: string, cursor: string | undefined) =>
  request<Page<DeadLetterView>>({ path: '/dead-letters', query: { sourceId, limit: 50, cursor } });
export const openDeadLetter = (letterId: string, reason: string) =>
  request<OpenedRecord>({ method: 'POST', path: `/dead-letters/${id(letterId)}/open`, body: { reason } });
export const replayDeadLetters = (body: { ids?: string[]; sourceId?: string; reason: string }) =>
  request<ReplayResult>({ method: 'POST', path: '/dead-letters/replay', body });
