import { wafVerdictOf } from '../decode/waf-words';
import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putSeverity } from '../draft/put-severity';
import { sayWaf } from '../draft/say-waf';

type Fields = ReadonlyMap<string, string>;

export function sayWords(draft: Draft, fields: Fields, kind: string): void {
  const action = fields.get('action');
  if (kind === 'attack') {
    const [main, sub] = [fields.get('main_type') ?? fields.get('subtype'), fields.get('sub_type')];
    draft.put('rule.category', main);
    draft.put('rule.name', sub === undefined || sub === 'N/A' ? main : sub);
    putSeverity(
      draft,
      level(fields.get('severity_level')) ?? level(fields.get('threat_level')) ?? fields.get('pri'),
    );
    sayWaf(draft, { verdict: wafVerdictOf(action), attack: true, word: action });
  } else if (kind === 'traffic') sayTraffic(draft, fields);
  else sayDevice(draft, fields, action ?? fields.get('subtype'));
}

const LEVELS: Readonly<Record<string, string>> = {
  severe: 'critical',
  substantial: 'high',
  moderate: 'medium',
  informative: 'low',
};

function level(word: string | undefined): string | undefined {
  const known = word?.toLowerCase() ?? '';
  return Object.hasOwn(LEVELS, known) ? LEVELS[known] : word;
}

function sayTraffic(draft: Draft, fields: Fields): void {
  const failed = fields.get('status') !== undefined && fields.get('status') !== 'success';
  const status = draft.get('http.response.status_code');
  draft.put('observer.type', 'waf');
  draft.say({
    category: ['web', 'network'],
    type: ['access'],
    action: 'http_request',
    outcome: failed || (typeof status === 'number' && status >= 400) ? 'failure' : 'success',
  });
}

const FROM = /\(([0-9A-Fa-f.:]{2,45})\)/;
const OFF =
  /(?:monitor mode|monitoring mode|protection profile).{0,80}(?:enabled|removed|none)|web protection profile.{0,60}(?:unset|removed)|disabled .{0,40}(?:protection|signature)/i;

/** What happened to the device: sign-ins of administrators, changes, its health. */
function sayDevice(draft: Draft, fields: Fields, action: string | undefined): void {
  const message = fields.get('msg') ?? '';
  const outcome = /fail|error|denied|invalid/i.test(`${fields.get('status') ?? ''} ${message}`)
    ? 'failure'
    : 'success';
  draft.put('observer.type', 'waf');
  draft.put('log.level', fields.get('pri'));
  if (!draft.has('source.ip'))
    putAddress(draft, 'source', FROM.exec(fields.get('ui') ?? '')?.[1] ?? FROM.exec(message)?.[1]);
  if (/log ?in/i.test(action ?? '') || /logged in|login fail/i.test(message))
    draft.say({ category: ['authentication'], type: ['start'], action: 'admin_login', outcome });
  else if (/log ?out/i.test(action ?? ''))
    draft.say({ category: ['session'], type: ['end'], action: 'admin_logout', outcome });
  else if (/edit|add|delete|set|change|modif|clear|config/i.test(action ?? ''))
    draft.say({
      category: ['configuration'],
      type: [
        /delete|clear/i.test(action ?? '') ? 'deletion' : /add/i.test(action ?? '') ? 'creation' : 'change',
      ],
      action: OFF.test(message) ? 'mode_detection_only' : `config_${(action ?? 'change').toLowerCase()}`,
      outcome,
    });
  else draft.say({ category: ['host'], type: ['info'], action: action ?? 'event', outcome: 'unknown' });
}
