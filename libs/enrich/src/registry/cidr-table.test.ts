import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { compileCidrTable } from './cidr-table';

const v4 = fc.ipV4();
const network = fc.oneof(
  fc.tuple(v4, fc.nat(32)).map(([ip, bits]) => `${ip}/${bits}`),
  fc.tuple(fc.ipV6(), fc.nat(128)).map(([ip, bits]) => `${ip}/${bits}`),
);

/** What the table must answer: the longest prefix that contains the address, the first of equals. */
function expected(networks: string[], ip: string): string | undefined {
  const address = ipaddr.process(ip);
  let best: { cidr: string; bits: number } | undefined;
  for (const cidr of networks) {
    const [net, bits] = ipaddr.parseCIDR(cidr);
    if (net.kind() === address.kind() && address.match(net, bits) && bits > (best?.bits ?? -1))
      best = { cidr, bits };
  }
  return best?.cidr;
}

describe('compileCidrTable', () => {
  it('answers like a look at every network', () => {
    fc.assert(
      fc.property(
        fc.array(network, { maxLength: 12 }),
        fc.oneof(v4, fc.ipV6()),
        fc.nat(11),
        (networks, ip, pick) => {
          const table = compileCidrTable(networks.map((cidr) => [cidr, cidr]));
          const inside = networks[pick]?.split('/')[0];
          for (const asked of inside ? [ip, inside] : [ip])
            if (ipaddr.process(asked).kind() === ipaddr.parse(asked).kind())
              expect(table.find(asked)).toBe(expected(networks, asked));
        },
      ),
    );
  });
  it('takes single addresses, mapped and zoned ones', () => {
    const table = compileCidrTable([
      ['192.0.2.7', 'a'],
      ['fe80::/10', 'b'],
    ]);
    expect(table.find('::ffff:192.0.2.7')).toBe('a');
    expect(table.find('192.0.2.8')).toBeUndefined();
    expect(table.find('fe80::1%3')).toBe('b');
    expect(table.find('not an address')).toBeUndefined();
  });
  it('takes the v4 host behind NAT64, unless a v6 network is named', () => {
    const table = compileCidrTable([
      ['192.0.2.0/24', 'v4'],
      ['64:ff9b::c000:207/128', 'v6'],
    ]);
    expect(table.find('64:ff9b::192.0.2.8')).toBe('v4');
    expect(table.find('64:ff9b::c000:207')).toBe('v6');
    expect(table.find('64:ff9b::203.0.113.1')).toBeUndefined();
    expect(table.find('64:ff9b:1::192.0.2.8')).toBeUndefined();
  });
  it.each(['10.0.0.0/33', 'host', '10.0.0/8/8'])('refuses %s', (cidr) => {
    expect(() => compileCidrTable([[cidr, 1]])).toThrow(RangeError);
  });
});
