import { type CollectionSpec, Day, MonitorError } from '@khien/model';

/** Name of the table or Mongo collection that holds `day` of a collection: `events_20261121`, or the plain name when it is not partitioned. */
export function physicalName(spec: CollectionSpec, day: Day | undefined): string {
  if (!spec.partitioned) return spec.name;
  if (day === undefined || !Day.safeParse(day).success)
    throw new MonitorError('bad_request', `${spec.name}: a day (YYYY-MM-DD) is needed`);
  return `${spec.name}_${day.replaceAll('-', '')}`;
}

/** The day a physical name holds, or undefined when it is no partition of this collection. */
export function dayOfPartition(spec: CollectionSpec, physical: string): Day | undefined {
  if (!physical.startsWith(`${spec.name}_`)) return undefined;
  const digits = physical.slice(spec.name.length + 1);
  if (!/^\d{8}$/.test(digits)) return undefined;
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
