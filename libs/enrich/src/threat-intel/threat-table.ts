import type { EventDraft } from '@khien/model';
import ipaddr from 'ipaddr.js';
import { type CidrTable, compileCidrTable } from '../registry/cidr-table';
import { domainSpelling, type Indicator, urlSpelling } from './indicator';

export interface ThreatMatch {
  indicator: Indicator;
  /** Field of the event, dotted. */
  field: string;
}

export interface ThreatTable {
  /** Indicators in it. */
  size: number;
  /** Events that matched since it was compiled. */
  matched(): number;
  /** The surest indicator that the event holds and that is valid at `at` (ms since the epoch). */
  match(draft: EventDraft, at: number): ThreatMatch | undefined;
}

/** No name of the DNS is longer; what is, was made to cost time. */
const LONGEST_NAME = 254;

type Named = readonly [field: string, value: string | undefined];

/** Look-up tables over indicators, built once. A domain stands for its subdomains; a URL for itself alone. */
export function compileThreatTable(indicators: readonly Indicator[]): ThreatTable {
  const exact = new Map<string, Indicator[]>();
  const networks: Indicator[] = [];
  const kinds = new Set<Indicator['kind']>();
  for (const indicator of indicators) {
    kinds.add(indicator.kind);
    if (indicator.kind === 'ip' && indicator.value.includes('/')) networks.push(indicator);
    const known = exact.get(`${indicator.kind} ${indicator.value}`);
    if (known) known.push(indicator);
    else exact.set(`${indicator.kind} ${indicator.value}`, [indicator]);
  }
  const table: CidrTable<Indicator> = compileCidrTable(networks.map((one) => [one.value, one]));

  let valid: { minute: number; table: CidrTable<Indicator> } | undefined;

  function named(kind: Indicator['kind'], value: string, at: number): Indicator | undefined {
    return surest(exact.get(`${kind} ${value}`)?.filter((one) => isValid(one, at)) ?? []);
  }

  function ofAddress(ip: string, at: number): Indicator | undefined {
    const found = named('ip', spelled(ip), at);
    if (found || networks.length === 0) return found;
    const network = table.find(ip);
    if (!network || isValid(network, at)) return network;
    // The narrowest network has expired: a wider or an equal one may not have.
    return validNetworks(at).find(ip);
  }

  /** Only networks that are valid in this minute; events of one minute follow one another. */
  function validNetworks(at: number): CidrTable<Indicator> {
    const minute = Math.floor(at / 60_000);
    if (valid?.minute !== minute) {
      const current = networks.filter((one) => isValid(one, at)).map((one) => [one.value, one] as const);
      valid = { minute, table: compileCidrTable(current) };
    }
    return valid.table;
  }

  function ofDomain(name: string, at: number): Indicator | undefined {
    if (name.length > LONGEST_NAME) return undefined;
    for (
      let domain = domainSpelling(name);
      domain.includes('.');
      domain = domain.slice(domain.indexOf('.') + 1)
    ) {
      const found = named('domain', domain, at);
      if (found) return found;
    }
    return undefined;
  }

  const lookUps = [
    ['hash', hashesOf, (value: string, at: number) => named('hash', value.toLowerCase(), at)],
    ['url', urlsOf, (value: string, at: number) => named('url', value, at)],
    ['domain', domainsOf, ofDomain],
    ['ip', addressesOf, ofAddress],
  ] as const;

  let matched = 0;
  return {
    size: indicators.length,
    matched: () => matched,
    match(draft, at) {
      let best: ThreatMatch | undefined;
      for (const [kind, valuesOf, find] of lookUps) {
        if (!kinds.has(kind)) continue;
        for (const [field, value] of valuesOf(draft)) {
          const indicator = value === undefined ? undefined : find(value, at);
          if (indicator && (!best || rank(indicator) > rank(best.indicator))) best = { indicator, field };
        }
      }
      if (best) matched++;
      return best;
    },
  };
}

function isValid({ validFrom, expiresAt }: Indicator, at: number): boolean {
  return (validFrom === undefined || at >= validFrom) && (expiresAt === undefined || at < expiresAt);
}

/** A list that does not say how sure it is stands between low and medium. */
const rank = ({ confidence }: Indicator): number => confidence ?? 29.5;

function surest(indicators: readonly Indicator[]): Indicator | undefined {
  return indicators.reduce<Indicator | undefined>(
    (best, one) => (!best || rank(one) > rank(best) ? one : best),
    undefined,
  );
}

/** v4 addresses come as they are compared; v6 ones in many spellings. */
function spelled(ip: string): string {
  if (!ip.includes(':')) return ip;
  const bare = ip.split('%', 1)[0] ?? '';
  if (!ipaddr.isValid(bare)) return ip;
  const address = ipaddr.process(bare);
  if (address.kind() === 'ipv6' && address.range() === 'rfc6052')
    return new ipaddr.IPv4(address.toByteArray().slice(12)).toString();
  return address.toString();
}

function hashesOf({ file, process, related }: EventDraft): Named[] {
  const named: Named[] = [];
  for (const [holder, hash] of [
    ['file', file?.hash],
    ['process', process?.hash],
    ['process.parent', process?.parent?.hash],
  ] as const)
    if (hash) for (const [name, value] of Object.entries(hash)) named.push([`${holder}.hash.${name}`, value]);
  for (const value of related?.hash ?? []) named.push(['related.hash', value]);
  return named;
}

function urlsOf({ url }: EventDraft): Named[] {
  if (!url) return [];
  const named: Named[] = [];
  for (const field of ['full', 'original'] as const) {
    const value = url[field];
    if (value?.includes('://')) named.push([`url.${field}`, urlSpelling(value)]);
  }
  const path = url.original?.startsWith('/') ? url.original : url.path;
  if (url.domain !== undefined && path !== undefined)
    named.push(['url.original', `${domainSpelling(url.domain)}${path.split('#', 1)[0]}`]);
  return named;
}

function domainsOf({ url, dns, destination, server, source, client, tls }: EventDraft): Named[] {
  return [
    ['url.domain', url?.domain],
    ['dns.question.name', dns?.question?.name],
    ['tls.client.server_name', tls?.client?.server_name],
    ['destination.domain', destination?.domain],
    ['server.domain', server?.domain],
    ['source.domain', source?.domain],
    ['client.domain', client?.domain],
  ];
}

function addressesOf({ destination, server, source, client, dns, url }: EventDraft): Named[] {
  const named: Named[] = [
    ['destination.ip', destination?.ip],
    ['server.ip', server?.ip],
    ['source.ip', source?.ip],
    ['client.ip', client?.ip],
    ['url.domain', url?.domain],
  ];
  for (const ip of dns?.resolved_ip ?? []) named.push(['dns.resolved_ip', ip]);
  return named;
}
