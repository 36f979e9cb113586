import { BlockList, isIP } from 'node:net';
import type { Logger, Source } from '@khien/model';
import { peerAddress } from './peer-address';
import { appNameOf } from './syslog/app-name';

/** Who sends: its address, and the names of its client certificate (lower case; none without one). */
export interface Sender {
  address: string;
  names?: readonly string[];
}
export type Sent = { sourceId: string } | { refused: 'unknown sender' | 'unknown app name' };
export type SenderKind = 'syslog' | 'lumberjack' | 'gelf';

/** Which source a message belongs to. */
export interface Senders {
  knows(sender: Sender): boolean;
  /**
   * The source whose certificate names the sender, else the one with the narrowest network around its address; app names decide where
   * they are given. A source that has client names is never found without its certificate. Never a guess.
   */
  sourceOf(sender: Sender, message: Buffer): Sent;
}

interface Claim {
  sourceId: string;
  /** Absent: any address. */
  list?: BlockList;
  /** Prefix length, IPv4 counted as part of IPv6; a certificate is narrower than any network. */
  narrowness: number;
  clientNames?: Set<string>;
  appNames?: Set<string>;
}

const MAX_REMEMBERED = 10_000;
const BY_CERTIFICATE = 1_000;

/** A sender that cannot be read is an ERROR naming source and sender, and is left out. */
export function createSenders(sources: readonly Source[], log: Logger, kind: SenderKind = 'syslog'): Senders {
  const claims = sources
    .flatMap((source) => claimsOf(source, kind, log))
    .sort((a, b) => b.narrowness - a.narrowness);
  let remembered = new Map<string, Claim[]>();

  function claimsOn({ address, names = [] }: Sender): Claim[] {
    const key = names.length === 0 ? address : `${address} ${names.join(' ')}`;
    const known = remembered.get(key);
    if (known) return known;
    const found = claims.filter((claim) => holds(claim, address, names));
    if (remembered.size >= MAX_REMEMBERED) remembered = new Map();
    remembered.set(key, found);
    return found;
  }

  return {
    knows: (sender) => claimsOn(sender).length > 0,
    sourceOf(sender, message) {
      const found = claimsOn(sender);
      const [first] = found;
      if (!first) return { refused: 'unknown sender' };
      if (found.length === 1 && !first.appNames) return { sourceId: first.sourceId };
      return byAppName(found, kind === 'syslog' ? appNameOf(message)?.toLowerCase() : undefined);
    },
  };
}

function holds({ list, clientNames }: Claim, address: string, names: readonly string[]): boolean {
  if (clientNames && !names.some((name) => clientNames.has(name))) return false;
  if (!list) return true;
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function byAppName(found: readonly Claim[], appName: string | undefined): Sent {
  const program = appName?.split('/', 1)[0];
  const named = found.filter(({ appNames }) => appNames?.has(appName ?? '') || appNames?.has(program ?? ''));
  const candidates = named.length > 0 ? named : found.filter(({ appNames }) => !appNames);
  const narrowest = candidates.filter(({ narrowness }) => narrowness === candidates[0]?.narrowness);
  const ids = new Set(narrowest.map(({ sourceId }) => sourceId));
  const [sourceId] = ids;
  return ids.size === 1 && sourceId !== undefined ? { sourceId } : { refused: 'unknown app name' };
}

function claimsOf({ id, transport }: Source, kind: SenderKind, log: Logger): Claim[] {
  if (transport.kind !== kind) return [];
  const clientNames = 'clientNames' in transport ? lowered(transport.clientNames) : undefined;
  const appNames = 'appNames' in transport ? lowered(transport.appNames) : undefined;
  const common = { sourceId: id, ...(clientNames && { clientNames }), ...(appNames && { appNames }) };
  const front = clientNames ? BY_CERTIFICATE : 0;
  if (clientNames && transport.senders.length === 0) return [{ ...common, narrowness: front }];
  return transport.senders.flatMap((sender) => {
    const network = networkOf(sender);
    if (!network) log.error(`${kind} sender is no address or CIDR`, { sourceId: id, sender });
    return network ? [{ ...common, list: network.list, narrowness: front + network.narrowness }] : [];
  });
}

function lowered(names: readonly string[] | undefined): Set<string> | undefined {
  return names && new Set(names.map((name) => name.toLowerCase()));
}

function networkOf(sender: string): { list: BlockList; narrowness: number } | undefined {
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
