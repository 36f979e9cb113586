import type { ControlStatus } from '@khien/model';
import type { ControlLine } from '../api/views-controls';
import { folded } from '../format/folded';

export const STATUSES: readonly ControlStatus[] = [
  'not_met',
  'partly',
  'unverifiable',
  'met',
  'not_applicable',
];

export interface ControlFilter {
  status: string;
  /** `yes`: only those whose plan is overdue. */
  overdue: string;
  q: string;
}
export const ALL_CONTROLS: ControlFilter = { status: '', overdue: '', q: '' };

export function readControlFilter(words: URLSearchParams): ControlFilter {
  const status = words.get('status') ?? '';
  return {
    status: STATUSES.some((known) => known === status) ? status : '',
    overdue: words.get('overdue') === 'yes' ? 'yes' : '',
    q: words.get('q')?.trim() ?? '',
  };
}

export const writeControlFilter = (filter: ControlFilter): URLSearchParams =>
  new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));

/** What is missing and can be worked on. */
export const isGap = ({ result }: ControlLine): boolean =>
  ['not_met', 'partly', 'unverifiable'].includes(result.status);

/** A gap whose planned day has passed. */
export const isOverdue = (line: ControlLine, today: string): boolean =>
  isGap(line) && line.gap?.dueOn !== undefined && line.gap.dueOn < today;

export function matchingControls(
  lines: readonly ControlLine[],
  filter: ControlFilter,
  today: string,
): ControlLine[] {
  const words = folded(filter.q);
  return lines.filter(
    (line) =>
      (filter.status === '' || line.result.status === filter.status) &&
      (filter.overdue === '' || isOverdue(line, today)) &&
      (words === '' ||
        folded(
          `${line.control.title.vi} ${line.control.title.en} ${line.control.id} ${line.control.clause}`,
        ).includes(words)),
  );
}
