import { CEF_FIELDS } from '../cef/fields';
import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

/** The attacked address; a network (`203.0.113.0/24`) is kept by name. */
function victim(draft: Draft, value: unknown): void {
  const text = String(value).trim();
  if (!text.includes('/')) putAddress(draft, 'destination', text);
  else if (/\/(?:32|128)$/.test(text)) putAddress(draft, 'destination', text.slice(0, text.indexOf('/')));
  else draft.keep('attacked_network', text);
}

const attacker = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const every = (names: string, place: Placing): Record<string, Placing> =>
  Object.fromEntries(names.split(' ').map((name) => [name, place]));

/** Names that devices have for the same things. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  ...CEF_FIELDS,
  start: 'event.start',
  end: 'event.end',
  ...every(
    'dst dst_ip dstip dip dest_ip destination destination_ip target target_ip victim victim_ip host_ip ip attacked_ip protected_ip',
    victim,
  ),
  ...every('src_ip srcip sip source source_ip attacker attacker_ip', attacker),
  ...every('src_port sport source_port', 'source.port'),
  ...every('dst_port dstport dport dest_port destination_port', 'destination.port'),
  ...every('proto protocol transport', (draft, value) =>
    draft.put('network.transport', transportOf(String(value))),
  ),
  ...every(
    'attack_type attack attack_name attackname attack_details.attack_type threat category_name signatures signature',
    'rule.name',
  ),
  ...every('category attack_category', 'rule.category'),
  ...every('policy policy_name rule profile spp', 'rule.ruleset'),
  ...every('attack_id attackid alert_id incident_id attack_uuid attack_details.attack_uuid', 'event.id'),
  ...every('device devname hostname host_name dvchost', ['observer.hostname', 'observer.name']),
  ...every('devid serial', 'observer.serial_number'),
  ...every('reason', 'event.reason'),
  ...every('msg message description', 'message'),
  ...every('user username admin', 'user.name'),
  direction: (draft, value) =>
    draft.put('network.direction', /out/i.test(String(value)) ? 'outbound' : 'inbound'),
  'Protection Group Name': 'service.name',
  'Managed Object': 'service.name',
  protection_group: 'service.name',
  managed_object: 'service.name',
};
