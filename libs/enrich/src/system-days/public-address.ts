import { compileCidrTable } from '../registry/cidr-table';

/** Ranges that are not on the Internet: RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291, loopback, multicast, unspecified. */
const INSIDE = compileCidrTable(
  [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/4',
    '240.0.0.0/4',
    '::/127',
    'fc00::/7',
    'fe80::/10',
    'ff00::/8',
  ].map((cidr) => [cidr, true] as const),
);
const ADDRESS = /^[0-9a-f:.]+$/i;

/** Whether somebody with this address came from outside: an address of the Internet. Documentation ranges count as such. */
export function isPublicAddress(address: string): boolean {
  return ADDRESS.test(address) && /[.:]/.test(address) && INSIDE.find(address) === undefined;
}
