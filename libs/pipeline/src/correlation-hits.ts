import { type Day, dayOf, type Store } from '@khien/model';
import type { Finding } from '@khien/record';
import type { placeOf } from './findings-of-events';

/** One base event of a correlation, stored once: the state of all correlations, so a restart forgets nothing. */
export interface CorrelationHit {
  _id: string;
  /** Correlation rule and group, as the Sigma engine names it. */
  key: string;
  ruleId: string;
  baseRuleId: string;
  time: number;
  eventId: string;
  /** Partition the event is in, and the chunk that brought it. */
  day: Day;
  chunkId: string;
  entity: Finding['entity'];
  place: ReturnType<typeof placeOf>;
  value?: string | number;
}

/** Hits read per group and window at most; far above any threshold a rule states, it bounds what one hostile group can cost. */
const MAX_HITS = 5000;
/** Events older than this when they came are kept by year. */
const LONG_AGO_MS = 60 * 86_400_000;
/** Groups asked for in one question. */
const MAX_KEYS = 500;

/** A group's span of event time, `end` not included, milliseconds since the epoch. */
export interface HitWindow {
  key: string;
  start: number;
  end: number;
}

export function nameOf({ key, start }: HitWindow): string {
  return `${key}|${start}`;
}

/**
 * The stored hits of each window, ascending by time, under the window's name. Groups whose spans begin together and are of about one length
 * are asked for together: a chunk touches dozens of groups, of rules whose spans differ by minutes in hours, and a store without a fitting
 * index looks at every hit for every question.
 */
export async function readHits(
  store: Store,
  windows: readonly HitWindow[],
  receivedOn: Day,
): Promise<Map<string, CorrelationHit[]>> {
  const found = new Map<string, CorrelationHit[]>();
  for (const alike of groupBy(windows, aboutSpan).values()) {
    for (let at = 0; at < alike.length; at += MAX_KEYS) {
      const asked = alike.slice(at, at + MAX_KEYS);
      const together = await readTogether(store, asked, receivedOn);
      for (const window of asked) {
        const byKey = together ?? (await readTogether(store, [window], receivedOn));
        const hits = byKey?.get(window.key)?.filter(({ time }) => time < window.end);
        found.set(nameOf(window), hits?.slice(-MAX_HITS) ?? []);
      }
    }
  }
  return found;
}

/** The longest of those of one name is less than twice the shortest. */
const aboutSpan = ({ start, end }: HitWindow): string => `${start} ${Math.floor(Math.log2(end - start))}`;

/** Of windows that begin together. Undefined when several groups together have more hits than one may bring: then each is asked for alone. */
async function readTogether(
  store: Store,
  windows: readonly HitWindow[],
  receivedOn: Day,
): Promise<Map<string, CorrelationHit[]> | undefined> {
  const [first] = windows;
  if (!first) return new Map();
  const { start } = first;
  const end = Math.max(...windows.map((window) => window.end));
  const keys = windows.map(({ key }) => key);
  const hits: CorrelationHit[] = [];
  for (const days of partitionsOf(start, end, receivedOn)) {
    const page = await store.find<CorrelationHit>('correlation_hits', {
      filter: { key: keys.length === 1 ? first.key : { in: keys }, time: { gte: start, lt: end } },
      sort: [['time', 'desc']],
      days,
      limit: MAX_HITS,
    });
    if (page.next !== undefined && keys.length > 1) return undefined;
    hits.push(...page.docs);
  }
  return groupBy(
    hits.reverse().sort((a, b) => a.time - b.time),
    (hit) => hit.key,
  );
}

/** A day has a partition of its own; long ago a year has, or every day that a broken or hostile clock can name would make one. */
export function partitionOf(time: number, receivedOn: Day): Day {
  return Date.parse(receivedOn) - time > LONG_AGO_MS ? newYearOf(time) : dayOf(time);
}

/** Where hits of a window can be: also those that came when it was long ago already, unless that is still far off. */
function partitionsOf(start: number, end: number, receivedOn: Day): Array<{ from: Day; to: Day }> {
  const days = { from: dayOf(start), to: dayOf(end) };
  if (Date.parse(receivedOn) - start < LONG_AGO_MS / 2) return [days];
  const years = [...new Set([newYearOf(start), newYearOf(end)])].filter(
    (day) => day < days.from || day > days.to,
  );
  return [days, ...years.map((day) => ({ from: day, to: day }))];
}

function newYearOf(time: number): Day {
  return `${dayOf(time).slice(0, 4)}-01-01`;
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
