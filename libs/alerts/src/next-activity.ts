import {
  type Activity,
  type Actor,
  type Alert,
  type AlertStatus,
  activityIdOf,
  type CloseReason,
  MonitorError,
} from '@khien/model';

export const MIN_CLOSE_NOTE = 5;

/** What a person may do with an alert. */
export type AlertCommand =
  | { kind: 'acknowledge'; note?: string | undefined }
  | { kind: 'close'; reason: CloseReason; note: string }
  | { kind: 'reopen'; note: string }
  | { kind: 'note'; note: string };

/** Who takes the step, from where, and when (milliseconds since the epoch). */
export interface TakenBy {
  actor: Actor;
  from: Activity['from'];
  at: number;
}

const FROM: Record<AlertCommand['kind'], readonly AlertStatus[]> = {
  acknowledge: ['new'],
  close: ['acknowledged'],
  reopen: ['closed'],
  note: ['new', 'acknowledged', 'closed'],
};
const ACTION = {
  acknowledge: 'alert_acknowledged',
  close: 'alert_closed',
  reopen: 'alert_reopened',
  note: 'alert_noted',
} as const;
const MIN_NOTE: Record<AlertCommand['kind'], number> = {
  acknowledge: 0,
  close: MIN_CLOSE_NOTE,
  reopen: 1,
  note: 1,
};

/**
 * The activity a command becomes: new → acknowledged (by whoever acknowledges) → closed (reason and note) → new again.
 * Its `seq` follows the workflow's, so of two people acting on the same state only one record can be inserted.
 * MonitorError `conflict` when the alert's state does not allow the step, `invalid` when a reason or note is missing;
 * the first problem's message is a stable key for translation.
 */
export function nextActivity(
  alert: Pick<Alert, '_id' | 'workflow' | 'agencyId'>,
  command: AlertCommand,
  by: TakenBy,
): Activity {
  refuseIllegal(alert, command);
  const note = noteOf(alert._id, command);
  const seq = alert.workflow.seq + 1;
  return {
    _id: activityIdOf('alert', alert._id, seq),
    subject: { kind: 'alert', id: alert._id },
    seq,
    ...by,
    action: ACTION[command.kind],
    ...(note && { reason: note }),
    ...(command.kind === 'close' && { data: { closeReason: command.reason } }),
    ...(alert.agencyId !== undefined && { agencyId: alert.agencyId }),
  };
}

function refuseIllegal({ _id, workflow }: Pick<Alert, '_id' | 'workflow'>, command: AlertCommand): void {
  if (FROM[command.kind].includes(workflow.status)) return;
  throw new MonitorError(
    'conflict',
    `alert ${_id}: ${command.kind} is not possible while ${workflow.status}`,
    {
      problems: [{ pointer: '', message: `alert.${command.kind}_while_${workflow.status}` }],
    },
  );
}

function noteOf(alertId: string, command: AlertCommand): string {
  const note = command.note?.trim() ?? '';
  if (note.length >= MIN_NOTE[command.kind]) return note;
  throw new MonitorError('invalid', `alert ${alertId}: ${command.kind} needs a note`, {
    problems: [{ pointer: '/note', message: `alert.${command.kind}_needs_note` }],
  });
}
