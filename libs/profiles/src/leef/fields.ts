import { putFileHash } from '../cef/fields';
import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUrl } from '../draft/put-url';
import { putUser } from '../draft/put-user';

const source = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const destination = (draft: Draft, value: unknown): void => putAddress(draft, 'destination', value);
const user = (draft: Draft, value: unknown): void => putUser(draft, 'user', value);

/** The predefined attributes of LEEF 1.0 and 2.0 and their places. https://www.ibm.com/docs/en/dsm?topic=overview-predefined-leef-event-attributes */
export const LEEF_FIELDS: Readonly<Record<string, Placing>> = {
  src: source,
  srcPort: 'source.port',
  srcMAC: 'source.mac',
  srcBytes: 'source.bytes',
  srcPackets: 'source.packets',
  identSrc: source,
  identHostName: 'host.name',
  identMAC: 'source.mac',
  dst: destination,
  dstPort: 'destination.port',
  dstMAC: 'destination.mac',
  dstBytes: 'destination.bytes',
  dstPackets: 'destination.packets',
  usrName: user,
  accountName: user,
  domain: 'user.domain',
  role: 'user.roles',
  proto: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  url: putUrl,
  request: putUrl,
  method: 'http.request.method',
  userAgent: 'user_agent.original',
  policy: 'rule.name',
  rule: 'rule.name',
  resource: 'host.name',
  filename: 'file.name',
  fileName: 'file.name',
  fileHash: putFileHash,
  malware: 'threat.indicator.name',
  virusName: 'threat.indicator.name',
  reason: 'event.reason',
  msg: 'message',
  devName: ['observer.hostname', 'observer.name'],
};
