import type { Activity, CloseReason, UserView } from '@khien/model';
import { request } from './http';
import type {
  Accounting,
  ActivityQuery,
  AlertDetail,
  AlertQuery,
  AlertSummary,
  AlertView,
  DeadLetterView,
  OpenedRecord,
  Page,
  ReplayResult,
  Session,
  SourceView,
} from './views';

const id = encodeURIComponent;

export const getSetup = () => request<{ needed: boolean }>({ path: '/setup', renew: false });
export const postSetup = (body: {
  secret: string;
  username: string;
  displayName: string;
  password: string;
}) => request<{ user: UserView }>({ method: 'POST', path: '/setup', body, renew: false });

export const getSession = () => request<Session>({ path: '/session' });
export const signIn = (body: { username: string; password: string }) =>
  request<{ user: UserView }>({ method: 'POST', path: '/session', body, renew: false });
export const signOut = () => request<void>({ method: 'DELETE', path: '/session', renew: false });

export const getAlerts = (query: AlertQuery, cursor: string | undefined, signal?: AbortSignal) =>
  request<Page<AlertView>>({
    path: '/alerts',
    query: { ...query, limit: 50, cursor },
    ...(signal ? { signal } : {}),
  });
export const getAlertSummary = () => request<AlertSummary>({ path: '/alerts/summary' });
export const getAlert = (alertId: string) => request<AlertDetail>({ path: `/alerts/${id(alertId)}` });

/** A step of the workflow: the API refuses it (412) when somebody acted since `seq`. */
export interface AlertStep {
  alertId: string;
  seq: number;
  /** Take it first: the workflow closes only what somebody has taken. */
  takeFirst?: boolean;
  act:
    | { kind: 'acknowledge'; note?: string }
    | { kind: 'close'; reason: CloseReason; note: string }
    | { kind: 'reopen'; note: string }
    | { kind: 'notes'; note: string };
}
export async function postAlertStep({
  alertId,
  seq,
  act,
  takeFirst,
}: AlertStep): Promise<{ alert: AlertView }> {
  if (takeFirst) {
    const taken = await postAlertStep({ alertId, seq, act: { kind: 'acknowledge' } });
    return postAlertStep({ alertId, seq: taken.alert.workflow.seq, act });
  }
  const { kind, ...body } = act;
  return request({ method: 'POST', path: `/alerts/${id(alertId)}/${kind}`, body, ifMatch: seq });
}

export const getSources = () => request<{ items: SourceView[] }>({ path: '/sources' });
export const getAccounting = (sourceId: string, from: string, to: string) =>
  request<Accounting>({ path: `/sources/${id(sourceId)}/accounting`, query: { from, to } });

export const getDeadLetters = (sourceId: string, cursor: string | undefined) =>
  request<Page<DeadLetterView>>({ path: '/dead-letters', query: { sourceId, limit: 50, cursor } });
export const openDeadLetter = (letterId: string, reason: string) =>
  request<OpenedRecord>({ method: 'POST', path: `/dead-letters/${id(letterId)}/open`, body: { reason } });
export const replayDeadLetters = (body: { ids?: string[]; sourceId?: string; reason: string }) =>
  request<ReplayResult>({ method: 'POST', path: '/dead-letters/replay', body });

export const getActivity = (query: ActivityQuery, cursor: string | undefined) =>
  request<Page<Activity>>({ path: '/activity', query: { ...query, limit: 50, cursor } });
