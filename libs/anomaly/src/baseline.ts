import type { ChunkDigest } from '@khien/model';

export type DigestEntry = ChunkDigest['entries'][number];

const HOUR = 3_600_000;
/** Vietnam has one zone and no summer time. */
const VIETNAM_OFFSET = 7 * HOUR;
/** Values kept per hour × weekday slot: about two months. */
const SLOT_HISTORY = 8;
const KNOWN_LIMIT = 64;
/** An open hour closes for the account when its events are this far past it. */
const LATENESS = HOUR;

export interface Known {
  value: string;
  firstAt: number;
  lastAt: number;
  events: number;
}

interface OpenHour {
  hour: number;
  events: number;
  rows: number;
}

/**
 * What an account usually does, learnt from its own past. One document per account; a pure fold of its digest entries in `seq` order,
 * so losing it means folding again, and folding twice is refused by `through`.
 */
export interface AccountBaseline {
  _id: string;
  account: string;
  /** Last sequence number folded in, per collector. */
  through: Record<string, number>;
  firstAt: number;
  lastAt: number;
  events: number;
  /** Distinct days with activity, and those with activity out of hours. */
  activeDays: number;
  offHoursDays: number;
  lastActiveDay: number;
  lastOffHoursDay: number;
  /** `hour of week` (0 = Monday 00:00, Vietnam time) to the volumes of its last closed active hours. */
  slots: Record<string, number[]>;
  open: OpenHour[];
  sources: Known[];
  datasets: Known[];
}

export function newBaseline(account: string, at: number): AccountBaseline {
  return {
    _id: account,
    account,
    through: {},
    firstAt: at,
    lastAt: at,
    events: 0,
    activeDays: 0,
    offHoursDays: 0,
    lastActiveDay: -1,
    lastOffHoursDay: -1,
    slots: {},
    open: [],
    sources: [],
    datasets: [],
  };
}

/** Hour of the Vietnamese week, 0..167, Monday 00:00 first. */
export function hourOfWeek(epochMs: number): number {
  const local = epochMs + VIETNAM_OFFSET;
  const day = Math.floor(local / (24 * HOUR));
  return ((day + 3) % 7) * 24 + (Math.floor(local / HOUR) % 24);
}

/** Day number in Vietnam time. */
export function localDay(epochMs: number): number {
  return Math.floor((epochMs + VIETNAM_OFFSET) / (24 * HOUR));
}

/** Volume of an hour: rows where the source states them, else events. */
export function volumeOf(hour: { events: number; rows: number }): number {
  return hour.rows > 0 ? hour.rows : hour.events;
}

/** Adds the entry to its open hour and returns that hour's totals so far. */
export function addToOpenHour(baseline: AccountBaseline, entry: DigestEntry): OpenHour | undefined {
  closeHoursBefore(baseline, entry.hour - LATENESS);
  const open = baseline.open.find((hour) => hour.hour === entry.hour);
  if (open) {
    open.events += entry.events;
    open.rows += entry.rows;
    return open;
  }
  // An hour that is already history is not opened again: late records change no baseline.
  if (entry.hour < localHourFloor(baseline.lastAt) - LATENESS) return undefined;
  const opened = { hour: entry.hour, events: entry.events, rows: entry.rows };
  baseline.open.push(opened);
  return opened;
}

function localHourFloor(epochMs: number): number {
  return epochMs - (epochMs % HOUR);
}

function closeHoursBefore(baseline: AccountBaseline, epochMs: number): void {
  const closed = baseline.open.filter((hour) => hour.hour < epochMs);
  if (closed.length === 0) return;
  baseline.open = baseline.open.filter((hour) => hour.hour >= epochMs);
  for (const hour of closed) {
    const slot = String(hourOfWeek(hour.hour));
    const values = baseline.slots[slot] ?? [];
    values.push(volumeOf(hour));
    baseline.slots[slot] = values.slice(-SLOT_HISTORY);
  }
}

/** Remembers what the entry shows: days, sources, datasets. Call after judging the entry. */
export function remember(baseline: AccountBaseline, entry: DigestEntry): void {
  baseline.events += entry.events;
  baseline.lastAt = Math.max(baseline.lastAt, entry.hour);
  const day = localDay(entry.hour);
  if (day > baseline.lastActiveDay) {
    baseline.activeDays += 1;
    baseline.lastActiveDay = day;
  }
  if (entry.offHours && day > baseline.lastOffHoursDay) {
    baseline.offHoursDays += 1;
    baseline.lastOffHoursDay = day;
  }
  for (const source of entry.sources) know(baseline.sources, networkOf(source.value), source.at);
  for (const dataset of entry.datasets) know(baseline.datasets, dataset.value, dataset.at);
}

function know(list: Known[], value: string, at: number): void {
  const known = list.find((item) => item.value === value);
  if (known) {
    known.lastAt = Math.max(known.lastAt, at);
    known.events += 1;
    return;
  }
  list.push({ value, firstAt: at, lastAt: at, events: 1 });
  if (list.length <= KNOWN_LIMIT) return;
  // Full: forget the one not seen for longest.
  let oldest = 0;
  for (let i = 1; i < list.length; i++) if ((list[i]?.lastAt ?? 0) < (list[oldest]?.lastAt ?? 0)) oldest = i;
  list.splice(oldest, 1);
}

/** IPv6 privacy addresses change daily, so an IPv6 source is its /64; IPv4 is itself. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros =
    tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}

/** Volumes of comparable past hours: the same hour of the same weekday, else the same hour of days of the same type. */
export function comparableVolumes(baseline: AccountBaseline, hour: number, enough: number): number[] {
  const slot = hourOfWeek(hour);
  const same = baseline.slots[String(slot)] ?? [];
  if (same.length >= enough) return same;
  const weekday = Math.floor(slot / 24);
  const days = weekday >= 5 ? [5, 6] : [0, 1, 2, 3, 4];
  const sameType = days.flatMap((day) => baseline.slots[String(day * 24 + (slot % 24))] ?? []);
  if (sameType.length >= enough) return sameType;
  return Object.values(baseline.slots).flat();
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Median absolute deviation from the median. */
export function medianDeviation(values: readonly number[], centre: number): number {
  return median(values.map((value) => Math.abs(value - centre)));
}
