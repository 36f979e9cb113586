import { type Calendar, DELAY_CLASSES, type FeedDigest } from '@khien/model';
import { hourOfWeek } from '../baseline';

const HOUR = 3_600_000;
const VIETNAM_OFFSET = 7 * HOUR;
/** Values kept for each hour of the week: about two months. */
const SLOT_HISTORY = 8;
/** Hours kept one by one: what parse rate, clock, order and speed are compared with. */
const HOURS_KEPT = 14 * 24;
const COUNTERS_KEPT = 200;
const LARGEST_STEP = 100_000;

/** One hour of a source, by our clock. */
export interface SourceHour {
  /** Start, ms since the epoch. */
  hour: number;
  received: number;
  finished: number;
  parsed: number;
  timed: number;
  delays: number[];
  leastDelayMs?: number;
  seen: number;
  missing: number;
}

/** What a source usually does. One document per source; a fold of its chunks in sequence and of the intake counts of closed hours. */
export interface SourcePattern {
  _id: string;
  sourceId: string;
  /** Last sequence number folded in, per collector. */
  through: Record<string, number>;
  /** Hours before this one are closed: judged and learnt. */
  closedThrough: number;
  /** First hour in which anything was received. */
  heardFrom?: number;
  /** Slot (`w0`…`w167`, hour of the Vietnamese week; `h0`…`h23` on holidays) to the records received in its last hours. */
  slots: Record<string, number[]>;
  hours: SourceHour[];
  /** Last sequence number of each counter. */
  counters: Record<string, number>;
}

export const patternIdOf = (sourceId: string): string => `source-pattern:${sourceId}`;

export function newPattern(sourceId: string, closedThrough: number): SourcePattern {
  return {
    _id: patternIdOf(sourceId),
    sourceId,
    through: {},
    closedThrough,
    slots: {},
    hours: [],
    counters: {},
  };
}

/** What a chunk adds to the hour in which it was sealed. */
export interface ChunkOfSource {
  collectorId: string;
  seq: number;
  sealedAt: number;
  finished: number;
  parsed: number;
  feed?: FeedDigest | undefined;
}

/** Folds a chunk in; mutates `pattern`. A chunk that is folded already changes nothing; of an hour that is closed only the order of numbers is kept. */
export function foldChunk(pattern: SourcePattern, chunk: ChunkOfSource): void {
  if ((pattern.through[chunk.collectorId] ?? -1) >= chunk.seq) return;
  pattern.through[chunk.collectorId] = chunk.seq;
  const missing = followCounters(pattern.counters, chunk.feed);
  const start = chunk.sealedAt - (chunk.sealedAt % HOUR);
  if (start < pattern.closedThrough) return;
  const hour = hourAt(pattern, start);
  hour.finished += chunk.finished;
  hour.parsed += chunk.parsed;
  hour.missing += missing;
  const { feed } = chunk;
  if (!feed) return;
  hour.timed += feed.timed;
  hour.delays = hour.delays.map((known, at) => known + (feed.delays[at] ?? 0));
  for (const { seen } of feed.counters) hour.seen += seen;
  if (feed.leastDelayMs !== undefined)
    hour.leastDelayMs = Math.min(hour.leastDelayMs ?? feed.leastDelayMs, feed.leastDelayMs);
}

/** How many numbers are missing in the chunk and between it and the one before. A counter that goes back was reset. */
function followCounters(counters: Record<string, number>, feed: FeedDigest | undefined): number {
  let missing = 0;
  for (const { key, first, last, missing: within } of feed?.counters ?? []) {
    const before = counters[key];
    const step = before === undefined ? 0 : first - before - 1;
    missing += within + (step > 0 && step <= LARGEST_STEP ? step : 0);
    // Taken out and put back, so that the counters heard last stand last.
    delete counters[key];
    counters[key] = before !== undefined && last > before / 2 ? Math.max(before, last) : last;
  }
  const keys = Object.keys(counters);
  for (const key of keys.slice(0, Math.max(0, keys.length - COUNTERS_KEPT))) delete counters[key];
  return missing;
}

function hourAt(pattern: SourcePattern, start: number): SourceHour {
  const known = pattern.hours.find(({ hour }) => hour === start);
  if (known) return known;
  const delays = new Array<number>(DELAY_CLASSES.length + 1).fill(0);
  const hour = { hour: start, received: 0, finished: 0, parsed: 0, timed: 0, delays, seen: 0, missing: 0 };
  pattern.hours.push(hour);
  return hour;
}

/** The hour with what was received in it, still unlearnt: judge it, then `closeHour`. */
export function hourToJudge(pattern: SourcePattern, start: number, received: number): SourceHour {
  const hour = hourAt(pattern, start);
  hour.received = received;
  return hour;
}

/** Learns the hour; mutates `pattern`. Hours are closed in order. */
export function closeHour(pattern: SourcePattern, hour: SourceHour, calendar: Calendar): void {
  pattern.closedThrough = hour.hour + HOUR;
  if (hour.received > 0) pattern.heardFrom ??= hour.hour;
  if (pattern.heardFrom === undefined) pattern.hours = pattern.hours.filter((one) => one !== hour);
  else {
    const slot = slotOf(hour.hour, calendar);
    pattern.slots[slot] = [...(pattern.slots[slot] ?? []), hour.received].slice(-SLOT_HISTORY);
    pattern.hours.sort((a, b) => a.hour - b.hour);
    pattern.hours = pattern.hours.slice(-HOURS_KEPT);
  }
}

/** Holidays are apart; a Saturday that is worked is a Friday. */
export function slotOf(epochMs: number, calendar: Calendar): string {
  const day = new Date(epochMs + VIETNAM_OFFSET).toISOString().slice(0, 10);
  const hour = hourOfWeek(epochMs) % 24;
  if (calendar.workingDays.some((one) => one.day === day)) return `w${4 * 24 + hour}`;
  return calendar.holidays.some((one) => one.day === day) ? `h${hour}` : `w${hourOfWeek(epochMs)}`;
}

/** Days of history before `at`. */
export function historyDays({ heardFrom }: SourcePattern, at: number): number {
  return heardFrom === undefined ? 0 : Math.floor((at - heardFrom) / (24 * HOUR));
}

/**
 * Records usually received in the hour that begins at `start`: the median of that slot, of all slots of the same hour on like days while it has few.
 * Undefined before there are `days` days of history, and for a holiday while none was seen.
 */
export function expectedAt(
  pattern: SourcePattern,
  start: number,
  { calendar, days = 7 }: { calendar: Calendar; days?: number },
): number | undefined {
  if (historyDays(pattern, start) < days) return undefined;
  const slot = slotOf(start, calendar);
  const own = pattern.slots[slot] ?? [];
  if (slot.startsWith('h')) return own.length === 0 ? undefined : median(own);
  if (own.length >= 3) return median(own);
  const number = Number(slot.slice(1));
  const weekend = number >= 5 * 24;
  const alike = Object.entries(pattern.slots)
    .filter(([name]) => name.startsWith('w') && Number(name.slice(1)) % 24 === number % 24)
    .filter(([name]) => Number(name.slice(1)) >= 5 * 24 === weekend)
    .flatMap(([, values]) => values);
  return alike.length === 0 ? undefined : median(alike);
}

/** Records usually received between two instants; undefined when any hour of it is unknown. */
export function expectedBetween(
  pattern: SourcePattern,
  { from, to }: { from: number; to: number },
  calendar: Calendar,
): number | undefined {
  let expected = 0;
  for (let start = from - (from % HOUR); start < to; start += HOUR) {
    const usual = expectedAt(pattern, start, { calendar });
    if (usual === undefined) return undefined;
    expected += (usual * (Math.min(to, start + HOUR) - Math.max(from, start))) / HOUR;
  }
  return expected;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Seconds within which 95 % of the events were stored: the upper end of their class; undefined without events, Infinity beyond the classes. */
export function lagP95({ delays }: Pick<SourceHour, 'delays'>): number | undefined {
  const total = delays.reduce((sum, one) => sum + one, 0);
  if (total === 0) return undefined;
  let within = 0;
  for (const [at, number] of delays.entries()) {
    within += number;
    if (within >= total * 0.95) return DELAY_CLASSES[at] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}
