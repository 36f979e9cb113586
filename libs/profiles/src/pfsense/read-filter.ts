import { canonicalIp } from '../decode/ip-address';
import { transportOf } from '../decode/transport';
import type { Draft } from '../draft/open-draft';

/** `rule,subrule,anchor,tracker,interface,reason,action,direction,version,`: how every filter line begins. */
export const FILTER =
  /(?:^|[\s:])(\d{0,10},[^,\s]{0,60},[^,]{0,100},[^,]{0,64},[A-Za-z][\w.:-]{0,30},[a-z-]{2,30},[a-z-]{3,20},(?:in|out|in\/out),[46],)/;

const FIRST_OF_ADDRESSES = 9;

/** Columns of pf's log in pfSense and OPNsense: what stands before the addresses differs by version, what follows by protocol. */
export function readFilter(draft: Draft, line: string): string {
  const values = line.split(',', 200);
  const [rule = '', , anchor, tracker, port, reason, action = '', direction = '', version = ''] = values;
  draft.put('rule.id', tracker || rule);
  draft.keep('rule', rule);
  draft.keep('anchor', anchor);
  draft.put(direction === 'out' ? 'observer.egress.interface.name' : 'observer.ingress.interface.name', port);
  draft.put(direction === 'out' ? 'observer.egress.zone' : 'observer.ingress.zone', port);
  draft.put('event.reason', reason);
  draft.put('network.direction', direction === 'in' ? 'inbound' : 'outbound');
  draft.put('network.type', version === '6' ? 'ipv6' : 'ipv4');
  readAddresses(draft, values, version);
  return action;
}

function readAddresses(draft: Draft, values: readonly string[], version: string): void {
  for (let at = FIRST_OF_ADDRESSES; at + 1 < values.length && at < 30; at++) {
    const [source, destination] = [canonicalIp(values[at] ?? ''), canonicalIp(values[at + 1] ?? '')];
    if (source === undefined || destination === undefined) continue;
    draft.put('source.ip', source);
    draft.put('destination.ip', destination);
    const protocol = transportOf((version === '6' ? values[at - 3] : values[at - 2]) ?? '');
    draft.put('network.transport', protocol);
    draft.put('network.bytes', values[at - 1]);
    readPorts(draft, protocol, values.slice(at + 2));
    return;
  }
}

const FLAGS = 3;

function readPorts(draft: Draft, protocol: string, rest: readonly string[]): void {
  if (protocol === 'tcp' || protocol === 'udp') {
    draft.put('source.port', rest[0]);
    draft.put('destination.port', rest[1]);
    if (protocol === 'tcp') draft.keep('tcp_flags', rest[FLAGS]);
  } else if (rest.length > 0) draft.keep('protocol_data', rest.join(','));
}
