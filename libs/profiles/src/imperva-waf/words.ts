import { type WafVerdict, wafVerdictOf } from '../decode/waf-words';
import type { Draft } from '../draft/open-draft';
import { sayWaf } from '../draft/say-waf';

export interface ImpervaRecord {
  fields: ReadonlyMap<string, string>;
  at: number;
  /** Of Cloud WAF (Incapsula), not of a gateway. */
  cloud: boolean;
  product: string;
  code: string;
  name: string;
  severity: string | undefined;
  action: string | undefined;
}

/** Names that stand for ordinary traffic. */
const ORDINARY = /^(?:Normal|Accepted\b.*|\d+)$/i;
const BROKEN = /^REQ_(?:BAD|UNRESOLVED|UNSUPPORTED|INVALID|MALFORMED|BACKEND|CACHE_ERROR)/;
const REFUSED = /BLOCK|BLACKLIST|DENIED|DROPPED/;
const SYSTEM = /^(?:system|systemevent|audit)/i;

export function sayWords(draft: Draft, record: ImpervaRecord): void {
  if (!draft.has('rule.name') && !ORDINARY.test(record.name)) draft.put('rule.name', record.name);
  if (!record.cloud && SYSTEM.test(record.fields.get('cat') ?? '')) saySystem(draft, record);
  else if (record.cloud) sayCloud(draft, record);
  else {
    const verdict = wafVerdictOf(record.action) ?? 'alert';
    // A gateway's alert is one whatever it did; its own word is kept.
    sayWaf(draft, { verdict: verdict === 'passed' ? 'alert' : verdict, attack: true });
    draft.keep('act', record.action);
  }
}

/** `REQ_PASSED`, `REQ_CACHED_…`, `REQ_BLOCKED_…`, `REQ_CHALLENGE_…`, `REQ_BAD_…`: what became of the request. */
function sayCloud(draft: Draft, { action = '', name, fields }: ImpervaRecord): void {
  const verdict = cloudVerdict(action);
  const attack =
    fields.has('fileType') || verdict === 'blocked' || verdict === 'challenged' || draft.has('rule.name');
  sayWaf(draft, {
    verdict,
    attack,
    word: action.startsWith('REQ_BLOCKED') ? 'blocked' : action === '' ? undefined : action,
  });
  if (BROKEN.test(action)) draft.say({ kind: 'event', type: ['access', 'error'], outcome: 'failure' });
  draft.keep('name', ORDINARY.test(name) ? name : undefined);
  draft.keep('act', action);
}

function cloudVerdict(action: string): WafVerdict | undefined {
  if (REFUSED.test(action)) return 'blocked';
  if (action.startsWith('REQ_CHALLENGE')) return 'challenged';
  if (BROKEN.test(action)) return undefined;
  return action === '' ? undefined : 'passed';
}

const LOGIN = /log(?:ged)? ?(?:in|on)\b|login/i;
const FAILED = /fail|denied|invalid|wrong/i;
const CHANGED = /chang|modif|creat|delet|updat|disabl|enabl/i;
const OFF = /(?:simulation|detection.only|disabled|bypass)/i;

/** What happened to the gateway itself: administrators' sign-ins and changes. */
function saySystem(draft: Draft, { name }: ImpervaRecord): void {
  const said = `${name} ${draft.get('message') ?? ''}`;
  draft.put('observer.type', 'waf');
  const outcome = FAILED.test(said) ? 'failure' : 'success';
  if (LOGIN.test(said))
    draft.say({ category: ['authentication'], type: ['start'], action: 'admin_login', outcome });
  else if (CHANGED.test(said))
    draft.say({
      category: ['configuration'],
      type: ['change'],
      action: OFF.test(said) ? 'mode_detection_only' : 'config_changed',
      outcome,
    });
  else draft.say({ category: ['host'], type: ['info'], action: 'system_event', outcome: 'unknown' });
}
