import type { Draft } from '../draft/open-draft';
import { readStatement } from './read-statement';
import { withoutPasswords } from './without-passwords';

export type Outcome = 'success' | 'failure' | 'unknown';

/** What a database says of one act, in the words that the rules for databases know. */
export interface DatabaseAct {
  /** The SQL text as the server wrote it; the pipeline masks personal data and secrets in it. */
  statement?: string | undefined;
  outcome: Outcome;
  /** The server refused it for want of a right. */
  denied?: boolean | undefined;
  /** Rows returned or touched. */
  rows?: unknown;
  /** Database (or schema) the statement ran in: the dataset an agreement speaks of. A table is `object`. */
  database?: unknown;
  object?: unknown;
  objectType?: unknown;
}

const TOUCHES_DATA: ReadonlySet<unknown> = new Set(['data_read', 'data_write', 'data_delete', 'data_export']);

/** SQL into `message`, what it does into `event.*`, and what was touched into `access.*`. */
export function putStatement(draft: Draft, act: DatabaseAct): void {
  const { statement, outcome, denied } = act;
  const read = readStatement(statement ?? '');
  if (statement !== undefined && statement !== '') draft.put('message', withoutPasswords(statement));
  draft.say({ ...read.words, outcome });
  if (denied) draft.say({ type: [...(read.words.type ?? []), 'denied'] });
  putObject(draft, { ...act, object: act.object ?? read.object });
  putTouched(draft, act);
}

/** `access.*` of an act whose words are already said. */
export function putTouched(draft: Draft, { rows, database, denied, outcome }: DatabaseAct): void {
  draft.put('access.rows', rows);
  if (!TOUCHES_DATA.has(draft.get('event.action'))) return;
  draft.put('access.dataset', database);
  if (denied) draft.put('access.authorisation', 'denied');
  else if (outcome === 'success') draft.put('access.authorisation', 'granted');
}

export function putObject(draft: Draft, { object, objectType, database }: Partial<DatabaseAct>): void {
  draft.keep('database', database);
  draft.keep('object', object);
  draft.keep('object_type', objectType);
}

/** A sign-in to a database. One attempt is one `database_login`: what a server writes before and after it has other words. */
export function sayLogin(draft: Draft, outcome: Outcome, reason?: string): void {
  draft.say({
    category: ['database', 'authentication'],
    type: outcome === 'failure' ? ['start', 'denied'] : ['start'],
    action: 'database_login',
    outcome,
    ...(reason !== undefined && reason !== '' && { reason: reason.slice(0, 1000) }),
  });
}

/** Its action names neither login, connection nor session, so that no rule takes a farewell for an entry. */
export function sayLogoff(draft: Draft): void {
  draft.say({ category: ['database'], type: ['end'], action: 'database_logoff', outcome: 'success' });
}
