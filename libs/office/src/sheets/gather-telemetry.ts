import { ACKNOWLEDGE_WITHIN, parameterEntry, today } from '@khien/compliance';
import type { Day, Source, System, SystemTelemetry } from '@khien/model';
import { groupBy } from '../group-by';
import type { HeardSource } from '../office';
import type { Room } from '../room';
import type { TelemetryBook } from './create-telemetry-book';

/** What is asked once for all systems. */
export interface TelemetryFacts {
  heard: ReadonlyMap<string, HeardSource>;
  sources: ReadonlyMap<string, Source[]>;
  unacknowledged: ReadonlyMap<string, number>;
  openCritical: ReadonlyMap<string, number>;
  /** Days of events in the store, ascending. */
  eventDays: readonly Day[];
}

/** A handful of questions, however many systems there are. */
export async function telemetryFacts(
  room: Room,
  book: TelemetryBook,
  maxAgeMs: number,
): Promise<TelemetryFacts> {
  const [heard, unacknowledged, openCritical, eventDays] = await Promise.all([
    room.sourceHealth(),
    countAlerts(room, {
      severity: { in: ['high', 'critical'] },
      'workflow.status': 'new',
      ...olderThan(room),
    }),
    countAlerts(room, { severity: 'critical', 'workflow.status': { in: ['new', 'acknowledged'] } }),
    room.store.partitions('events'),
    book.refresh(maxAgeMs),
  ]);
  return {
    heard: new Map(heard.map((source) => [source.sourceId, source])),
    sources: groupBy(room.registry().sources, ({ systemId }) => systemId),
    ...{ unacknowledged, openCritical, eventDays },
  };
}

function olderThan({ law, now }: Room) {
  const minutes = parameterEntry(law().parameters, ACKNOWLEDGE_WITHIN, { on: today(now()) })?.value;
  return { createdAt: { lt: now() - (typeof minutes === 'number' ? minutes : 30) * 60_000 } };
}

async function countAlerts(
  { store }: Room,
  filter: NonNullable<Parameters<Room['store']['countBy']>[1]['filter']>,
): Promise<Map<string, number>> {
  const groups = await store.countBy('alerts', { filter }, 'systemId');
  return new Map(groups.map(({ value, count }) => [String(value), count]));
}

/** What Khiên sees of one system now. */
export function telemetryOf(
  room: Room,
  {
    system,
    level,
    facts,
    book,
  }: { system: System; level: number | undefined; facts: TelemetryFacts; book: TelemetryBook },
): SystemTelemetry {
  const sources = (facts.sources.get(system.id) ?? []).map((source) => {
    const heard = facts.heard.get(source.id);
    return {
      sourceId: source.id,
      layer: room.layerOf?.(source.profile),
      state: heard?.state ?? ('never' as const),
      lastRecordAt: heard?.lastRecordAt,
    };
  });
  const days = book.daysOf(system.id);
  const first = days.at(-1)?.day;
  const held = first === undefined ? [] : facts.eventDays.filter((day) => day >= first);
  return {
    systemId: system.id,
    sources,
    days,
    retention: {
      heldDays: held.length,
      promisedDays: room.retention.promisedDays(level),
      ...(held[0] !== undefined && { oldestDay: held[0] }),
    },
    unacknowledged: facts.unacknowledged.get(system.id) ?? 0,
    openCriticalAlerts: facts.openCritical.get(system.id) ?? 0,
  };
}
