import type { EventDraft } from '@khien/model';
import { readDelimited } from '../decode/delimited';
import { type InnerRecord, innerRecord } from '../decode/inner-record';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSyslog } from '../draft/put-syslog';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { reasonOf, wordsOf } from './words';

/** RSA Authentication Manager (SecurID): runtime, administration and system logs over syslog, and the appliance's sudo. */
export const rsaSecurid = defineProfile({
  id: 'rsa-securid',
  version: 1,
  title: { vi: 'Xác thực hai lớp RSA SecurID', en: 'RSA SecurID two-factor authentication' },
  layer: 'application',
  logsource,
  recognise,
  toEvent,
});

function logsource({ event }: EventDraft): Logsource | Logsource[] {
  const categories = ['authentication', 'iam'].filter((one) => event.category?.includes(one));
  const [only = 'application', ...others] = categories;
  if (others.length === 0) return { product: 'rsa-securid', category: only };
  return [only, ...others].map((category) => ({ product: 'rsa-securid', category }));
}

/** `[2026-11-20 ]08:15:30,239, host, audit.runtime.com.rsa.…, INFO, …` */
const START =
  /^(?:(\d{4}-\d\d-\d\d) )?\d\d:\d\d:\d\d,\d{3}, ?[^,]{1,255}, ?(?:audit|system)\.[\w.]{1,200}, ?[A-Z]{2,10},/;
const SUDO =
  /^(rsaadmin) : (?:(.{1,200}?) ; )?TTY=(\S{1,60}) ; PWD=(\S{1,500}) ; USER=(\S{1,60}) ; COMMAND=(.{1,4000})$/s;

/** The time at the begin of the message looks like a syslog tag (`08:`): it is put back. */
function withoutHeader(text: string, context?: ProfileContext): InnerRecord {
  const inner = innerRecord(text, context);
  if (inner.header?.app === undefined || !/^\d\d$/.test(inner.header.app) || !/^\d\d:\d\d,/.test(inner.body))
    return inner;
  const { app, ...header } = inner.header;
  return { body: `${app}:${inner.body}`, header };
}

function recognise(text: string): number {
  const { body } = withoutHeader(text);
  return START.test(body) || SUDO.test(body) ? 0.96 : 0;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const inner = withoutHeader(text, context);
  const draft = openDraft(context);
  draft.put('observer.vendor', 'RSA');
  draft.put('observer.product', 'Authentication Manager');
  draft.put('observer.type', 'identity-provider');
  if (!placeBody(draft, inner, context))
    return refuse('unrecognised', 'expected a line of com.rsa: time, host, class, level');
  if (inner.header) putSyslog(draft, inner.header);
  return draft.done();
}

function placeBody(draft: Draft, { body, header }: InnerRecord, context: ProfileContext): boolean {
  const start = START.exec(body);
  draft.put('message', body);
  if (start) {
    // Without a date only the day of the syslog header is known, so that header's time counts.
    if (start[1] !== undefined) draft.time(readIso(body, 0, context));
    placeColumns(
      draft,
      readDelimited(body).map((value) => value.trim()),
    );
    return true;
  }
  const sudo = SUDO.exec(body.trim());
  if (!sudo) return false;
  draft.put('host.name', header?.host);
  draft.say({
    category: ['process', 'iam'],
    type: ['start', 'admin'],
    action: 'sudo_command',
    outcome: sudo[2] === undefined ? 'success' : 'failure',
    dataset: 'rsa-securid.appliance',
  });
  draft.put('user.name', sudo[1]);
  draft.put('event.reason', sudo[2]);
  draft.keep('tty', sudo[3]);
  draft.put('process.working_directory', sudo[4]);
  draft.put('user.effective.name', sudo[5]);
  draft.put('process.command_line', sudo[6]?.trim());
  return true;
}

/** Columns behind the time, which its comma makes two of. Administration has one column more before the person. */
const COMMON = [
  '',
  '',
  'host',
  'class',
  'level',
  'id',
  'instance',
  'client',
  'server',
  'action',
  'code',
  'result',
  'reason',
  'session',
];
const RUNTIME = [
  ...COMMON,
  'user_id',
  'identity_source',
  'security_domain',
  'user',
  'first',
  'last',
  'agent_id',
  'agent_domain',
  'agent_ip',
  'agent',
  'agent_type',
  'method_id',
  'policy',
];
const ADMIN = [
  ...COMMON,
  '',
  'user_id',
  'identity_source',
  'security_domain',
  'user',
  'first',
  'last',
  'object_type',
  'object_id',
  'object_source',
  'object_domain',
  'object',
  'second_type',
  'second_id',
  'second_source',
  'second_domain',
  'second',
];
const PLACED: ReadonlySet<string> = new Set(
  'host class level id instance client server action code result user_id user reason first last'.split(' '),
);

function placeColumns(draft: Draft, values: readonly string[]): void {
  const kind = values[3] ?? '';
  const names = kind.startsWith('audit.admin.') ? ADMIN : kind.startsWith('audit.') ? RUNTIME : COMMON;
  const column = new Map<string, string>();
  names.forEach((name, at) => {
    const value = values[at];
    if (name !== '' && value !== undefined && value !== '') column.set(name, value);
  });
  const action = column.get('action') ?? 'UNKNOWN';
  const outcome =
    column.get('result') === 'SUCCESS'
      ? 'success'
      : column.get('result')?.startsWith('FAIL')
        ? 'failure'
        : 'unknown';
  const words = wordsOf(action, kind);
  draft.say({
    ...words,
    type: outcome === 'failure' ? [...words.type, 'denied'] : words.type,
    outcome,
    dataset: `rsa-securid.${kind.split('.').slice(0, 2).join('.')}`,
  });
  draft.put('event.code', column.get('code'));
  draft.put('event.reason', outcome === 'failure' ? reasonOf(column.get('reason')) : column.get('reason'));
  draft.put('host.name', column.get('host'));
  draft.put('log.level', column.get('level')?.toLowerCase());
  draft.put('log.logger', column.get('class'));
  draft.put('observer.serial_number', column.get('instance'));
  draft.put('event.id', column.get('id'));
  putAddress(draft, 'source', column.get('client'));
  putAddress(draft, 'destination', column.get('server'));
  placePeople(draft, column);
  if (words.action === 'login' && outcome === 'success' && column.get('policy')?.startsWith('SecurID'))
    draft.put('access.authentication', 'mfa');
  draft.keep('rsa.action', action);
  for (const [name, value] of column) if (!PLACED.has(name)) draft.keep(`rsa.${name}`, value);
  values.slice(names.length).forEach((value, at) => {
    if (names !== COMMON || at > 0) draft.keep(`rsa.column_${names.length + at + 1}`, value);
  });
}

function placePeople(draft: Draft, column: ReadonlyMap<string, string>): void {
  draft.put('user.name', column.get('user'));
  draft.put('user.id', column.get('user_id'));
  const full = [column.get('first'), column.get('last')].filter((one) => one !== undefined).join(' ');
  draft.put('user.full_name', full);
  for (const which of ['object', 'second'])
    if (column.get(`${which}_type`) === 'PRINCIPAL') {
      draft.put('user.target.name', column.get(which));
      draft.put('user.target.id', column.get(`${which}_id`));
    }
}
