import { canonicalIp } from '../decode/ip-address';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

const user = (draft: Draft, value: unknown): void => {
  if (!String(value).startsWith('host/')) putUser(draft, 'user', value);
};

/** Attributes and their places. Addresses are put by their rank in putEnds. */
export const FIELDS: Readonly<Record<string, Placing>> = {
  UserName: user,
  User: user,
  AdminName: user,
  Admin: user,
  'User-Name': user,
  DestinationPort: 'destination.port',
  Protocol: (draft, value) => draft.put('network.protocol', String(value).toLowerCase()),
  NetworkDeviceName: 'observer.ingress.zone',
  'NAS-Port-Id': 'observer.ingress.interface.name',
  SelectedAuthorizationProfiles: 'observer.egress.zone',
  FailureReason: 'event.reason',
  AuthorizationPolicyMatchedRule: 'rule.name',
  IdentityPolicyMatchedRule: 'rule.category',
  MatchedPolicyID: 'rule.id',
  'Acct-Input-Octets': 'source.bytes',
  'Acct-Output-Octets': 'destination.bytes',
  'Acct-Input-Packets': 'source.packets',
  'Acct-Output-Packets': 'destination.packets',
  OperatingSystem: 'host.os.name',
  EndpointMacAddress: 'source.mac',
  CmdSet: 'process.command_line',
  TLSVersion: 'tls.version',
  TLSCipher: 'tls.cipher',
  OperationMessageText: 'message',
  MESSAGE: 'message',
};

type Attributes = ReadonlyMap<string, string>;

const MAC = /^(?:[0-9A-Fa-f]{2}[-:]){5}[0-9A-Fa-f]{2}/;

/** Who asks: the address the person or machine came from where it is known, else the network device that asked for it. */
export function putEnds(draft: Draft, attributes: Attributes): void {
  const station = attributes.get('Calling-Station-ID');
  for (const name of [
    'Calling-Station-ID',
    'Remote-Address',
    'AdminIPAddress',
    'Device IP Address',
    'NAS-IP-Address',
    'Network device IP',
  ]) {
    const value = attributes.get(name)?.split(',', 1)[0];
    if (value !== undefined && canonicalIp(value) !== undefined) putAddress(draft, 'source', value);
  }
  for (const name of ['Called-Station-ID', 'DestinationIPAddress']) {
    const value = attributes.get(name);
    if (value !== undefined && canonicalIp(value) !== undefined) putAddress(draft, 'destination', value);
  }
  if (station !== undefined && !draft.has('source.mac')) draft.put('source.mac', MAC.exec(station)?.[0]);
  putAddress(draft, 'client', attributes.get('Framed-IP-Address'));
  const machine = attributes.get('User-Name') ?? '';
  const named = machine.startsWith('host/')
    ? machine.slice(5)
    : (attributes.get('host-name') ?? attributes.get('EndpointHostName'));
  draft.put('host.name', named);
}
