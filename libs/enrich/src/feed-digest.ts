import { DELAY_CLASSES, type FeedDigest, type StoredEvent } from '@khien/model';

const MAX_COUNTERS = 50;
/** A step this far beyond the numbers seen is another counter or a restart, not a loss. */
const LARGEST_STEP = 100_000;

interface Counter {
  numbers: Set<number>;
  first: number;
  last: number;
}

/** How a source's clock, order and speed look in the events of one chunk. */
export function feedDigestOf(events: readonly StoredEvent[]): FeedDigest {
  const delays = new Array<number>(DELAY_CLASSES.length + 1).fill(0);
  const counters = new Map<string, Counter>();
  let timed = 0;
  let least: number | undefined;
  for (const event of events) {
    addToCounter(counters, event);
    if (event.khien.time_quality === 'receive_time') continue;
    timed++;
    const at = Date.parse(event['@timestamp']);
    const received = Date.parse(event.khien.received_at);
    least = Math.min(least ?? received - at, received - at);
    const stored = event.event.ingested === undefined ? received : Date.parse(event.event.ingested);
    const seconds = (stored - at) / 1000;
    const found = DELAY_CLASSES.findIndex((end) => seconds <= end);
    const place = found < 0 ? DELAY_CLASSES.length : found;
    delays[place] = (delays[place] ?? 0) + 1;
  }
  return {
    timed,
    delays,
    ...(least !== undefined && { leastDelayMs: least }),
    counters: [...counters].map(([key, { numbers, first, last }]) => ({
      key,
      first,
      last,
      seen: numbers.size,
      missing: missingIn(numbers.size, first, last),
    })),
  };
}

function addToCounter(counters: Map<string, Counter>, { event, host, observer, log }: StoredEvent): void {
  const { sequence } = event;
  if (sequence === undefined || !Number.isSafeInteger(sequence) || sequence < 0) return;
  const key =
    `${host?.name ?? observer?.name ?? observer?.hostname ?? ''}|${log?.logger ?? event.dataset ?? ''}`.slice(
      0,
      300,
    );
  const known = counters.get(key);
  if (known) {
    known.numbers.add(sequence);
    known.first = Math.min(known.first, sequence);
    known.last = Math.max(known.last, sequence);
  } else if (counters.size < MAX_COUNTERS)
    counters.set(key, { numbers: new Set([sequence]), first: sequence, last: sequence });
}

function missingIn(seen: number, first: number, last: number): number {
  const missing = last - first + 1 - seen;
  return missing > LARGEST_STEP ? 0 : missing;
}
