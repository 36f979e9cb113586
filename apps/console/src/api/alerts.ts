import type { CloseReason } from '@khien/model';
import { request } from './http';
import type { AlertDetail, AlertQuery, AlertSummary, AlertView } from './views-alerts';
import type { Page } from './views-page';

const id = encodeURIComponent;

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
