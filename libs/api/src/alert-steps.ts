import { type AlertCommand, foldActivity, nextActivity, type TakenBy } from '@khien/alerts';
import { type Activity, type Alert, MonitorError, type Store } from '@khien/model';
import { createRepositories } from '@khien/store';

/** Every step people took with an alert, oldest first. */
export function activityOf(store: Store, alertId: string): Promise<Activity[]> {
  return createRepositories(store).activity.ofSubject({ kind: 'alert', id: alertId });
}

/**
 * Takes one step with an alert as it was when the person read it (`expectedSeq`). The activity is the truth and is inserted once;
 * the alert's `workflow` follows from it. MonitorError `precondition_failed` when somebody was quicker, `conflict` when the state
 * does not allow the step.
 */
export async function takeStep(
  store: Store,
  alert: Alert,
  step: { command: AlertCommand; expectedSeq: number; by: TakenBy },
): Promise<Alert> {
  const workflow = foldActivity(await activityOf(store, alert._id));
  if (workflow.seq !== step.expectedSeq) throw overtaken(alert._id);
  const activity = nextActivity({ ...alert, workflow }, step.command, step.by);
  const { inserted } = await store.insertManyOnce('activity', [activity]);
  if (inserted !== 1) throw overtaken(alert._id);
  return refreshWorkflow(store, alert._id, step.by.at);
}

/** Brings an alert's `workflow` up to its activity, whoever else is writing the alert's counts meanwhile. */
export async function refreshWorkflow(store: Store, alertId: string, at: number): Promise<Alert> {
  const workflow = foldActivity(await activityOf(store, alertId));
  return createRepositories(store).alerts.updateWithRetry(alertId, (alert) => {
    if (alert.workflow.seq >= workflow.seq) return undefined;
    return { ...alert, workflow, updatedAt: Math.max(at, alert.updatedAt) };
  });
}

/**
 * After a crash between a step's activity and its alert, the alert is a step behind. Looks at the last `steps` steps anybody took
 * and brings their alerts up to date; returns how many were behind. Called once before serving.
 */
export async function repairWorkflows(store: Store, at: number, steps = 500): Promise<number> {
  const { docs } = await store.find<Activity>('activity', {
    filter: { 'subject.kind': 'alert' },
    sort: [['at', 'desc']],
    limit: steps,
  });
  let repaired = 0;
  for (const id of new Set(docs.map((activity) => activity.subject.id))) {
    const before = await store.get<Alert>('alerts', id);
    if (!before) continue;
    const after = await refreshWorkflow(store, id, at);
    if (after.workflow.seq !== before.workflow.seq) repaired += 1;
  }
  return repaired;
}

function overtaken(alertId: string): MonitorError {
  return new MonitorError('precondition_failed', `alert ${alertId}: changed since it was read`);
}
