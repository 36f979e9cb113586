import type { EventDraft, Registry, System } from '@khien/model';
import { compileCidrTable } from './cidr-table';

export interface SystemIndex {
  byId(id: string): System | undefined;
  /** System that the source is registered for. */
  ofSource(sourceId: string): System | undefined;
  /** System that the event itself says it hit, by domain, address, host name or bus subsystem. */
  hitBy(event: EventDraft): System | undefined;
  /** Class of a dataset of the registry. */
  dataClassOf(datasetId: string): string | undefined;
}

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
    if (name === undefined || name === '') return undefined;
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
      ofName(end.domain) ?? (end.ip === undefined ? undefined : networks.find(end.ip)) ?? ofName(end.address)
    );
  }

  return {
    byId: (id) => byId.get(id),
    ofSource: (sourceId) => bySource.get(sourceId),
    hitBy({ xroad, destination, server, url, host }) {
      const subsystem = xroad?.service?.subsystem;
      return (
        (subsystem === undefined ? undefined : byId.get(subsystem)) ??
        ofEnd(destination) ??
        ofEnd(server) ??
        ofName(url?.domain) ??
        ofName(host?.name ?? host?.hostname) ??
        (host?.ip?.[0] === undefined ? undefined : networks.find(host.ip[0]))
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
