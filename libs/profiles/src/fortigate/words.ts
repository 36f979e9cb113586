import { type Verdict, verdictOf } from '../decode/verdict';
import type { Draft } from '../draft/open-draft';
import type { FortiFields } from './field-slots';

/** What a record of each type and subtype is: its category, type, action, outcome and who observed it. */
export function sayWords(draft: Draft, fields: FortiFields): void {
  const type = fields.get('type') ?? '';
  const action = fields.get('action');
  draft.say({ action: action ?? fields.get('eventtype') ?? fields.get('subtype') ?? type });
  draft.put('observer.type', 'firewall');
  if (type === 'event') sayDeviceEvent(draft, fields, (action ?? '').toLowerCase());
  else if (type === 'traffic') sayTraffic(draft, fields);
  else sayInspection(draft, fields);
}

function sayTraffic(draft: Draft, fields: FortiFields): void {
  // A session that a security profile stopped has the policy's `accept` in `action`.
  const stopped = verdictOf(fields.get('utmaction')) === 'denied';
  const verdict = stopped ? 'denied' : (verdictOf(fields.get('action')) ?? 'allowed');
  const web = fields.get('subtype') === 'http-transaction';
  draft.say({
    category: web ? ['network', 'web'] : ['network'],
    type: ['connection', verdict],
    outcome: 'success',
  });
  if (web) draft.put('observer.type', 'proxy');
}

/** `kind` alert: what a security profile found. Who observed it is what the rules ask: `ips`, `waf`, `dlp`. */
const INSPECTIONS: Readonly<Record<string, { category: string[]; observer?: string; alert?: true }>> = {
  ips: { category: ['intrusion_detection', 'network'], observer: 'ips', alert: true },
  anomaly: { category: ['intrusion_detection', 'network'], observer: 'ips', alert: true },
  virus: { category: ['malware'], alert: true },
  waf: { category: ['web', 'intrusion_detection'], observer: 'waf', alert: true },
  dlp: { category: ['file', 'network'], observer: 'dlp', alert: true },
  webfilter: { category: ['web', 'network'] },
  'app-ctrl': { category: ['network'] },
  dns: { category: ['network'] },
  emailfilter: { category: ['email'] },
  ssl: { category: ['network'] },
  ssh: { category: ['network'] },
  voip: { category: ['network'] },
  'file-filter': { category: ['file', 'network'] },
};

function sayInspection(draft: Draft, fields: FortiFields): void {
  const subtype = fields.get('subtype') ?? '';
  const kind = (subtype.startsWith('dns') && fields.has('qname')
    ? INSPECTIONS.dns
    : INSPECTIONS[subtype]) ?? {
    category: ['network'],
  };
  const verdict = verdictOf(fields.get('action'));
  const botnet = fields.get('eventtype') === 'botnet' || fields.has('botnetdomain') || fields.has('botnetip');
  if (kind.observer) draft.put('observer.type', kind.observer);
  if (botnet) draft.put('rule.category', 'botnet');
  draft.say({
    kind: kind.alert || botnet ? 'alert' : 'event',
    category: botnet
      ? ['intrusion_detection', ...kind.category.filter((one) => one !== 'intrusion_detection')]
      : kind.category,
    type: typesOf(subtype, verdict),
    // A virus that was only seen is a failure of what was to stop it.
    outcome: subtype === 'virus' && verdict === 'allowed' ? 'failure' : 'success',
  });
}

function typesOf(subtype: string, verdict: Verdict | undefined): string[] {
  const first = subtype === 'dns' ? 'protocol' : subtype === 'webfilter' ? 'access' : 'info';
  return verdict ? [first, verdict] : [first];
}

function sayDeviceEvent(draft: Draft, fields: FortiFields, action: string): void {
  const subtype = fields.get('subtype');
  draft.say({ category: ['host'], type: ['info'], outcome: outcomeOf(fields, action) });
  if (fields.has('cfgpath') || /^config/i.test(fields.get('logdesc') ?? ''))
    sayConfiguration(draft, fields, action);
  else if (subtype === 'vpn') sayVpn(draft, fields, action);
  else if (/log(?:in|on)\b/.test(action) || action === 'authentication' || subtype === 'user')
    saySignIn(draft, action);
  else if (/log(?:out|off)\b/.test(action)) draft.say({ category: ['session'], type: ['end'] });
  else sayLogging(draft, fields);
}

function outcomeOf(fields: FortiFields, action: string): 'success' | 'failure' {
  const said = `${fields.get('status') ?? ''} ${action}`.toLowerCase();
  if (/fail|error|denied|timed?-?out/.test(said)) return 'failure';
  return /login failed|authentication failed/i.test(fields.get('logdesc') ?? '') ? 'failure' : 'success';
}

function saySignIn(draft: Draft, action: string): void {
  if (/log(?:out|off)\b|timeout/.test(action)) draft.say({ category: ['session'], type: ['end'] });
  else draft.say({ category: ['authentication'], type: ['start'] });
}

/** Statistics and key negotiation of a tunnel are no sign-in; people's tunnels and sign-ins are the VPN's. */
function sayVpn(draft: Draft, fields: FortiFields, action: string): void {
  draft.put('observer.type', 'vpn');
  const person = draft.has('user.name');
  if (/login|auth|alert/.test(action) && person) draft.say({ category: ['authentication'], type: ['start'] });
  else if (/new-con/.test(action)) draft.say({ category: ['network'], type: ['connection'] });
  else if (/tunnel-up|phase2-up/.test(action))
    draft.say({ category: person ? ['session', 'network'] : ['network'], type: ['start'] });
  else if (/down|close|timeout/.test(action))
    draft.say({ category: person ? ['session', 'network'] : ['network'], type: ['end'] });
  else if (action === 'negotiate' && person && fields.get('status') === 'failure')
    draft.say({ category: ['authentication'], type: ['start'] });
  else draft.say({ category: ['network'], type: ['info'] });
}

const CHANGES: Readonly<Record<string, string>> = {
  add: 'creation',
  edit: 'change',
  set: 'change',
  move: 'change',
  delete: 'deletion',
};
const ACCOUNTS: ReadonlySet<string> = new Set(['system.admin', 'user.local', 'system.api-user']);
const ACCOUNT_ACTIONS: Readonly<Record<string, string>> = { add: 'user_created', delete: 'user_deleted' };

function sayConfiguration(draft: Draft, fields: FortiFields, action: string): void {
  const path = fields.get('cfgpath') ?? '';
  const type = (Object.hasOwn(CHANGES, action) ? CHANGES[action] : undefined) ?? 'change';
  draft.say({ category: ['configuration'], type: [type] });
  if (ACCOUNTS.has(path)) {
    draft.say({ category: ['iam', 'configuration'], type: ['user', type] });
    draft.put('user.target.name', fields.get('cfgobj'));
    const named = Object.hasOwn(ACCOUNT_ACTIONS, action) ? ACCOUNT_ACTIONS[action] : undefined;
    if (named !== undefined) draft.say({ action: named });
  }
  if (path.startsWith('log.') && /status\[(?:enable->)?disable\]/.test(fields.get('cfgattr') ?? ''))
    draft.say({ action: path.startsWith('log.syslogd') ? 'syslog_disabled' : 'logging_disabled' });
}

function sayLogging(draft: Draft, fields: FortiFields): void {
  if (/log (?:file )?.*(?:deleted|cleared)|(?:delete|clear)d? .*logs?\b/i.test(fields.get('logdesc') ?? ''))
    draft.say({ category: ['configuration'], type: ['deletion'], action: 'disk_log_deleted' });
}
