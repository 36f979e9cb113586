import { type Activity, type AlertWorkflow, CloseReason } from '@khien/model';

type Step = (workflow: AlertWorkflow, activity: Activity) => AlertWorkflow;

/**
 * The state of an alert from the steps people took with it, in the order of `seq`; nobody writes the state by hand.
 * Total: records of other kinds and steps that were not legal when they were taken change nothing but `seq`.
 * A record given twice counts once.
 */
export function foldActivity(activities: readonly Activity[]): AlertWorkflow {
  const once = new Map(activities.map((activity) => [activity.seq, activity]));
  const ordered = [...once.values()].sort((a, b) => a.seq - b.seq);
  return ordered.reduce(apply, { status: 'new', seq: 0 });
}

function apply(workflow: AlertWorkflow, activity: Activity): AlertWorkflow {
  const step = STEPS[activity.action];
  return { ...(step ? step(workflow, activity) : workflow), seq: activity.seq };
}

const STEPS: Partial<Record<Activity['action'], Step>> = {
  alert_acknowledged: (workflow, { actor, at, seq }) =>
    workflow.status === 'new'
      ? { status: 'acknowledged', assignee: actor.username, changedAt: at, seq }
      : workflow,
  alert_closed: (workflow, { data, at, seq }) => {
    const reason = CloseReason.safeParse(data?.closeReason);
    if (workflow.status !== 'acknowledged' || !reason.success) return workflow;
    return { ...workflow, status: 'closed', closeReason: reason.data, changedAt: at, seq };
  },
  alert_reopened: (workflow, { at, seq }) =>
    workflow.status === 'closed' ? { status: 'new', changedAt: at, seq } : workflow,
};
