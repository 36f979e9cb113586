import { canonicalIp } from '../decode/ip-address';
import type { Draft } from '../draft/open-draft';

/** What tcpdump prints of OpenBSD's pflog: `rule 12/0(match): block in on em0: 192.0.2.1.40000 > 192.0.2.2.22: S …`. */
export const PFLOG =
  /\brule (\S{1,60}?)\/(?:\(?\d{0,6}\)? ?)?\(?(\w{2,20})\)?:? ?(?:\[uid \d{1,10}[^\]]{0,60}\])? ?:? ?(pass|block|match|rdr|nat|binat|scrub) (in|out) on (\S{1,40}?): (\S{3,60}) > (\S{3,60}?):?(?: (\S{0,20})|$)/;

export function readPflog(draft: Draft, found: RegExpExecArray): string {
  const [, rule, reason, action = '', direction, port, source = '', destination = '', what = ''] = found;
  draft.put('rule.id', rule);
  draft.put('event.reason', reason);
  draft.put(direction === 'out' ? 'observer.egress.interface.name' : 'observer.ingress.interface.name', port);
  draft.put('network.direction', direction === 'in' ? 'inbound' : 'outbound');
  putEnd(draft, 'source', source);
  putEnd(draft, 'destination', destination);
  const protocol = /^(icmp6?|udp|esp|ah|gre|igmp|carp)/i.exec(what)?.[1]?.toLowerCase();
  draft.put('network.transport', protocol ?? (/^(?:[SFRP.]|Flags)/.test(what) ? 'tcp' : undefined));
  return action;
}

/** The port hangs on the address by a dot. */
function putEnd(draft: Draft, end: 'source' | 'destination', text: string): void {
  const whole = canonicalIp(text);
  const dot = text.lastIndexOf('.');
  draft.put(`${end}.ip`, whole ?? canonicalIp(text.slice(0, dot)));
  if (whole === undefined && dot > 0) draft.put(`${end}.port`, text.slice(dot + 1));
}
