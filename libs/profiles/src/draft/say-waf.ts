import type { WafVerdict } from '../decode/waf-words';
import type { Draft } from './open-draft';

interface Told {
  verdict: WafVerdict | undefined;
  /** Something was recognised as an attack or violation; otherwise the record is of plain traffic. */
  attack: boolean;
  /** The device's own word for what it did. */
  word?: string | undefined;
}

const ACTIONS: Readonly<Record<WafVerdict, string>> = {
  blocked: 'blocked',
  challenged: 'challenge',
  alert: 'alert',
  passed: 'passed',
};

/** Words of a web application firewall's record: an attack is an alert, `denied` where it was stopped, `allowed` where it was only seen. */
export function sayWaf(draft: Draft, { verdict, attack, word }: Told): void {
  const stopped = verdict === 'blocked' || verdict === 'challenged';
  draft.put('observer.type', 'waf');
  draft.say({
    kind: attack ? 'alert' : 'event',
    category: attack ? ['web', 'intrusion_detection'] : ['web', 'network'],
    type: stopped ? ['access', 'denied'] : verdict === undefined ? ['access'] : ['access', 'allowed'],
    action: word ?? (verdict === undefined ? (attack ? 'alert' : 'http_request') : ACTIONS[verdict]),
    outcome: stopped ? 'failure' : outcomeOfAnswer(draft, verdict),
  });
}

function outcomeOfAnswer(draft: Draft, verdict: WafVerdict | undefined): 'success' | 'failure' | 'unknown' {
  const status = draft.get('http.response.status_code');
  if (typeof status === 'number' && status > 0) return status >= 400 ? 'failure' : 'success';
  return verdict === undefined ? 'unknown' : 'success';
}
