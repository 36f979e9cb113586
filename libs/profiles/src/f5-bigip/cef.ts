import { CEF_FIELDS } from '../cef/fields';
import type { CefRecord } from '../decode/cef';
import { readTime } from '../decode/read-time';
import { verdictOf } from '../decode/verdict';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putQuestion } from '../draft/put-question';
import { putSeverity } from '../draft/put-severity';
import { putUrl } from '../draft/put-url';
import { ASM_PLACES, sayAsm } from './asm';

const PLACES: Readonly<Record<string, Placing>> = {
  ...CEF_FIELDS,
  ...ASM_PLACES,
  request: putUrl,
  dvchost: ['host.name', 'observer.hostname', 'observer.name'],
  rt: () => undefined,
  externalId: 'event.id',
  http_code: 'http.response.status_code',
  host: ['url.domain', 'destination.domain'],
  virtual_name: 'service.name',
  vlan: 'observer.ingress.zone',
  query_name: (draft, value) => putQuestion(draft, String(value)),
  query_type: (draft, value) => putQuestion(draft, undefined, String(value)),
  acl_policy_name: 'rule.ruleset',
  acl_rule_name: 'rule.name',
  source_address: (draft, value) => putAddress(draft, 'source', value),
  destination_address: (draft, value) => putAddress(draft, 'destination', value),
  policy_name: ['rule.ruleset'],
  act: () => undefined,
};

/** CEF of ASM, of the network firewall and of request logging; custom fields come by their labels. */
export function readCefFields(
  draft: Draft,
  record: CefRecord,
  context: Parameters<typeof readTime>[1],
): void {
  const { extension, product, name, signature } = record;
  draft.time(readTime(extension.get('rt') ?? extension.get('start'), context));
  draft.put('observer.version', record.productVersion);
  draft.put('event.code', signature);
  draft.place(extension, PLACES);
  putSeverity(draft, record.severity);
  const act = extension.get('act');
  draft.keep('act', act);
  if (/asm|application security|advanced waf/i.test(product)) {
    draft.put('event.module', 'asm');
    draft.put('event.dataset', 'f5.asm');
    if (!draft.has('rule.name')) draft.put('rule.name', name);
    sayAsm(draft, act);
  } else sayTraffic(draft, { product, name, act });
}

function sayTraffic(
  draft: Draft,
  { product, name, act }: { product: string; name: string; act: string | undefined },
): void {
  const firewall = /firewall|afm/i.test(product);
  const verdict = verdictOf(act);
  const web = draft.has('http.request.method');
  draft.put('event.module', firewall ? 'afm' : web ? 'http' : 'ltm');
  draft.put('event.dataset', `f5.${draft.get('event.module')}`);
  draft.put('observer.type', firewall ? 'firewall' : 'load-balancer');
  const status = draft.get('http.response.status_code');
  const attack = /dos|attack|intelligence|bad actor/i.test(name);
  draft.say({
    kind: attack ? 'alert' : 'event',
    category: web ? ['web', 'network'] : ['network'],
    type: verdict ? ['connection', verdict] : [web ? 'access' : 'info'],
    action: name,
    // A firewall that drops has done what it is for.
    outcome: typeof status === 'number' && status >= 400 ? 'failure' : 'success',
  });
}
