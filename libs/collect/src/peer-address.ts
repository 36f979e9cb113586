/** An address as people write it: no zone (`%eth0`), and IPv4 when it is an IPv4 address inside IPv6 (`::ffff:192.0.2.1`). */
export function peerAddress(address: string | undefined): string {
  const bare = (address ?? '').split('%', 1)[0] ?? '';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare);
  return mapped?.[1] ?? bare;
}
