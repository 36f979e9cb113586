import type { EventDraft } from '@khien/model';
import type { Draft } from '../draft/open-draft';

type Outcome = NonNullable<EventDraft['event']['outcome']>;
/** What became of an object that was found. */
export type Treatment = 'removed' | 'stopped' | 'left';

const LEFT =
  /not (?:be )?(?:cleaned|cured|disinfected|deleted|removed|quarantined|handled|blocked|treated)|unable|fail|cannot|could ?n.t|untreated|skipp?ed|\bpass(?:ed)?\b|allowed?\b|no action|\bleft\b|retained|ignored|detect ?only|log(?:ged)? only|notwhitelisted|permitted|không|action required/i;
const REMOVED =
  /clean|cured|disinfect|delet|remov|quarantin|nettoy|supprim|isolat|remediat|resolved|restored|encapsul|đã xóa|làm sạch|cách ly/i;
const STOPPED = /block|den(?:y|ied)|terminat|prevent|kill|reset|drop|refus|reject|closed|disabl|chặn|bloqu/i;

/** Reads what the product says it did, in the words products use. Undefined when it says nothing of it. */
export function treatmentOf(text: string | undefined): Treatment | undefined {
  if (text === undefined || text === '') return undefined;
  const words = text.replaceAll('_', ' ');
  if (LEFT.test(words)) return 'left';
  if (REMOVED.test(words)) return 'removed';
  return STOPPED.test(words) ? 'stopped' : undefined;
}

export interface Told {
  /** Id, name and category of the event, as one text. */
  name: string;
  /** What was done about it, as the product words it. */
  did?: string | undefined;
  /** `success`, `failed`, … where the product has a field for it. */
  result?: string | undefined;
}

interface Kind {
  pattern: RegExp;
  category: string;
  type: string;
  /** The word rules have for it; otherwise the product's own stays. */
  action?: string;
}

const KINDS: readonly Kind[] = [
  {
    pattern:
      /(?:self.?defen[cs]e|protection|anti-?virus|agent|sensor|service|component|real.?time scan\w*|firewall|guard).{0,40}(?:disabled|turned off|switched off|stopped|paused|suspended|is off|unload)/i,
    category: 'host',
    type: 'change',
    action: 'protection_disabled',
  },
  { pattern: /tamper/i, category: 'host', type: 'change', action: 'tamper_detected' },
  {
    pattern:
      /(?:agent|sensor|protection|endpoint|client|application|product|antivirus).{0,40}(?:uninstall|was removed|has been removed)|uninstall.{0,30}(?:agent|sensor|client|protection)/i,
    category: 'package',
    type: 'deletion',
    action: 'agent_uninstalled',
  },
  {
    pattern:
      /virus|malware|trojan|ransom|spyware|grayware|adware|infected|\bpua\b|worm\b|eicar|riskware|hack.?tool|backdoor|threat|suspicious (?:object|file)|predictive machine|behaviou?r monitor|\bav:|\bpml:|file reputation|dangerous object|malicious/i,
    category: 'malware',
    type: 'info',
  },
  {
    pattern:
      /intrusion|exploit|attack|\bids\b|\bips\b|c&c|\bcnc\b|callback|suspicious connection|vulnerab|denial of service|\bdos\b|botnet|overflow|injection|scan(?:ning)? detected/i,
    category: 'intrusion_detection',
    type: 'info',
  },
  {
    pattern: /(?:device|usb|removable|mass storage|drive).{0,40}(?:connected|attached|plugged|mounted)/i,
    category: 'host',
    type: 'info',
    action: 'device_connected',
  },
  {
    pattern: /device (?:access )?control|removable (?:media|storage|device)|\busb\b/i,
    category: 'file',
    type: 'access',
  },
  {
    pattern:
      /log(?:ged)?[ -]?(?:in|on)\b|sign-?in|authenticat|server ?connect|connect\w* to (?:the )?administration server/i,
    category: 'authentication',
    type: 'start',
  },
  { pattern: /log(?:ged|ging)?[ -]?(?:out|off)\b|sign-?out/i, category: 'session', type: 'end' },
  { pattern: /integrity/i, category: 'file', type: 'change' },
  {
    pattern:
      /policy|setting|configur|modif|rule (?:created|changed)|task .{0,40}(?:created|changed|deleted)|object (?:created|deleted)/i,
    category: 'configuration',
    type: 'change',
  },
  { pattern: /web|url|website|phishing|content filter/i, category: 'web', type: 'access' },
  { pattern: /firewall|network|connection/i, category: 'network', type: 'connection' },
  {
    pattern: /update|database|pattern|engine|licen[cs]e|scan|task|application|process|program|start|stop/i,
    category: 'process',
    type: 'info',
  },
];

const FAILED = /fail|denied|invalid|reject|unsuccess|error|false|locked/i;

/** Words of an event of a protection product: what kind it is, what was done, and whether that was enough. */
export function sayProtection(draft: Draft, told: Told): void {
  const kind = kindOf(draft, told);
  const treatment = treatmentOf(told.did);
  const alert = kind.category === 'malware' || kind.category === 'intrusion_detection';
  const type = [
    kind.type,
    ...(alert || kind.category === 'file' || kind.category === 'network' ? verdictTypes(treatment) : []),
  ];
  draft.say({
    kind: alert ? 'alert' : 'event',
    category:
      kind.category === 'intrusion_detection' && draft.has('destination.ip')
        ? ['intrusion_detection', 'network']
        : [kind.category],
    type,
    outcome: outcomeOf(told, kind, treatment),
    action: kind.action ?? (told.did || undefined),
  });
}

function kindOf(draft: Draft, { name }: Told): Kind {
  const found = KINDS.find(({ pattern }) => pattern.test(name));
  if (found?.action !== undefined || found?.category === 'intrusion_detection') return found;
  if (draft.has('threat.indicator.name')) return { pattern: /^/, category: 'malware', type: 'info' };
  return found ?? { pattern: /^/, category: 'host', type: 'info' };
}

function verdictTypes(treatment: Treatment | undefined): string[] {
  if (treatment === undefined) return [];
  return [treatment === 'left' ? 'allowed' : 'denied'];
}

/** What stays on a machine was not dealt with: for rules that is a failure. */
function outcomeOf({ result, did, name }: Told, kind: Kind, treatment: Treatment | undefined): Outcome {
  if (result !== undefined && result !== '') return FAILED.test(result) ? 'failure' : 'success';
  if (kind.category === 'malware')
    return treatment === undefined ? 'unknown' : treatment === 'left' ? 'failure' : 'success';
  if (kind.category === 'authentication') return FAILED.test(`${name} ${did ?? ''}`) ? 'failure' : 'success';
  if (kind.action !== undefined)
    return kind.action === 'device_connected' && treatment === 'stopped' ? 'failure' : 'success';
  if (treatment === undefined) return /^(?:error|fail)/i.test(did ?? '') ? 'failure' : 'unknown';
  return 'success';
}
