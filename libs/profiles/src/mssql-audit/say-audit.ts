import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';
import { putUser } from '../draft/put-user';
import { putStatement, putTouched, sayLogin, sayLogoff } from '../sql/put-statement';
import type { AuditFields } from './audit-fields';

type Words = Parameters<Draft['say']>[0];

const iam = (type: string[], action: string): Words => ({ category: ['database', 'iam'], type, action });
const settings = (type: string[], action: string): Words => ({
  category: ['database', 'configuration'],
  type,
  action,
});
const data = (type: string[], action: string): Words => ({ category: ['database'], type, action });

/** Audit action ids of sys.dm_audit_actions, as far as they are not a statement's to say. */
const ACTIONS: Readonly<Record<string, Words>> = {
  SL: data(['access'], 'data_read'),
  IN: data(['creation'], 'data_write'),
  UP: data(['change'], 'data_write'),
  DL: data(['deletion'], 'data_delete'),
  EX: data(['access'], 'procedure_call'),
  CR: data(['creation'], 'object_created'),
  AL: data(['change'], 'object_changed'),
  DR: data(['deletion'], 'object_deleted'),
  APRL: iam(['admin', 'change'], 'role_member_added'),
  DPRL: iam(['admin', 'change'], 'role_member_removed'),
  G: iam(['admin', 'change'], 'privilege_granted'),
  GWG: iam(['admin', 'change'], 'privilege_granted'),
  R: iam(['admin', 'change'], 'privilege_revoked'),
  RWG: iam(['admin', 'change'], 'privilege_revoked'),
  D: iam(['admin', 'change'], 'privilege_revoked'),
  PWC: iam(['user', 'change'], 'password_changed'),
  PWCS: iam(['user', 'change'], 'password_changed'),
  PWR: iam(['user', 'change'], 'password_changed'),
  PWRS: iam(['user', 'change'], 'password_changed'),
  LGDA: iam(['user', 'change'], 'user_changed'),
  LGEA: iam(['user', 'change'], 'user_changed'),
  TO: iam(['admin', 'change'], 'ownership_taken'),
  IMP: data(['access'], 'impersonation'),
  AUSC: settings(['change'], 'audit_changed'),
  AUSF: settings(['end'], 'audit_stopped'),
  CNAU: settings(['change'], 'audit_changed'),
  SVSR: settings(['start'], 'database_started'),
  SVSD: settings(['end'], 'database_stopped'),
  BA: data(['access'], 'backup_made'),
  BAL: data(['access'], 'backup_made'),
  RS: data(['change'], 'backup_restored'),
  RSL: data(['change'], 'backup_restored'),
};
/** The statement knows more than the id: which object, which kind. */
const BY_STATEMENT: ReadonlySet<string> = new Set([
  'BCM',
  'RCM',
  'CR',
  'AL',
  'DR',
  'EX',
  'AUSC',
  'CNAU',
  'BST',
  'RST',
  '',
]);
const LOGIN: ReadonlySet<string> = new Set(['LGIS', 'LGIF', 'LGIN', 'LGFL', 'DBAF']);
const LOGOUT: ReadonlySet<string> = new Set(['LGO', 'DAGL', 'DBL']);

/** What one audit record says, in the words of the rules for databases. */
export function sayAudit(draft: Draft, fields: AuditFields): void {
  const text = (name: string): string => String(fields.get(name) ?? '').trim();
  const id = text('action_id').toUpperCase();
  const ok = /^(?:1|true)$/i.test(text('succeeded')) && id !== 'LGIF';
  putUser(
    draft,
    'user',
    text('server_principal_name') || text('session_server_principal_name') || text('database_principal_name'),
  );
  putUser(
    draft,
    'user.target',
    text('target_server_principal_name') || text('target_database_principal_name'),
  );
  const details = text('additional_information');
  putRemote(draft, text('client_ip') || (/<address>([^<]{1,60})<\/address>/.exec(details)?.[1] ?? ''));
  if (LOGIN.has(id) || LOGOUT.has(id)) draft.put('message', text('statement'));
  const stated = /Reason: ([^[]{1,500}?)\s*(?:\[|$)/.exec(text('statement'))?.[1];
  if (LOGIN.has(id))
    sayLogin(draft, ok ? 'success' : 'failure', ok ? undefined : (stated ?? reasonOf(details)));
  else if (LOGOUT.has(id)) sayLogoff(draft);
  else sayAct(draft, fields, { id, ok });
  draft.put('event.code', id);
}

function sayAct(draft: Draft, fields: AuditFields, { id, ok }: { id: string; ok: boolean }): void {
  const text = (name: string): string | undefined => String(fields.get(name) ?? '').trim() || undefined;
  const rows =
    fields.get('affected_rows') === 0 || fields.get('affected_rows') === '0'
      ? fields.get('response_rows')
      : (fields.get('affected_rows') ?? fields.get('response_rows'));
  const act = {
    statement: text('statement'),
    outcome: ok ? ('success' as const) : ('failure' as const),
    // An audited permission check that did not succeed is a refusal.
    denied: !ok && /^(?:SL|IN|UP|DL|EX|RF|CR|AL|DR)$/.test(id),
    rows,
    database: text('database_name'),
    object: [text('schema_name'), text('object_name')].filter(Boolean).join('.') || undefined,
  };
  putStatement(draft, act);
  const words = ACTIONS[id];
  const said = draft.get('event.action');
  if (words && !(BY_STATEMENT.has(id) && act.statement !== undefined && said !== 'database_statement')) {
    draft.say({ ...words, ...(act.denied && { type: [...(words.type ?? []), 'denied'] }) });
    putTouched(draft, act);
  }
}

/** `Password did not match …` stands in the event's text; the audit record only has the state number. */
function reasonOf(details: string): string {
  const state = /<state>(\d{1,4})<\/state>/.exec(details)?.[1];
  return state === undefined ? 'login failed' : (STATES[state] ?? `login failed, state ${state}`);
}

const STATES: Readonly<Record<string, string>> = {
  '2': 'invalid user id',
  '5': 'invalid user id',
  '7': 'login disabled and password mismatch',
  '8': 'password mismatch',
  '11': 'valid login but server access failure',
  '18': 'password expired',
  '38': 'could not open the database',
  '58': 'SQL authentication while the server takes Windows authentication only',
};

export function putRemote(draft: Draft, remote: string): void {
  const name = remote.trim();
  if (name === '' || /^(?:local machine|<local machine>|<named pipe>|named pipe|Unknown)$/i.test(name))
    return;
  const ip = canonicalIp(name);
  draft.put('source.address', ip ?? name);
  draft.put(ip === undefined ? 'source.domain' : 'source.ip', ip ?? name);
}
