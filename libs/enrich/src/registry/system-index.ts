import type { EventDraft, Registry, System } from '@khien/model';
import { compileCidrTable } from './cidr-table';

export interface SystemIndex {
  byId(id: string): System | undefined;
  /** System that the source is registered for. */
  ofSource(sourceId: string): System | undefined;
  /** System that the event itself says it hit, by domain, address, host name or bus subsystem. */
  hitBy(event: EventDraft): System | undefined;
  /** System that the event comes from, by address or host name of the source. */
  cameFrom(event: EventDraft): System | undefined;
  /** Class of a dataset of the registry. */
  dataClassOf(datasetId: string): string | undefined;
}

const LITERAL = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.%]+\]|[\da-f]*:[\da-f:.]+)$/i;
const MAX_ADDRESSES = 16;
/** No name of the DNS is longer. */
const LONGEST_NAME = 254;

/** Look-up tables over the registry, built once. The first system to name a host, domain or dataset has it. */
export function compileSystemIndex({ systems, sources }: Pick<Registry, 'systems' | 'sources'>): SystemIndex {
  const byId = new Map(systems.map((system) => [system.id, system]));
  const bySource = new Map(sources.map((source) => [source.id, byId.get(source.systemId)]));
  const byHost = firstOf(
    systems.flatMap((system) => system.hosts.map((host) => [host.toLowerCase(), system] as const)),
  );
  const byDomain = firstOf(
    systems.flatMap((system) => system.domains.map((domain) => [domain.toLowerCase(), system] as const)),
  );
  const classes = firstOf(
    systems.flatMap(({ datasets }) => datasets.map(({ id, dataClass }) => [id, dataClass] as const)),
  );
  const networks = compileCidrTable(
    systems.flatMap((system) => system.networks.map((cidr) => [cidr, system] as const)),
  );

  /** A name is a host as it stands or by its first label, or lies in a domain. */
  function ofName(name: string | undefined): System | undefined {
    if (name === undefined || name === '' || name.length > LONGEST_NAME) return undefined;
    const lower = name.toLowerCase();
    const host = byHost.get(lower);
    if (host) return host;
    for (let domain = lower; ; ) {
      const system = byDomain.get(domain);
      if (system) return system;
      const dot = domain.indexOf('.');
      if (dot < 0) return undefined;
      if (domain === lower && byHost.has(lower.slice(0, dot))) return byHost.get(lower.slice(0, dot));
      domain = domain.slice(dot + 1);
    }
  }

  function ofEnd(end: EventDraft['destination']): System | undefined {
    if (!end) return undefined;
    return (
      ofName(end.domain) ??
      (end.ip === undefined ? undefined : networks.find(end.ip)) ??
      (end.address === end.ip ? undefined : ofName(end.address))
    );
  }

  /** A URL may name an address instead of a domain. */
  function ofLiteral(domain: string | undefined): System | undefined {
    return domain !== undefined && LITERAL.test(domain)
      ? networks.find(domain.replace(/^\[|\]$/g, ''))
      : undefined;
  }

  /** A machine has several addresses, IPv6 ones among them: the first that is registered counts. */
  function ofAny(addresses: readonly string[] | undefined): System | undefined {
    for (const address of addresses?.slice(0, MAX_ADDRESSES) ?? []) {
      const system = networks.find(address);
      if (system) return system;
    }
    return undefined;
  }

  return {
    byId: (id) => byId.get(id),
    ofSource: (sourceId) => bySource.get(sourceId),
    cameFrom: ({ source, client }) => ofEnd(source) ?? ofEnd(client),
    hitBy({ xroad, destination, server, url, host }) {
      const subsystem = xroad?.service?.subsystem;
      return (
        (subsystem === undefined ? undefined : byId.get(subsystem)) ??
        ofEnd(destination) ??
        ofEnd(server) ??
        ofName(url?.domain) ??
        ofLiteral(url?.domain) ??
        ofName(host?.name ?? host?.hostname) ??
        ofAny(host?.ip)
      );
    },
    dataClassOf: (datasetId) => classes.get(datasetId),
  };
}

function firstOf<T>(pairs: ReadonlyArray<readonly [string, T]>): Map<string, T> {
  const map = new Map<string, T>();
  for (const [key, value] of pairs) if (!map.has(key)) map.set(key, value);
  return map;
}
