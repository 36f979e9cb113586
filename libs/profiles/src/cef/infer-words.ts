import { verdictOf } from '../decode/verdict';
import type { Draft } from '../draft/open-draft';

/** What a record of an unknown product says of itself, in any of the fields that CEF and LEEF have for it. */
export interface Told {
  vendor: string;
  product: string;
  /** Name and category of the event, as one text. */
  name: string;
  action?: string | undefined;
  outcome?: string | undefined;
}

/** Kinds of observers by words of their product's name; the first that fits. */
const OBSERVERS: ReadonlyArray<readonly [RegExp, string]> = [
  [/\bwaf\b|web application firewall|securesphere|fortiweb|\basm\b/i, 'waf'],
  [/ddos/i, 'anti-ddos'],
  [/\b(?:edr|xdr|endpoint detection|cybereason|sensor)\b/i, 'edr'],
  [/anti-?virus|anti-?malware|endpoint (?:security|protection)/i, 'antivirus'],
  [/\bdlp\b|data loss/i, 'dlp'],
  [/\bips\b|intrusion|smartdefense/i, 'ips'],
  [/\bids\b|\bndr\b|network detection/i, 'ids'],
  [/\bnac\b|access control server/i, 'nac'],
  [/\bvpn\b|ssl-?vpn|remote access/i, 'vpn'],
  [/proxy|web gateway|web security|url filter/i, 'proxy'],
  [/mail|smtp/i, 'email'],
  [/firewall|\bngfw\b|\butm\b|pan-os|fortigate|\bfw\b/i, 'firewall'],
  [/router|switch/i, 'router'],
];

const SIGN_IN = /\b(?:log ?in|log ?on|sign ?-?in|authenticat\w*|logged in)\b/i;
const SIGN_OUT = /\b(?:log ?out|log ?off|sign ?-?out|logged out)\b/i;
const MALWARE = /virus|malware|trojan|ransom|spyware|worm\b|wildfire/i;
const ATTACK =
  /intrusion|exploit|attack|\bips\b|injection|brute.?force|\bscan|overflow|botnet|vulnerab|malop|threat/i;
const CONFIGURATION = /config|policy (?:change|edit|install)|setting/i;
const FAILED = /fail|denied|invalid|reject|unsuccess|error|locked/i;

/** Words of an event of a product we have no profile for: they come from what its record is called and does. */
export function inferWords(draft: Draft, told: Told): void {
  const verdict = verdictOf(told.action);
  const maker = `${told.vendor} ${told.product}`;
  const observer = OBSERVERS.find(([pattern]) => pattern.test(maker))?.[1];
  draft.put('observer.type', observer);
  const { category, type } = kindOf(draft, told);
  const alert = category.includes('malware') || category.includes('intrusion_detection');
  draft.say({
    kind: alert ? 'alert' : 'event',
    category,
    type: verdict ? [...type, verdict] : type,
    outcome: outcomeOf(told, category),
    ...(told.action !== undefined && told.action !== '' && { action: told.action }),
  });
}

function kindOf(draft: Draft, { name, product }: Told): { category: string[]; type: string[] } {
  const text = `${name} ${product}`;
  if (draft.has('threat.indicator.name') || MALWARE.test(name))
    return { category: ['malware'], type: ['info'] };
  if (SIGN_IN.test(name)) return { category: ['authentication'], type: ['start'] };
  if (SIGN_OUT.test(name)) return { category: ['session'], type: ['end'] };
  if (ATTACK.test(text)) return { category: ['intrusion_detection'], type: ['info'] };
  if (CONFIGURATION.test(name)) return { category: ['configuration'], type: ['change'] };
  if (draft.has('url.original')) return { category: ['web', 'network'], type: ['access'] };
  if (draft.has('source.ip') && draft.has('destination.ip'))
    return { category: ['network'], type: ['connection'] };
  return { category: [draft.has('file.name') ? 'file' : 'host'], type: ['info'] };
}

function outcomeOf(
  { outcome, action, name }: Told,
  category: readonly string[],
): 'success' | 'failure' | 'unknown' {
  const said = outcome === undefined || outcome === '' ? undefined : outcome;
  if (said !== undefined) return FAILED.test(said) ? 'failure' : 'success';
  if (category[0] === 'authentication') return FAILED.test(`${name} ${action ?? ''}`) ? 'failure' : 'success';
  return verdictOf(action) ? 'success' : 'unknown';
}
