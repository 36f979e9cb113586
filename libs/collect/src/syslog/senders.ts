import { BlockList, isIP } from 'node:net';
import type { Logger, Source } from '@khien/model';
import { peerAddress } from '../peer-address';
import { appNameOf } from './app-name';

export type Sent = { sourceId: string } | { refused: 'unknown sender' | 'unknown app name' };

/** Which source a message belongs to. */
export interface Senders {
  knows(address: string): boolean;
  /** The source with the narrowest network around the address; app names decide where they are given. Never a guess. */
  sourceOf(address: string, message: Buffer): Sent;
}

interface Network {
  sourceId: string;
  list: BlockList;
  /** Prefix length, IPv4 counted as part of IPv6. */
  narrowness: number;
  appNames?: Set<string>;
}

const MAX_REMEMBERED = 10_000;

/** A sender that cannot be read is an ERROR naming source and sender, and is left out. */
export function createSenders(sources: readonly Source[], log: Logger): Senders {
  const networks = sources
    .flatMap((source) => networksOf(source, log))
    .sort((a, b) => b.narrowness - a.narrowness);
  let remembered = new Map<string, Network[]>();

  function around(address: string): Network[] {
    const known = remembered.get(address);
    if (known) return known;
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const found = isIP(address) === 0 ? [] : networks.filter(({ list }) => list.check(address, family));
    if (remembered.size >= MAX_REMEMBERED) remembered = new Map();
    remembered.set(address, found);
    return found;
  }

  return {
    knows: (address) => around(address).length > 0,
    sourceOf(address, message) {
      const found = around(address);
      const [first] = found;
      if (!first) return { refused: 'unknown sender' };
      if (found.length === 1 && !first.appNames) return { sourceId: first.sourceId };
      return byAppName(found, appNameOf(message)?.toLowerCase());
    },
  };
}

function byAppName(found: readonly Network[], appName: string | undefined): Sent {
  const program = appName?.split('/', 1)[0];
  const named = found.filter(({ appNames }) => appNames?.has(appName ?? '') || appNames?.has(program ?? ''));
  const candidates = named.length > 0 ? named : found.filter(({ appNames }) => !appNames);
  const narrowest = candidates.filter(({ narrowness }) => narrowness === candidates[0]?.narrowness);
  const ids = new Set(narrowest.map(({ sourceId }) => sourceId));
  const [sourceId] = ids;
  return ids.size === 1 && sourceId !== undefined ? { sourceId } : { refused: 'unknown app name' };
}

function networksOf({ id, transport }: Source, log: Logger): Network[] {
  if (transport.kind !== 'syslog') return [];
  const appNames = transport.appNames && {
    appNames: new Set(transport.appNames.map((name) => name.toLowerCase())),
  };
  return transport.senders.flatMap((sender) => {
    const network = networkOf(sender);
    if (!network) log.error('syslog sender is no address or CIDR', { sourceId: id, sender });
    return network ? [{ sourceId: id, ...network, ...appNames }] : [];
  });
}

function networkOf(sender: string): Pick<Network, 'list' | 'narrowness'> | undefined {
  const [written = '', length] = sender.split('/');
  const address = peerAddress(written);
  const family = isIP(address);
  if (family === 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const bits = family === 6 ? 128 : 32;
  // `::ffff:192.0.2.0/120` counts the 96 bits in front.
  const front = family === 4 && isIP(written) === 6 ? 96 : 0;
  const prefix = length === undefined ? bits : Number(length) - front;
  if (prefix < 0 || prefix > bits) return undefined;
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return { list, narrowness: prefix + 128 - bits };
}
