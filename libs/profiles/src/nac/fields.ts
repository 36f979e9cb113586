import { CEF_FIELDS } from '../cef/fields';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

const device = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const every = (names: string, place: Placing): Record<string, Placing> =>
  Object.fromEntries(names.split(' ').map((name) => [name, place]));

/** `00005e005323`, `0000.5e00.5323`, `00:00:5e:00:53:23` are one address: `00-00-5E-00-53-23`. */
export function putMac(draft: Draft, value: unknown): void {
  const digits = String(value).replace(/[^0-9A-Fa-f]/g, '');
  if (digits.length !== 12) draft.keep('mac', value);
  else if (!draft.has('source.mac'))
    draft.put('source.mac', digits.toUpperCase().replace(/(..)(?=.)/g, '$1-'));
}

/** The device that asks to be let in is the source; where it stands is the way in, where it is put is the way out. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  ...CEF_FIELDS,
  ...every(
    'mac smac mac_address macaddress endpoint_mac calling_station_id Calling-Station-Id client_mac',
    putMac,
  ),
  ...every(
    'ip src src_ip srcip source_ip ip_address endpoint_ip client_ip host_ip framed_ip_address Source Host',
    device,
  ),
  ...every('host hostname host_name endpoint_name computer_name device_name shost', [
    'source.domain',
    'host.name',
  ]),
  ...every('switch switch_ip nas_ip nas_ip_address NAS-IP-Address', (draft, value) =>
    draft.put('observer.ip', [value]),
  ),
  ...every('port switch_port nas_port NAS-Port if_name interface', 'observer.ingress.interface.name'),
  ...every('zone location segment network ingress_zone switch_group', 'observer.ingress.zone'),
  ...every('vlan vlan_name role assigned_vlan assigned_role egress_zone', 'observer.egress.zone'),
  ...every('user username user_name User-Name suser login owner', (draft, value) =>
    putUser(draft, 'user', value),
  ),
  ...every('policy policy_name rule profile Rule service_name', 'rule.name'),
  ...every('os operating_system', 'host.os.name'),
  ...every('msg message description Details', 'message'),
  ...every('devname dvchost', ['observer.hostname', 'observer.name']),
  ...every('reason Reason posture_reason', 'event.reason'),
};
