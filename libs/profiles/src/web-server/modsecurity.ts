import type { Draft } from '../draft/open-draft';
import { putTarget } from './put-request';

const START = 'ModSecurity:';
const TAG = /\[([a-z_]{2,20}) "((?:[^"\\]|\\.)*)"\]/g;
const DENIED = /Access denied|denied with|redirect(?:ed|ion) |Paused/i;
const MAX_TAGS = 60;

/** A line of ModSecurity inside an error log (`[id "942100"] [msg "…"] …`): an alert of a web application firewall. */
export function putModSecurity(draft: Draft, message: string): boolean {
  const at = message.indexOf(START);
  if (at < 0) return false;
  const tags: string[] = [];
  let kept = 0;
  for (const [, name = '', quoted = ''] of message.slice(at).matchAll(TAG)) {
    if (++kept > MAX_TAGS) break;
    const value = quoted.replace(/\\(["\\])/g, '$1');
    if (name === 'tag') tags.push(value);
    else if (name === 'uri') putTarget(draft, value);
    else if (Object.hasOwn(FIELDS, name) && !draft.has(FIELDS[name] ?? ''))
      draft.put(FIELDS[name] ?? '', value);
    else draft.keep(name, value);
  }
  if (tags.length > 0) draft.put('rule.category', tags.slice(0, 20).join(', '));
  const stopped = DENIED.test(message);
  const status = /with code (\d{3})/.exec(message)?.[1];
  draft.put('http.response.status_code', status);
  draft.put('observer.type', 'waf');
  draft.put('event.reason', draft.get('rule.name'));
  draft.say({
    kind: 'alert',
    category: ['web', 'intrusion_detection'],
    type: stopped ? ['access', 'denied'] : ['access', 'info'],
    action: stopped ? 'blocked' : 'detected',
    // The request was bad; only a stop keeps it from its aim.
    outcome: 'failure',
  });
  return true;
}

const FIELDS: Record<string, string> = {
  id: 'rule.id',
  msg: 'rule.name',
  data: 'rule.description',
  hostname: 'destination.domain',
  unique_id: 'http.request.id',
};
