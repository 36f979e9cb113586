import type { EventDraft } from '@khien/model';
import { readDelimited } from '../decode/delimited';
import { type Peeled, peel, peelForLook } from '../decode/peel';
import { readTime } from '../decode/read-time';
import { readIso } from '../decode/timestamp';
import { type Draft, openDraft } from '../draft/open-draft';
import { putDaemon } from '../draft/put-daemon';
import { defineProfile, type Logsource, type ParseResult, type ProfileContext, refuse } from '../profile';
import { isNameLine, readNameLine } from './dnsmasq';
import { putLease, readKeaMessage, readLeaseMessage } from './leases';

/** Who had which address: ISC dhcpd, Kea, Windows DHCP Server, and dnsmasq (its names too, since one program gives both). */
export const dhcp = defineProfile({
  id: 'dhcp',
  version: 1,
  title: { vi: 'Máy chủ DHCP (ISC, Kea, dnsmasq, Windows)', en: 'DHCP server (ISC, Kea, dnsmasq, Windows)' },
  layer: 'network',
  logsource: logsourceOf,
  recognise: (text) => (readerOf(peelForLook(text)) ? 0.94 : 0),
  toEvent,
});

function logsourceOf(event: EventDraft): Logsource {
  const product = event.event.provider ?? 'dhcp';
  return event.dns ? { category: 'dns', product } : { category: 'dhcp', product };
}

type Reader = (draft: Draft, body: string, context: ProfileContext) => void;

const KEA =
  /^(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) )?(?:FATAL|ERROR|WARN|INFO|DEBUG) {1,3}\[kea-[\w.-]{1,60}(?:\/\d{1,10}(?:\.\w{1,20})?)?\] ([A-Z0-9_]{3,80}) /;
const LEASE =
  /^DHCP(?:DISCOVER|OFFER|REQUEST|ACK|NAC?K|DECLINE|RELEASE|INFORM|EXPIRE|LEASEQUERY)(?:\(\S{1,40}\))? /;
/** `11,11/20/26,08:15:30,Renew,10.40.3.9,…` */
const WINDOWS = /^(\d{2,5}),(\d\d\/\d\d\/\d\d),(\d\d:\d\d:\d\d),([^,]{1,80}),([^,]{0,60}),/;

function readerOf({ body, program }: Peeled): Reader | undefined {
  if (program === 'dnsmasq') return isNameLine(body) ? readDnsmasq : readOther('dnsmasq');
  if (program === 'dnsmasq-dhcp') return LEASE.test(body) ? readLease('dnsmasq') : readOther('dnsmasq');
  if (program === 'dhcpd') return LEASE.test(body) ? readLease('dhcpd') : readOther('dhcpd');
  if (KEA.test(body)) return readKea;
  if (program !== undefined) return undefined;
  if (LEASE.test(body)) return readLease('dhcpd');
  return WINDOWS.test(body) ? readWindows : undefined;
}

function toEvent(text: string, context: ProfileContext): ParseResult {
  const peeled = peel(text, context);
  const read = readerOf(peeled);
  if (!read) return refuse('unrecognised', 'expected: a line of dhcpd, dnsmasq, Kea or Windows DHCP Server');
  const draft = openDraft(context);
  draft.put('observer.type', 'dhcp');
  draft.put('message', peeled.body);
  draft.put('network.protocol', 'dhcp');
  draft.say({ category: ['network'], type: ['info'], action: 'dhcp' });
  read(draft, peeled.body, context);
  draft.put('event.dataset', `dhcp.${draft.get('event.provider') ?? 'dhcpd'}`);
  putDaemon(draft, peeled);
  return draft.done();
}

const readLease =
  (provider: string): Reader =>
  (draft, body) => {
    draft.put('event.provider', provider);
    draft.put('observer.product', provider === 'dnsmasq' ? 'dnsmasq' : 'ISC DHCP');
    readLeaseMessage(draft, body);
  };

const readOther =
  (provider: string): Reader =>
  (draft) => {
    draft.put('event.provider', provider);
    draft.put('observer.product', provider === 'dnsmasq' ? 'dnsmasq' : 'ISC DHCP');
  };

const readDnsmasq: Reader = (draft, body) => {
  draft.put('event.provider', 'dnsmasq');
  draft.put('observer.product', 'dnsmasq');
  draft.put('network.protocol', 'dns');
  readNameLine(draft, body);
};

const readKea: Reader = (draft, body, context) => {
  const [whole = '', time, code = ''] = KEA.exec(body) ?? [];
  if (time !== undefined) draft.time(readIso(time, 0, context));
  draft.put('event.provider', 'kea');
  draft.put('observer.vendor', 'ISC');
  draft.put('observer.product', 'Kea');
  draft.put('event.code', code);
  readKeaMessage(draft, code, body.slice(whole.length));
};

/** What the numbers of Windows DHCP Server's log are. */
const WINDOWS_EVENTS: Readonly<Record<string, string>> = {
  '10': 'lease_assigned',
  '11': 'lease_renewed',
  '12': 'lease_released',
  '13': 'address_conflict',
  '14': 'pool_exhausted',
  '15': 'lease_refused',
  '16': 'lease_deleted',
  '17': 'lease_expired',
  '18': 'lease_expired',
  '20': 'lease_assigned',
  '30': 'dns_update',
  '31': 'dns_update_failed',
  '32': 'dns_update',
};

const readWindows: Reader = (draft, body, context) => {
  const [id = '', day, clock, description, ip, name, mac, account, , , , , , , vendorClass] =
    readDelimited(body);
  draft.time(readTime(`${day} ${clock}`, context));
  draft.put('event.provider', 'windows-dhcp');
  draft.put('observer.vendor', 'Microsoft');
  draft.put('observer.product', 'Windows DHCP Server');
  draft.put('event.code', id);
  draft.put('event.reason', description);
  draft.put('user.name', account);
  draft.keep('vendor_class', vendorClass);
  const pairs = mac !== undefined && /^[0-9A-Fa-f]{12}$/.test(mac) ? mac.match(/../g)?.join(':') : undefined;
  const action = Object.hasOwn(WINDOWS_EVENTS, id) ? (WINDOWS_EVENTS[id] ?? '') : 'dhcp';
  putLease(draft, { ip, mac: pairs, name, action });
};
