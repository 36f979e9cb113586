const NAMES: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '2': 'igmp',
  '4': 'ipip',
  '6': 'tcp',
  '17': 'udp',
  '27': 'rdp',
  '41': 'ipv6',
  '47': 'gre',
  '50': 'esp',
  '51': 'ah',
  '58': 'ipv6-icmp',
  '88': 'eigrp',
  '89': 'ospf',
  '103': 'pim',
  '112': 'vrrp',
  '132': 'sctp',
  icmpv6: 'ipv6-icmp',
  icmp6: 'ipv6-icmp',
};

/** `network.transport` from a protocol's number (IANA) or name: `6` and `TCP` are `tcp`. */
export function transportOf(protocol: string): string {
  const word = protocol.toLowerCase();
  return (Object.hasOwn(NAMES, word) ? NAMES[word] : undefined) ?? word;
}
