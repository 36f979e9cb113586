import type { Draft } from '../draft/open-draft';
import { putAddress } from '../draft/put-address';

interface Lease {
  ip?: string | undefined;
  mac?: string | undefined;
  name?: string | undefined;
  action: string;
}

const FAILED: ReadonlySet<string> = new Set([
  'lease_refused',
  'lease_declined',
  'address_conflict',
  'pool_exhausted',
  'dns_update_failed',
]);
const ENDED: ReadonlySet<string> = new Set(['lease_released', 'lease_expired', 'lease_deleted']);
const GIVEN: ReadonlySet<string> = new Set(['lease_assigned', 'lease_renewed']);

/** The machine that has, wants or gives back an address is the source; its own name is its `domain`. */
export function putLease(draft: Draft, { ip, mac, name, action }: Lease): void {
  putAddress(draft, 'source', ip);
  if (mac !== undefined) draft.put('source.mac', mac.replaceAll(':', '-').toUpperCase());
  // Windows DHCP names an address that somebody else holds so.
  if (name !== 'BAD_ADDRESS') draft.put('source.domain', name);
  const failed = FAILED.has(action);
  draft.say({
    category: ['network'],
    type: GIVEN.has(action)
      ? ['connection', 'start']
      : ENDED.has(action)
        ? ['connection', 'end']
        : failed
          ? ['protocol', 'error']
          : ['protocol', 'info'],
    action,
    outcome: failed ? 'failure' : GIVEN.has(action) || ENDED.has(action) ? 'success' : 'unknown',
  });
}

const ACTIONS: Readonly<Record<string, string>> = {
  DISCOVER: 'lease_wanted',
  OFFER: 'lease_offered',
  REQUEST: 'lease_requested',
  ACK: 'lease_assigned',
  NAK: 'lease_refused',
  NACK: 'lease_refused',
  DECLINE: 'lease_declined',
  RELEASE: 'lease_released',
  EXPIRE: 'lease_expired',
  INFORM: 'settings_requested',
  LEASEQUERY: 'lease_query',
};
const MESSAGE = /^DHCP([A-Z]{3,10})(?:\((\S{1,40})\))? (.*)$/s;
const IP =
  /(?:^| (?:on|for|of|from)? ?)((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f:]{0,40}::[0-9A-Fa-f:]{0,40})(?= |$|,)/;
const MAC = /\b([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5})\b(?: \(([^)]{1,120})\)| ([A-Za-z][\w.-]{0,120}))?/;
const VIA = / via ([\w.:-]{1,60})/;

/** `DHCPACK on 10.40.3.9 to 00:00:5e:00:53:23 (PC-XA-014) via eth0` and dnsmasq's `DHCPACK(eth0) 10.40.3.9 00:00:5e:00:53:23 PC-XA-014`. */
export function readLeaseMessage(draft: Draft, body: string): void {
  const [, kind = '', iface, rest = ''] = MESSAGE.exec(body.slice(0, 1000)) ?? [];
  const [, mac, bracketed, after] = MAC.exec(rest) ?? [];
  const name = bracketed ?? (after === 'via' ? undefined : after);
  const none = /no free leases|no address available|address in use/.test(rest);
  draft.put('event.code', `DHCP${kind}`);
  draft.put('observer.ingress.interface.name', iface ?? VIA.exec(rest)?.[1]?.replace(/:$/, ''));
  const action = none ? 'pool_exhausted' : Object.hasOwn(ACTIONS, kind) ? (ACTIONS[kind] ?? 'dhcp') : 'dhcp';
  putLease(draft, { ip: IP.exec(rest)?.[1], mac, name, action });
}

const KEA_ACTIONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/LEASE_(?:ALLOC|ADVERT)$|LEASE_OFFER$/, 'lease_assigned'],
  [/LEASE_(?:RENEW|REUSE)$|LEASE_EXTEND$/, 'lease_renewed'],
  [/RELEASE(?:_\w+)?$/, 'lease_released'],
  [/DECLINE/, 'lease_declined'],
  [/EXPIRED|RECLAIM/, 'lease_expired'],
  [/ALLOC_FAIL|NO_LEASE|LEASE_FAIL/, 'pool_exhausted'],
  [/NAK|_REJECT|DROP/, 'lease_refused'],
];
const KEA_MAC = /hw(?:type=\d{1,3} |addr=)([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5})/;
const KEA_IP =
  /\b(?:lease|address|for) ((?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?= |$|,|:)/;

/** Kea: a code names what happened, `[hwtype=1 00:00:5e:00:53:23]` whose. */
export function readKeaMessage(draft: Draft, code: string, rest: string): void {
  const action = KEA_ACTIONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'dhcp';
  const text = rest.slice(0, 2000);
  const name = /hostname[ =]'?([\w.-]{1,120})/.exec(text)?.[1];
  putLease(draft, { ip: KEA_IP.exec(text)?.[1], mac: KEA_MAC.exec(text)?.[1], name, action });
}
