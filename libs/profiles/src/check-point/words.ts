import { verdictOf } from '../decode/verdict';
import type { Draft } from '../draft/open-draft';

export type TextOf = (name: string) => string;

const ATTACKS = /smartdefense|ips\b|threat prevention/i;
const MALWARE = /anti-?virus|anti-?malware|threat emulation|threat extraction|anti-?bot|zero phishing/i;
const REMOTE = /mobile access|remote access|vpn client|endpoint security on demand|capsule/i;
const MANAGEMENT =
  /smartconsole|smartdashboard|web_?api|system monitor|security management|smart-?update|gaia|log server/i;
const FAILED = /fail|reject|denied|invalid|unsuccess/i;

/** What a record of each product (blade) is: its category, type, action, outcome and who observed it. */
export function sayWords(draft: Draft, text: TextOf): void {
  const product = text('product');
  const action = text('action') || text('operation') || text('type') || 'log';
  const verdict = verdictOf(action);
  draft.put('observer.type', 'firewall');
  draft.say({ action: action.toLowerCase(), outcome: 'success' });
  if (MANAGEMENT.test(product)) sayManagement(draft, text);
  else if (REMOTE.test(product)) sayRemoteAccess(draft, text);
  else if (/identity|authent/i.test(product) || isSignIn(text)) saySignIn(draft, text);
  else if (ATTACKS.test(product)) sayThreat(draft, text, ['intrusion_detection', 'network']);
  else if (MALWARE.test(product)) sayThreat(draft, text, ['malware']);
  else if (/dlp|data loss/i.test(product)) {
    draft.put('observer.type', 'dlp');
    draft.say({
      kind: 'alert',
      category: ['file', 'network'],
      type: ['info', ...(verdict ? [verdict] : [])],
    });
  } else {
    const web = draft.has('url.original');
    draft.say({
      category: web ? ['web', 'network'] : ['network'],
      type: [web ? 'access' : 'connection', ...(verdict ? [verdict] : [])],
    });
  }
}

function isSignIn(text: TextOf): boolean {
  return /log ?(?:in|out|on|off)|authcrypt|failed log/i.test(
    `${text('action')} ${text('event_type')} ${text('operation')}`,
  );
}

function sayThreat(draft: Draft, text: TextOf, category: string[]): void {
  const verdict = verdictOf(text('action'));
  const name = text('protection_name') || text('malware_family') || text('attack');
  const malware = category[0] === 'malware';
  if (!malware) draft.put('observer.type', 'ips');
  const bot = /anti-?bot/i.test(text('product'));
  draft.say({
    kind: 'alert',
    category: bot ? ['intrusion_detection', 'malware'] : category,
    type: ['info', ...(verdict ? [verdict] : [])],
    outcome: malware && verdict === 'allowed' ? 'failure' : 'success',
  });
  draft.keep('policy_rule', draft.get('rule.name'));
  draft.put('rule.name', name);
  draft.put('rule.category', bot ? 'botnet' : text('protection_type') || text('attack'));
  if (malware) draft.put('threat.indicator.name', name);
}

function saySignIn(draft: Draft, text: TextOf): void {
  const said = `${text('action')} ${text('auth_status')} ${text('status')} ${text('event_type')} ${text('operation')}`;
  const failed = FAILED.test(said);
  if (/log ?(?:out|off)/i.test(said)) draft.say({ category: ['session'], type: ['end'], action: 'logout' });
  else
    draft.say({
      category: ['authentication'],
      type: ['start'],
      action: 'login',
      outcome: failed ? 'failure' : 'success',
    });
}

function sayRemoteAccess(draft: Draft, text: TextOf): void {
  draft.put('observer.type', 'vpn');
  saySignIn(draft, text);
  draft.say({ action: `vpn-${String(draft.get('event.action'))}` });
}

const CHANGES: ReadonlyArray<readonly [RegExp, string]> = [
  [/creat|add/i, 'creation'],
  [/delet|remov/i, 'deletion'],
];

function sayManagement(draft: Draft, text: TextOf): void {
  const operation = text('operation') || text('action');
  if (isSignIn(text)) {
    saySignIn(draft, text);
    return;
  }
  const type = CHANGES.find(([pattern]) => pattern.test(operation))?.[1] ?? 'change';
  const account = /administrator|^user/i.test(text('objecttype'));
  draft.say({
    category: account ? ['iam', 'configuration'] : ['configuration'],
    type: account ? ['user', type] : [type],
    action:
      account && type !== 'change'
        ? type === 'creation'
          ? 'user_created'
          : 'user_deleted'
        : operation.toLowerCase(),
    outcome: FAILED.test(`${text('status')} ${text('audit_status')}`) ? 'failure' : 'success',
  });
  if (account) draft.put('user.target.name', text('objectname'));
}
