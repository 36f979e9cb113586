import ipaddr from 'ipaddr.js';

/** Looks up the most specific network an address lies in. */
export interface CidrTable<T> {
  find(ip: string): T | undefined;
}

interface Network<T> {
  first: bigint;
  last: bigint;
  bits: number;
  value: T;
}
interface Ranges<T> {
  starts: bigint[];
  values: Array<T | undefined>;
}

const MAX_CACHED = 20_000;

/**
 * Compiles networks (v4 and v6, nested ones too) into sorted, disjoint ranges: one binary search per address not seen before.
 * A single address counts as a network of one; a v4-mapped v6 address is its v4 address, a NAT64 one too where no v6 network holds it; zone ids are left out. Throws RangeError for text that is no network.
 */
export function compileCidrTable<T>(entries: ReadonlyArray<readonly [cidr: string, value: T]>): CidrTable<T> {
  const v4: Network<T>[] = [];
  const v6: Network<T>[] = [];
  for (const [cidr, value] of entries) {
    const { address, bits } = readNetwork(cidr);
    const size = BigInt((address.length === 4 ? 32 : 128) - bits);
    const first = (integerOf(address) >> size) << size;
    (address.length === 4 ? v4 : v6).push({ first, last: first + (1n << size) - 1n, bits, value });
  }
  const tables = { v4: flatten(v4), v6: flatten(v6) };
  const cache = new Map<string, T | null>();
  return {
    find(ip) {
      const known = cache.get(ip);
      if (known !== undefined) return known ?? undefined;
      const value = lookUp(ip, tables);
      if (cache.size >= MAX_CACHED) cache.clear();
      cache.set(ip, value ?? null);
      return value;
    },
  };
}

function readNetwork(cidr: string): { address: number[]; bits: number } {
  if (!cidr.includes('/')) {
    if (!ipaddr.isValid(cidr)) throw new RangeError(`${cidr}: not an address or network`);
    const address = ipaddr.process(cidr).toByteArray();
    return { address, bits: address.length * 8 };
  }
  if (!ipaddr.isValidCIDR(cidr)) throw new RangeError(`${cidr}: not a network`);
  const [address, bits] = ipaddr.parseCIDR(cidr);
  return { address: address.toByteArray(), bits };
}

function integerOf(octets: number[]): bigint {
  return octets.reduce((sum, octet) => (sum << 8n) | BigInt(octet), 0n);
}

/** Cuts nested networks at every boundary; in each piece the longest prefix wins, and of equal ones the first. Networks are nested or apart, never crossing. */
function flatten<T>(networks: Network<T>[]): Ranges<T> {
  const starts: bigint[] = [0n];
  const values: Array<T | undefined> = [undefined];
  const open: Network<T>[] = [];
  const say = (at: bigint, value: T | undefined): void => {
    if (starts.at(-1) !== at) starts.push(at);
    values[starts.length - 1] = value;
  };
  const close = (): void => {
    const ended = open.pop();
    if (ended) say(ended.last + 1n, open.at(-1)?.value);
  };
  // Sorting is stable: of equal networks the first comes first.
  for (const network of [...networks].sort((a, b) => order(a.first, b.first) || a.bits - b.bits)) {
    while ((open.at(-1)?.last ?? network.last) < network.first) close();
    const around = open.at(-1);
    if (around?.first === network.first && around.bits === network.bits) continue;
    say(network.first, network.value);
    open.push(network);
  }
  while (open.length > 0) close();
  return { starts, values };
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lookUp<T>(ip: string, tables: { v4: Ranges<T>; v6: Ranges<T> }): T | undefined {
  const bare = ip.split('%', 1)[0] ?? '';
  if (!ipaddr.isValid(bare)) return undefined;
  const octets = ipaddr.process(bare).toByteArray();
  if (octets.length === 4) return within(octets, tables.v4);
  return within(octets, tables.v6) ?? (isNat64(octets) ? within(octets.slice(12), tables.v4) : undefined);
}

const NAT64 = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];

/** `64:ff9b::/96` (RFC 6052): an IPv6-only network speaks of a v4 host. */
function isNat64(octets: number[]): boolean {
  return NAT64.every((octet, at) => octets[at] === octet);
}

function within<T>(octets: number[], { starts, values }: Ranges<T>): T | undefined {
  const address = integerOf(octets);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0n) <= address) low = middle;
    else high = middle - 1;
  }
  return values[low];
}
