import { verdictOf } from '../decode/verdict';
import type { Draft } from '../draft/open-draft';

interface Told {
  /** What the record says happened, as one text. */
  said: string;
  fields?: ReadonlyMap<string, string>;
}

const ENDED =
  /\b(?:end(?:ed)?|stop(?:ped)?|term(?:inated)?|over|cleared|clear|finished|resolved|unban|removed|deactivated|disabled|done|recovered)\b/i;
const STARTED =
  /\b(?:start(?:ed|s)?|begin|began|detect(?:ed|ion)?|new|occur(?:red)?|triggered|ban|created|activated|enabled|raised|initiated)\b/i;
const ONGOING = /\b(?:ongoing|continu\w*|update[d]?|sampled|active)\b/i;

/** Kinds of happenings, the gravest first: a mitigation that failed says "mitigation" and "attack" too. */
const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/mitigat\w*.{0,60}\bfail|fail\w*.{0,40}mitigat|unable to mitigate|cannot mitigate/i, 'mitigation_failed'],
  [/link.{0,30}satur|satur\w+.{0,30}link|line.{0,20}full/i, 'link_saturated'],
  [
    /(?:over|exceed\w*|beyond).{0,40}(?:capacity|licen[cs]e|hardware threshold|maximum throughput)|capacity.{0,30}exceed/i,
    'capacity_exceeded',
  ],
  [/black ?-?hole|\brtbh\b|null.?rout/i, 'blackhole'],
  [/\bbypass/i, 'bypass'],
  [/mitigat|diversion|divert|flowspec|scrubbing/i, 'mitigation'],
  [/blocked host|host blocked|blacklist|denylist/i, 'host_blocked'],
  [/log(?:ged)? ?(?:in|on)\b|login|authenticat/i, 'login'],
  [/config|polic(?:y|ies) (?:chang|updat|delet|creat)|setting/i, 'configuration'],
  [/fault|hardware|fan\b|power|disk|interface (?:up|down)|heartbeat|health/i, 'device'],
  [/attack|flood|amplif|anomaly|alert|ddos|dos\b|threshold|syn\b|udp|dns|ntp|scan/i, 'attack'],
];

export function sayWords(draft: Draft, { said, fields }: Told): void {
  const kind =
    KINDS.find(([pattern]) => pattern.test(said))?.[1] ?? (draft.has('rule.name') ? 'attack' : 'device');
  draft.put('event.dataset', `anti-ddos.${draft.has('rule.name') || kind === 'attack' ? 'attack' : kind}`);
  if (kind === 'login' || kind === 'configuration' || kind === 'device') {
    sayDevice(draft, kind, said);
    return;
  }
  const phase = phaseOf(said);
  const stopped =
    verdictOf(fields?.get('act') ?? fields?.get('action')) === 'denied' || kind === 'host_blocked';
  const action = PHASED.has(kind) ? WORDS[`${kind}_${phase}`] : kind;
  const over = phase === 'ended' && PHASED.has(kind);
  draft.say({
    kind: over ? 'event' : 'alert',
    category: ['intrusion_detection', 'network'],
    type: [
      over ? 'end' : phase === 'ongoing' ? 'info' : 'start',
      ...(stopped || kind === 'mitigation' ? ['denied'] : []),
    ],
    action,
    outcome:
      kind.endsWith('failed') || kind.endsWith('exceeded') || kind.endsWith('saturated')
        ? 'failure'
        : stopped
          ? 'success'
          : 'unknown',
  });
}

type Phase = 'started' | 'ended' | 'ongoing';

function phaseOf(said: string): Phase {
  if (ENDED.test(said)) return 'ended';
  return STARTED.test(said) || !ONGOING.test(said) ? 'started' : 'ongoing';
}

const PHASED: ReadonlySet<string> = new Set(['attack', 'mitigation', 'blackhole', 'bypass']);
const WORDS: Readonly<Record<string, string>> = {
  attack_started: 'attack_started',
  attack_ended: 'attack_ended',
  attack_ongoing: 'attack_ongoing',
  mitigation_started: 'mitigation_started',
  mitigation_ended: 'mitigation_ended',
  mitigation_ongoing: 'mitigation_ongoing',
  blackhole_started: 'blackhole_started',
  blackhole_ended: 'blackhole_ended',
  blackhole_ongoing: 'blackhole_started',
  bypass_started: 'bypass_activated',
  bypass_ended: 'bypass_ended',
  bypass_ongoing: 'bypass_activated',
};

const FAILED = /fail|denied|invalid|reject/i;

function sayDevice(draft: Draft, kind: string, said: string): void {
  const outcome = FAILED.test(said) ? 'failure' : 'success';
  if (kind === 'login')
    draft.say({ category: ['authentication'], type: ['start'], action: 'admin_login', outcome });
  else if (kind === 'configuration')
    draft.say({ category: ['configuration'], type: ['change'], action: 'config_changed', outcome });
  else draft.say({ category: ['host'], type: ['info'], action: 'device_event', outcome: 'unknown' });
}
