import type { Activity, ActivityAction } from '@khien/model';
import type { ActivityQuery } from '../api/views-activity';
import { RANGES, type Range, rangeMs } from '../format/time';

export type SubjectKind = Activity['subject']['kind'];

export const SUBJECT_KINDS: SubjectKind[] = [
  'alert',
  'user',
  'session',
  'system',
  'source',
  'dead_letter',
  'journal',
  'event',
];

export const ACTIONS: ActivityAction[] = [
  'setup',
  'sign_in',
  'sign_in_refused',
  'sign_out',
  'session_revoked',
  'user_added',
  'user_changed',
  'password_reset',
  'alert_acknowledged',
  'alert_closed',
  'alert_reopened',
  'alert_noted',
  'dead_letter_read',
  'dead_letter_replayed',
  'journal_opened',
  'personal_data_unmasked',
  'event_read',
  'export',
];

/** What an auditor looks for; kept in the address. */
export interface ActivityFilter {
  actor?: string;
  action?: ActivityAction;
  subjectKind?: SubjectKind;
  subjectId?: string;
  range?: Range;
  from?: string;
  to?: string;
}

export function readActivityFilter(words: URLSearchParams): ActivityFilter {
  const range = RANGES.find((one) => one === words.get('range'));
  const found = {
    actor: words.get('actor')?.trim(),
    action: ACTIONS.find((one) => one === words.get('action')),
    subjectKind: SUBJECT_KINDS.find((one) => one === words.get('subjectKind')),
    subjectId: words.get('subjectId')?.trim(),
    range,
    from: range ? undefined : instantOf(words.get('from')),
    to: range ? undefined : instantOf(words.get('to')),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}

export function writeActivityFilter(filter: ActivityFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value) as [string, string][]);
}

export function toActivityQuery({ range, ...filter }: ActivityFilter, now: number): ActivityQuery {
  return range ? { ...filter, from: new Date(now - rangeMs(range)).toISOString() } : filter;
}

function instantOf(text: string | null): string | undefined {
  return text !== null && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : undefined;
}
