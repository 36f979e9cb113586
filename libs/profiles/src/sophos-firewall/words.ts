import { verdictOf } from '../decode/verdict';
import type { Draft } from '../draft/open-draft';

type Fields = ReadonlyMap<string, string>;

const FAILED = /fail|denied|invalid|error|not authenticated|lockout/i;

/** What a record is by its type and component (SFOS) or subsystem (UTM 9). */
export function sayWords(draft: Draft, fields: Fields): void {
  const status = (
    fields.get('status') ||
    fields.get('log_subtype') ||
    fields.get('action') ||
    ''
  ).toLowerCase();
  const name = fields.get('name');
  draft.put('observer.type', 'firewall');
  draft.say({ action: name ?? (status || 'log'), outcome: 'success' });
  if (name !== undefined) draft.put('message', name);
  const type = `${fields.get('log_type') ?? ''} ${fields.get('log_component') ?? ''} ${fields.get('sub') ?? ''}`;
  const verdict =
    verdictOf(fields.get('log_subtype')) ?? verdictOf(fields.get('action')) ?? verdictOf(status);
  const types = verdict ? [verdict] : [];
  const threat = THREATS.find(([pattern]) => pattern.test(type));
  if (threat) sayThreat(draft, fields, { category: threat[1], observer: threat[2], types });
  else if (/^Event|System|\bauth\b|\bGUI\b|VPN|confd|webadmin/i.test(type))
    sayDeviceEvent(draft, fields, type);
  else if (
    /Content Filtering|\bhttp\b|Web/i.test(type) &&
    (draft.has('url.original') || draft.has('url.domain'))
  ) {
    draft.put('observer.type', 'proxy');
    draft.say({ category: ['web', 'network'], type: ['access', ...types] });
    draft.put('http.request.bytes', fields.get('sent_bytes'));
  } else draft.say({ category: ['network'], type: ['connection', ...types] });
}

const THREATS: ReadonlyArray<readonly [RegExp, string[], string]> = [
  [/\bIDP\b|\bIPS\b|\bips\b|DoS/, ['intrusion_detection', 'network'], 'ips'],
  [/Anti-?Virus|Malware|Sandbox/i, ['malware'], 'firewall'],
  [/\bATP\b|Advanced Threat/i, ['intrusion_detection', 'malware'], 'ips'],
  [/\bWAF\b|Web Server Protection|reverseproxy/i, ['web', 'intrusion_detection'], 'waf'],
];

function sayThreat(
  draft: Draft,
  fields: Fields,
  { category, observer, types }: { category: string[]; observer: string; types: string[] },
): void {
  draft.put('observer.type', observer);
  const plain = observer === 'waf' && !fields.get('reason') && !types.includes('denied');
  draft.say({
    kind: plain ? 'event' : 'alert',
    category: plain ? ['web'] : category,
    type: [plain ? 'access' : 'info', ...types],
    outcome: category[0] === 'malware' && types.includes('allowed') ? 'failure' : 'success',
  });
  const signature = fields.get('signature_msg');
  if (signature !== undefined) {
    draft.put('rule.name', signature);
    draft.put('rule.id', fields.get('signature_id'));
  }
  if (category.includes('malware') && observer === 'ips') draft.put('rule.category', 'command and control');
}

function sayDeviceEvent(draft: Draft, fields: Fields, type: string): void {
  const said = `${fields.get('status') ?? ''} ${fields.get('message') ?? ''} ${fields.get('name') ?? ''}`;
  const failed = FAILED.test(said);
  const signOut = /log(?:ged)? ?(?:out|off)|disconnected|terminated/i.test(said);
  const signIn = /log(?:ged)? ?(?:in|on)|authenticat|connected|established/i.test(said);
  if (/VPN/i.test(type)) draft.put('observer.type', 'vpn');
  const action = /VPN/i.test(type) ? 'vpn-' : '';
  draft.say({ category: ['host'], type: ['info'], outcome: failed ? 'failure' : 'success' });
  if (signOut) draft.say({ category: ['session'], type: ['end'], action: `${action}logout` });
  else if (signIn || /Authentication|\bauth\b/i.test(type))
    draft.say({ category: ['authentication'], type: ['start'], action: `${action}login` });
  else if (
    /\b(?:add|creat|updat|chang|edit|modif|delet|remov|appl)\w{0,4}\b/i.test(said) &&
    draft.has('user.name')
  ) {
    const change = /\b(?:add|creat)/i.test(said)
      ? 'creation'
      : /\b(?:delet|remov)/i.test(said)
        ? 'deletion'
        : 'change';
    draft.say({ category: ['configuration'], type: [change], action: 'configuration-changed' });
  }
}
