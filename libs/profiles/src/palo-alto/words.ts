import { verdictOf } from '../decode/verdict';
import type { Draft } from '../draft/open-draft';
import { putUrl } from '../draft/put-url';
import { readDescription } from './describe';

/** Text of a field; empty where there is none. */
export type TextOf = (name: string) => string;

/** What a record of each log type is: its category, type, action, outcome and who observed it. */
export function sayWords(draft: Draft, text: TextOf): void {
  draft.put('observer.type', 'firewall');
  draft.say({ action: (text('Action') || text('Subtype') || text('LogType')).trim(), outcome: 'success' });
  const say = KINDS[text('LogType').toUpperCase()] ?? saySession;
  say(draft, text);
  if (!THREATS.has(text('LogType'))) draft.put('rule.name', text('Rule'));
}

const THREATS: ReadonlySet<string> = new Set(['THREAT']);

const KINDS: Readonly<Record<string, (draft: Draft, text: TextOf) => void>> = {
  TRAFFIC: saySession,
  THREAT: sayThreat,
  URL: sayThreat,
  SYSTEM: saySystem,
  CONFIG: sayConfiguration,
  USERID: sayMapping,
  HIPMATCH: (draft, text) => {
    draft.say({ category: ['host'], type: ['info'], action: 'hip-match' });
    draft.put('rule.name', text('HipMatchName') || text('cat'));
  },
  GLOBALPROTECT: sayRemoteAccess,
  AUTH: saySignIn,
  AUTHENTICATION: saySignIn,
  DNS: (draft) => draft.say({ category: ['network'], type: ['protocol', 'info'] }),
};

function saySession(draft: Draft, text: TextOf): void {
  const subtype = text('Subtype');
  const verdict = subtype === 'deny' || subtype === 'drop' ? 'denied' : verdictOf(text('Action'));
  const seconds = Number(text('SessionDuration') || Number.NaN);
  if (Number.isSafeInteger(seconds)) draft.put('event.duration', seconds * 1e9);
  const edge = subtype === 'start' || subtype === 'end' ? [subtype] : [];
  draft.say({ category: ['network'], type: ['connection', ...(verdict ? [verdict] : []), ...edge] });
  const category = text('URLCategory');
  if (category !== 'any') draft.put('rule.category', category);
}

const MALWARE: ReadonlySet<string> = new Set(['virus', 'wildfire', 'wildfire-virus', 'ml-virus']);
const ATTACKS: ReadonlySet<string> = new Set([
  'vulnerability',
  'spyware',
  'scan',
  'flood',
  'packet',
  'dns-security',
  'dns',
]);

function sayThreat(draft: Draft, text: TextOf): void {
  const subtype = text('Subtype') || text('SubType');
  const verdict = verdictOf(text('Action'));
  const types = verdict ? [verdict] : [];
  const threat = nameOfThreat(text('ThreatID') || text('ThreatNameFirewall'));
  const harmless = subtype === 'wildfire' && text('URLCategory') === 'benign';
  if (subtype === 'url') {
    draft.say({ category: ['web', 'network'], type: ['access', ...types] });
    putUrl(draft, text('URL'));
    draft.put('rule.name', text('Rule'));
    draft.put('rule.category', text('URLCategory'));
    return;
  }
  draft.keep('Rule', text('Rule'));
  draft.put('rule.name', threat.name);
  draft.put('rule.id', threat.id);
  putTarget(draft, subtype, text('URL'));
  if (MALWARE.has(subtype) && !harmless) {
    draft.say({
      kind: 'alert',
      category: ['malware'],
      type: ['info', ...types],
      outcome: verdict === 'allowed' ? 'failure' : 'success',
    });
    draft.put('threat.indicator.name', threat.name);
  } else if (ATTACKS.has(subtype)) {
    draft.say({ kind: 'alert', category: ['intrusion_detection', 'network'], type: ['info', ...types] });
    draft.put('observer.type', 'ips');
  } else draft.say({ category: ['file', 'network'], type: ['access', ...types] });
}

/** `SSH User Authentication Brute Force Attempt(40015)`. */
function nameOfThreat(text: string): { name?: string; id?: string } {
  const open = text.lastIndexOf('(');
  if (open <= 0 || !text.endsWith(')')) return text === '' ? {} : { name: text };
  return { name: text.slice(0, open), id: text.slice(open + 1, -1) };
}

/** One column is the address for web threats and the file's name for the others. */
function putTarget(draft: Draft, subtype: string, target: string): void {
  if (target === '') return;
  if (MALWARE.has(subtype) || subtype === 'file' || subtype === 'data') {
    if (draft.has('file.name')) draft.keep('URL', target);
    else draft.put('file.name', target.slice(target.lastIndexOf('/') + 1) || target);
  } else putUrl(draft, target);
}

const FAILED = /fail|denied|invalid|reject|unsuccess|error|timed out|locked/i;

function saySystem(draft: Draft, text: TextOf): void {
  const name = text('EventName');
  const description = text('EventDescription');
  readDescription(draft, description);
  const said = `${name} ${description}`;
  draft.say({
    category: ['host'],
    type: ['info'],
    action: name || text('Subtype'),
    outcome: outcomeOf(name, description),
  });
  if (/^globalprotect/.test(name) || text('Subtype') === 'globalprotect') draft.put('observer.type', 'vpn');
  if (name === 'general' && /logged (?:in|out)/.test(description))
    draft.say({ action: description.includes('logged in') ? 'login' : 'logout' });
  if (/logged out|logout/i.test(said)) draft.say({ category: ['session'], type: ['end'] });
  else if (text('Subtype') === 'auth' || /auth-?(?:succ|fail)|logged in|authenticat/i.test(said))
    draft.say({ category: ['authentication'], type: ['start'] });
  else if (text('Subtype') === 'vpn' || text('Subtype') === 'dhcp') draft.say({ category: ['network'] });
  else if (/\blogs? (?:was |were |has been )?(?:cleared|deleted)|cleared .{0,40}\blogs?\b/i.test(said))
    draft.say({ category: ['configuration'], type: ['deletion'], action: 'log_cleared' });
  const link = /^Port \S{1,60}: (Up|Down)\b/.exec(description)?.[1];
  if (link !== undefined) draft.say({ category: ['network'], type: ['change'], action: link.toLowerCase() });
}

function outcomeOf(name: string, description: string): 'success' | 'failure' {
  if (/succ/i.test(name)) return 'success';
  return FAILED.test(name) || FAILED.test(description.slice(0, 300)) ? 'failure' : 'success';
}

const CHANGES: Readonly<Record<string, string>> = { add: 'creation', clone: 'creation', delete: 'deletion' };

function sayConfiguration(draft: Draft, text: TextOf): void {
  const command = text('Command').toLowerCase();
  const path = text('ConfigurationPath');
  const failed = /fail|unauthor/i.test(text('Result'));
  const type = (Object.hasOwn(CHANGES, command) ? CHANGES[command] : undefined) ?? 'change';
  draft.say({
    category: ['configuration'],
    type: [type],
    action: command || 'config',
    outcome: failed ? 'failure' : 'success',
  });
  const account = /mgt-config[ /]+users[ /]+(?:entry\[@name=')?([^\s'\]/]{1,100})/.exec(path)?.[1];
  if (account !== undefined) {
    const action =
      command === 'delete' ? 'user_deleted' : command === 'set' ? 'user_created' : 'user_changed';
    draft.say({ category: ['iam', 'configuration'], type: ['user', type], action });
    draft.put('user.target.name', account);
  } else if (command === 'delete' && path.includes('log-settings')) draft.say({ action: 'syslog_disabled' });
}

/** A mapping of an address to a person: no sign-in of its own, but the beginning or end of a presence. */
function sayMapping(draft: Draft, text: TextOf): void {
  draft.say({
    category: ['session'],
    type: [text('Subtype') === 'logout' ? 'end' : 'start'],
    action: text('Subtype') || 'userid',
  });
}

function sayRemoteAccess(draft: Draft, text: TextOf): void {
  const name = text('EventIDValue') || text('EventName') || text('Subtype');
  const stage = text('Stage');
  const failed = /fail/i.test(text('EventStatus'));
  draft.put('observer.type', 'vpn');
  draft.say({ action: name, outcome: failed ? 'failure' : 'success', category: ['network'], type: ['info'] });
  if (/auth|login/.test(name) || stage === 'login')
    draft.say({ category: ['authentication'], type: ['start'] });
  else if (/logout/.test(name) || stage === 'logout') draft.say({ category: ['session'], type: ['end'] });
  else if (/connected|tunnel/.test(name) || stage === 'connected' || stage === 'tunnel')
    draft.say({ category: ['session', 'network'], type: ['start'] });
}

function saySignIn(draft: Draft, text: TextOf): void {
  const said = `${text('AuthEvent')} ${text('EventDescription')} ${text('AuthenticationDescription')}`;
  draft.say({
    category: ['authentication'],
    type: ['start'],
    action: 'authentication',
    outcome: FAILED.test(said) ? 'failure' : 'success',
  });
}
