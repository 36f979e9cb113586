import type { Registry } from '@khien/model';

/** Something derived from the register, made again only when the register is another one. */
export function ofRegistry<T>(registry: () => Registry, derive: (registry: Registry) => T): () => T {
  let of: Registry | undefined;
  let value: T;
  return () => {
    const current = registry();
    if (of !== current) {
      value = derive(current);
      of = current;
    }
    return value;
  };
}

/**
 * Every name by which the register knows something: `host:x`, `domain:x` (with the domain's own first label as a host),
 * `consumer:x` for systems and agencies.
 */
export function registeredNames({ systems, agencies, agreements }: Registry): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { id, hosts, domains } of systems) {
    names.add(`consumer:${id}`);
    for (const host of hosts) names.add(`host:${host.toLowerCase()}`);
    for (const domain of domains) names.add(`domain:${domain.toLowerCase()}`);
  }
  for (const { id } of agencies) names.add(`consumer:${id}`);
  for (const { consumer } of agreements) names.add(`consumer:${consumer}`);
  return names;
}
