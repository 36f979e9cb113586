import { transportOf } from '../decode/transport';
import type { Draft, Placing } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';
import { putUser } from '../draft/put-user';

const source = (draft: Draft, value: unknown): void => putAddress(draft, 'source', value);
const destination = (draft: Draft, value: unknown): void => putAddress(draft, 'destination', value);
const user = (draft: Draft, value: unknown): void => putUser(draft, 'user', value);
/** What FortiOS writes for private addresses. */
const country = (end: 'source' | 'destination') => (draft: Draft, value: unknown) => {
  if (value !== 'Reserved') draft.put(`${end}.geo.name`, value);
};

const PLACES: Readonly<Record<string, Placing>> = {
  devname: ['observer.hostname', 'observer.name'],
  devid: 'observer.serial_number',
  logid: 'event.code',
  msg: 'message',
  srcip: source,
  remip: source,
  srcport: ['source.port'],
  remport: ['source.port'],
  srcmac: 'source.mac',
  srccountry: country('source'),
  srcintf: ['observer.ingress.interface.name', 'observer.ingress.zone'],
  dstip: destination,
  locip: destination,
  dstport: ['destination.port'],
  locport: ['destination.port'],
  dstmac: 'destination.mac',
  dstcountry: country('destination'),
  dstintf: 'observer.egress.interface.name',
  user,
  xauthuser: user,
  unauthuser: (draft, value) => putUser(draft, 'source.user', value),
  dstuser: (draft, value) => putUser(draft, 'destination.user', value),
  dstunauthuser: (draft, value) => putUser(draft, 'destination.user', value),
  proto: (draft, value) => draft.put('network.transport', transportOf(String(value))),
  service: (draft, value) => draft.put('network.protocol', String(value).toLowerCase()),
  app: 'network.application',
  sentbyte: 'source.bytes',
  rcvdbyte: 'destination.bytes',
  sentpkt: 'source.packets',
  rcvdpkt: 'destination.packets',
  policyname: 'rule.name',
  poluuid: 'rule.uuid',
  policytype: 'rule.ruleset',
  reason: (draft, value) => {
    if (value !== 'none') draft.put('event.reason', value);
  },
  tz: 'event.timezone',
  catdesc: 'rule.category',
  crscore: 'event.risk_score',
  agent: 'user_agent.original',
  httpmethod: 'http.request.method',
  referralurl: 'http.request.referrer',
  httpcode: 'http.response.status_code',
  filename: 'file.name',
  filesize: 'file.size',
  analyticscksum: 'file.hash.sha256',
  virus: 'threat.indicator.name',
  ref: 'rule.reference',
  qtype: 'dns.question.type',
  qclass: 'dns.question.class',
  rcode: 'dns.response_code',
  from: ['email.from.address'],
  sender: ['email.from.address'],
  to: ['email.to.address'],
  recipient: ['email.to.address'],
  subject: 'email.subject',
};

/** Names that profile.ts reads itself: together with others, or by the kind of record. */
const READ_APART =
  'eventtime date time timestamp action status level duration policyid attack attackid srcname hostname url qname ipaddr direction dir duser';
const nowhere = (): void => {};

/** FortiOS names and their places; a map, because names come from the record. What depends on its kind is read in words.ts. */
export const FIELDS: ReadonlyMap<string, Placing> = new Map<string, Placing>([
  ...Object.entries(PLACES),
  ...READ_APART.split(' ').map((name): [string, Placing] => [name, nowhere]),
]);
