import type { Activity, ActivityAction } from '@khien/model';
import type { ActivityQuery } from '../api/views-activity';
import { RANGES, type Range, rangeMs } from '../format/time';

export type SubjectKind = Activity['subject']['kind'];

/** Each once: a kind or an action the model gains has to be told here too. */
const kinds = {
  alert: 0,
  user: 0,
  session: 0,
  system: 0,
  agency: 0,
  dossier: 0,
  evidence: 0,
  document: 0,
  source: 0,
  dead_letter: 0,
  journal: 0,
  event: 0,
} satisfies Record<SubjectKind, 0>;
const actions = {
  setup: 0,
  sign_in: 0,
  sign_in_refused: 0,
  sign_out: 0,
  session_revoked: 0,
  user_added: 0,
  user_changed: 0,
  password_reset: 0,
  alert_acknowledged: 0,
  alert_closed: 0,
  alert_reopened: 0,
  alert_noted: 0,
  dead_letter_read: 0,
  dead_letter_replayed: 0,
  journal_opened: 0,
  personal_data_unmasked: 0,
  event_read: 0,
  export: 0,
  register_changed: 0,
  register_imported: 0,
  dossier_act: 0,
  dossier_section_saved: 0,
  evidence_added: 0,
  gap_planned: 0,
  document_made: 0,
  document_imported: 0,
  document_read: 0,
  calendar_feed_made: 0,
  calendar_feed_revoked: 0,
} satisfies Record<ActivityAction, 0>;
export const SUBJECT_KINDS = Object.keys(kinds) as SubjectKind[];
export const ACTIONS = Object.keys(actions) as ActivityAction[];

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
