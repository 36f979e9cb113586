import type { Bilingual, Registry, Seen, System, SystemDay } from '@khien/model';

/** How a source is doing, as far as reconciliation asks. */
export interface HeardSource {
  sourceId: string;
  state: 'alive' | 'silent' | 'never';
  lastRecordAt?: number | undefined;
}

export interface HeardName {
  value: string;
  kind: 'host' | 'domain' | 'consumer' | 'name';
  /** The registered system through whose sources it speaks, where it is one. */
  systemId?: string;
  /** Epoch ms, event time. */
  first: number;
  last: number;
  count: number;
  /** One event that shows it. */
  eventId: string;
}

export interface UnheardSystem {
  systemId: string;
  name: Bilingual;
  agencyId: string;
  /** `no_source`: nothing is configured to listen to it. */
  why: 'no_source' | 'never' | 'silent';
  /** Last record of any of its sources, epoch ms. */
  lastHeard?: number;
  sources: string[];
}

export interface Reconciled {
  heardNotRegistered: HeardName[];
  registeredNotHeard: UnheardSystem[];
}

const NO_SYSTEM = '-';
/** Stages in which nothing can be heard yet, or any more. */
const QUIET_STAGES = new Set(['planned', 'design', 'construction', 'retired']);

/**
 * Holds the register against what was heard (R75): names that speak and stand on no card, and systems that should speak and do not.
 * `days` hold the strangers' names (the day of `-` has those of the whole province); `heard` are the systems with at least one event in
 * the time looked at.
 */
export function reconcile({
  registry,
  days,
  heard,
  sources,
}: {
  registry: Pick<Registry, 'systems' | 'sources'>;
  days: readonly SystemDay[];
  heard: ReadonlySet<string>;
  sources: readonly HeardSource[];
}): Reconciled {
  return {
    heardNotRegistered: heardNames(days, registry.systems),
    registeredNotHeard: registry.systems.flatMap((system) => unheard(system, { registry, heard, sources })),
  };
}

function heardNames(days: readonly SystemDay[], systems: readonly System[]): HeardName[] {
  const isRegistered = registeredNames(systems);
  const found = new Map<string, { name: HeardName; nobodys: number; owned: Map<string, number> }>();
  for (const day of days) {
    for (const seen of day.unknown) {
      const { kind, value } = parted(seen.value);
      if (isRegistered(value)) continue;
      const entry = found.get(seen.value) ?? {
        name: nameOf(kind, value, seen),
        nobodys: 0,
        owned: new Map(),
      };
      found.set(seen.value, entry);
      entry.name.first = Math.min(entry.name.first, seen.first);
      entry.name.last = Math.max(entry.name.last, seen.last);
      if (day.systemId === NO_SYSTEM) entry.nobodys += seen.count;
      else entry.owned.set(day.systemId, (entry.owned.get(day.systemId) ?? 0) + seen.count);
    }
  }
  return [...found.values()]
    .map(({ name, nobodys, owned }) => {
      const [only, ...more] = owned.keys();
      // A stranger that speaks through a system's source stands in that system's day and in that of nobody: it is counted once.
      const count = Math.max(
        nobodys,
        [...owned.values()].reduce((sum, one) => sum + one, 0),
      );
      return { ...name, count, ...(only !== undefined && more.length === 0 ? { systemId: only } : {}) };
    })
    .sort((left, right) => right.last - left.last || (left.value < right.value ? -1 : 1));
}

const nameOf = (kind: HeardName['kind'], value: string, { first, last, eventId }: Seen): HeardName => ({
  value,
  kind,
  first,
  last,
  count: 0,
  eventId,
});

/** `host:web-07` */
function parted(text: string): { kind: HeardName['kind']; value: string } {
  const [, kind, value] = /^(host|domain|consumer):(.+)$/s.exec(text) ?? [];
  if (kind === undefined || value === undefined) return { kind: 'name', value: text };
  return { kind: kind as HeardName['kind'], value };
}

/** Names on the cards as they are now; a domain covers what is below it. */
function registeredNames(systems: readonly System[]): (name: string) => boolean {
  const names = new Set<string>();
  for (const { id, hosts, domains } of systems) {
    for (const name of [id, ...hosts, ...domains]) names.add(name.toLowerCase().replace(/^\*\./, ''));
  }
  return (name) => {
    const labels = name.toLowerCase().split('.');
    return labels.some((_label, index) => names.has(labels.slice(index).join('.')));
  };
}

interface Heard {
  registry: Pick<Registry, 'sources'>;
  heard: ReadonlySet<string>;
  sources: readonly HeardSource[];
}

function unheard(system: System, { registry, heard, sources }: Heard): UnheardSystem[] {
  const { id, name, agencyId, stage, dossier } = system;
  if ((stage !== undefined && QUIET_STAGES.has(stage)) || dossier.state === 'retired') return [];
  if (heard.has(id)) return [];
  const own = registry.sources.filter(({ systemId }) => systemId === id).map((source) => source.id);
  const times = sources
    .filter(({ sourceId, lastRecordAt }) => own.includes(sourceId) && lastRecordAt !== undefined)
    .map(({ lastRecordAt = 0 }) => lastRecordAt);
  const lastHeard = times.length === 0 ? undefined : Math.max(...times);
  const why = own.length === 0 ? 'no_source' : lastHeard === undefined ? 'never' : 'silent';
  return [
    { systemId: id, name, agencyId, why, ...(lastHeard === undefined ? {} : { lastHeard }), sources: own },
  ];
}
