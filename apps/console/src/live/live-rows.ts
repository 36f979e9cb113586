import type { AlertSort, AlertView } from '../api/views-alerts';

/** What the list shows, in its order, and what waits behind the "new alerts" bar. */
export interface LiveRows {
  shown: readonly AlertView[];
  pending: ReadonlyMap<string, AlertView>;
}

export interface Change {
  type: 'created' | 'updated';
  alert: AlertView;
}

export interface ListView {
  matches: (alert: AlertView) => boolean;
  sort: AlertSort;
  /** The server holds rows after the last one shown. */
  more: boolean;
}

/**
 * Takes changes in without ever moving a row: a shown alert is replaced where it stands (even when it no longer matches
 * the filter: it leaves at the next reading), anything else waits as pending. Stale copies are dropped.
 */
export function absorb(rows: LiveRows, changes: readonly Change[], view: ListView): LiveRows {
  const shown = [...rows.shown];
  const place = new Map(shown.map((alert, index) => [alert.id, index]));
  const pending = new Map(rows.pending);
  for (const { type, alert } of changes) {
    const index = place.get(alert.id);
    if (index !== undefined) {
      if (isNewer(alert, shown[index])) shown[index] = alert;
      continue;
    }
    const waiting = pending.get(alert.id);
    if (!view.matches(alert)) pending.delete(alert.id);
    else if (waiting) pending.set(alert.id, isNewer(alert, waiting) ? alert : waiting);
    else if (type === 'created' || belongsAbove(alert, shown.at(-1), view)) pending.set(alert.id, alert);
  }
  return { shown, pending };
}

function isNewer(alert: AlertView, known: AlertView | undefined): boolean {
  return known === undefined || (alert.version >= known.version && alert.workflow.seq >= known.workflow.seq);
}

/** Whether the loaded part of the list would hold it: an alert further down is found by loading more. */
function belongsAbove(alert: AlertView, last: AlertView | undefined, { sort, more }: ListView): boolean {
  return !more || last === undefined || alert[sort] > last[sort];
}
