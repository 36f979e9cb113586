import type { Draft } from '../draft/open-draft';

/** What a device is refused, held or flagged for; the gravest first. */
const FOUND: ReadonlyArray<readonly [RegExp, string]> = [
  [/mac.{0,12}spoof|spoof\w*.{0,20}\bmac\b|mac_spoofing/i, 'mac_spoofing'],
  [/arp.{0,12}spoof|arp.?poison/i, 'arp_spoofing'],
  [/duplicate.{0,6}mac|mac.{0,12}(?:conflict|duplicate)/i, 'duplicate_mac'],
  [
    /(?:profile|fingerprint|device.?type|category)\w*.{0,20}(?:mismatch|conflict|changed)|identity.?mismatch/i,
    'profile_mismatch',
  ],
  [/rogue/i, 'rogue_device'],
  [/unknown.{0,3}(?:device|host|endpoint|mac|node)|device_unknown/i, 'unknown_device'],
  [/un-?registered|\bunreg\b|not registered/i, 'unregistered_device'],
  [/new.{0,3}(?:device|host|endpoint|node)|first seen|newly (?:found|detected|discovered)/i, 'new_device'],
];

/** Reasons by the words that rules know. */
const UNHEALTHY: ReadonlyArray<readonly [RegExp, string]> = [
  [/no.?anti-?virus|anti-?virus.{0,20}(?:missing|not (?:installed|running))/i, 'no_antivirus'],
  [/\bav\b.{0,12}(?:disabled|off)|anti-?virus.{0,20}disabled|av_disabled/i, 'av_disabled'],
  [/\bedr\b.{0,20}(?:missing|not (?:installed|running))|edr_missing/i, 'edr_missing'],
  [
    /posture.{0,12}(?:fail|unhealthy)|fail\w*.{0,12}(?:posture|scan|health)|at.?risk|unhealthy|posture_failed/i,
    'posture_failed',
  ],
  [/non-?_?complian/i, 'non_compliant'],
];

const HELD = /quarantin|isolat|remediat|cach-?ly|dead.?end/i;
const REFUSED = /reject|denied|deny\b|refus|block|kick\w* out|userlock|disabled|\bfail/i;
const ADMITTED = /accept|allow|grant|permit|admit|success|authori[sz]ed|connected|registered|\bpass/i;
const ADMIN =
  /(?:admin\w*|user|gui|web|console).{0,24}(?:log(?:ged)? ?(?:in|on|out)|login)|login failure|login success/i;
const CHANGE =
  /config\w*.{0,20}chang|polic(?:y|ies) (?:chang|modif|creat|delet|updat)|setting\w* (?:chang|modif)/i;

/** Words of an event of access control. `said` is all that the record says of what happened. */
export function sayWords(draft: Draft, { said }: { said: string }): void {
  draft.put('event.dataset', 'nac');
  if (CHANGE.test(said)) {
    draft.say({
      category: ['configuration'],
      type: ['change'],
      action: 'config_changed',
      outcome: /fail/i.test(said) ? 'failure' : 'success',
    });
    return;
  }
  if (ADMIN.test(said)) {
    draft.say({
      category: ['authentication'],
      type: ['start'],
      action: 'admin_login',
      outcome: /fail|invalid|denied/i.test(said) ? 'failure' : 'success',
    });
    return;
  }
  const found = FOUND.find(([pattern]) => pattern.test(said))?.[1];
  const unhealthy = UNHEALTHY.find(([pattern]) => pattern.test(said))?.[1];
  const held = HELD.test(said) || HELD.test(String(draft.get('observer.egress.zone') ?? ''));
  if (unhealthy !== undefined) {
    draft.keep('reason', draft.get('event.reason'));
    draft.put('event.reason', unhealthy);
  }
  if (held && !HELD.test(String(draft.get('observer.egress.zone') ?? '')))
    draft.put('observer.egress.zone', 'quarantine');
  sayAccess(draft, { said: unhealthy === undefined ? said : withoutReason(said), found, held });
}

interface Access {
  said: string;
  found: string | undefined;
  held: boolean;
}

function sayAccess(draft: Draft, { said, found, held }: Access): void {
  const refused = REFUSED.test(said);
  const admitted = !refused && ADMITTED.test(said);
  const authentication = /\bauthenticat|radius|dot1x|802\.1x/i.test(said);
  const plain = refused
    ? 'access_denied'
    : held
      ? 'quarantined'
      : admitted
        ? authentication
          ? 'device_authenticated'
          : 'access_granted'
        : 'nac';
  draft.say({
    kind: found === undefined ? 'event' : 'alert',
    category: ['network'],
    type: refused ? ['access', 'denied'] : held || !admitted ? ['info'] : ['access', 'allowed'],
    action: found ?? plain,
    outcome: refused ? 'failure' : held || admitted ? 'success' : 'unknown',
  });
}

/** « posture failed » is why, not what: the device may have been let in all the same. */
function withoutReason(said: string): string {
  return said.replace(
    /(?:posture|scan|health|compliance|anti-?virus|\bav\b|\bedr\b)\W{0,3}(?:\w+\W){0,2}(?:fail\w*|disabled|denied)|fail\w* (?:posture|scan|health\w*)|(?:posture_failed|av_disabled)/gi,
    ' ',
  );
}
