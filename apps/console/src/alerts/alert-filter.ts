import type { AlertKind, AlertStatus, Severity } from '@khien/model';
import type { AlertQuery, AlertSort, AlertView } from '../api/views-alerts';
import { folded } from '../format/folded';
import { RANGES, type Range, rangeMs } from '../format/time';

/** Most severe first, as everywhere on screen. */
export const SEVERITIES: Severity[] = ['critical', 'high', 'medium', 'low', 'informational'];
export const STATUSES: AlertStatus[] = ['new', 'acknowledged', 'closed'];
export const KINDS: AlertKind[] = ['detection', 'correlation', 'anomaly', 'compliance', 'health'];
export const SORTS: AlertSort[] = ['priority', 'lastSeen', 'createdAt'];

/** The facets of the alert list. They live in the address, so a view can be kept, sent and gone back to. */
export interface AlertFilter {
  status: AlertStatus[];
  severity: Severity[];
  kind: AlertKind[];
  systemId?: string;
  sourceId?: string;
  /** Relative: moves with the clock. Absent with neither `from` nor `to`: any time. */
  range?: Range;
  from?: string;
  to?: string;
  q?: string;
  sort: AlertSort;
}

/** What an analyst opens: everything not yet closed, most urgent first. */
export const OPEN_ALERTS: AlertFilter = {
  status: ['new', 'acknowledged'],
  severity: [],
  kind: [],
  sort: 'priority',
};

/** Reads a filter from an address; what it does not know it leaves out. `status=all` means any status. */
export function readFilter(words: URLSearchParams): AlertFilter {
  const status = words.get('status');
  const range = one(words.get('range'), RANGES);
  const optional = {
    systemId: words.get('systemId'),
    sourceId: words.get('sourceId'),
    range,
    from: range ? null : instantOf(words.get('from')),
    to: range ? null : instantOf(words.get('to')),
    q: words.get('q')?.trim(),
  };
  return {
    status: status === null ? OPEN_ALERTS.status : many(status, STATUSES),
    severity: many(words.get('severity'), SEVERITIES),
    kind: many(words.get('kind'), KINDS),
    sort: one(words.get('sort'), SORTS) ?? OPEN_ALERTS.sort,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
  };
}

/** The address of a filter; what is as usual is left out. */
export function writeFilter(filter: AlertFilter): URLSearchParams {
  const words = new URLSearchParams();
  if (filter.status.join() !== OPEN_ALERTS.status.join()) words.set('status', filter.status.join() || 'all');
  if (filter.severity.length > 0) words.set('severity', filter.severity.join());
  if (filter.kind.length > 0) words.set('kind', filter.kind.join());
  if (filter.sort !== OPEN_ALERTS.sort) words.set('sort', filter.sort);
  for (const name of ['systemId', 'sourceId', 'range', 'from', 'to', 'q'] as const) {
    const value = filter[name];
    if (value) words.set(name, value);
  }
  return words;
}

export function isUsual(filter: AlertFilter): boolean {
  return writeFilter({ ...filter, sort: OPEN_ALERTS.sort }).size === 0;
}

/** What the API is asked; a relative range becomes its start at `now`. */
export function toQuery({ range, ...filter }: AlertFilter, now: number): AlertQuery {
  return range ? { ...filter, from: new Date(now - rangeMs(range)).toISOString() } : filter;
}

/** Whether a live alert belongs to the list, as far as the console can tell. Time is the alert's last sighting. */
export function matchesFilter(filter: AlertFilter, alert: AlertView, now: number): boolean {
  const { from, to } = toQuery(filter, now);
  return (
    allows(filter.status, alert.workflow.status) &&
    allows(filter.severity, alert.severity) &&
    allows(filter.kind, alert.rule.kind) &&
    (filter.systemId === undefined || filter.systemId === alert.systemId) &&
    (filter.sourceId === undefined || filter.sourceId === alert.sourceId) &&
    (from === undefined || alert.lastSeen >= Date.parse(from)) &&
    (to === undefined || alert.lastSeen <= Date.parse(to)) &&
    holdsWords(alert, filter.q)
  );
}

/** As the API searches: every word somewhere in rule, entity, system or agency; marks and case do not matter. */
function holdsWords(alert: AlertView, q: string | undefined): boolean {
  if (q === undefined) return true;
  const { rule, entity, systemName, agencyName } = alert;
  const text = folded(
    [
      rule.id,
      rule.title.vi,
      rule.title.en,
      entity.value,
      alert.systemId,
      systemName?.vi,
      systemName?.en,
      agencyName?.vi,
    ].join(' '),
  );
  return folded(q)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function allows<Value>(wanted: readonly Value[], value: Value): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function one<Value extends string>(text: string | null, known: readonly Value[]): Value | undefined {
  return known.find((value) => value === text);
}

function many<Value extends string>(text: string | null, known: readonly Value[]): Value[] {
  const wanted = text?.split(',') ?? [];
  return known.filter((value) => wanted.includes(value));
}

function instantOf(text: string | null): string | undefined {
  return text !== null && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
}
