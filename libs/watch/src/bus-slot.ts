import { setImmediate as breathe } from 'node:timers/promises';
import { type BusHalf, type BusRules, type Exchange, judgeMessage } from '@khien/compliance';
import { type Day, dayOf, type Store } from '@khien/model';

const DAY = 86_400_000;
const PAGE = 1000;
/** Exchanges asked for in one question. */
const KEYS = 500;
/** Halves read per question at most. */
const MAX_HALVES = 5000;

/** The time of one source that is judged together, `end` not included. */
export interface BusSlot {
  sourceId: string;
  start: number;
  end: number;
  /** Today: halves of the slot may have come on any day up to now. */
  today: Day;
}

/**
 * The exchanges that begin with a half of this source in this slot, each with all halves stored of it: whichever source tells its first half
 * judges an exchange, so it is judged once. Memory is bounded by a page.
 */
export async function* exchangesOfSlot(
  store: Store,
  slot: BusSlot,
  rules: BusRules,
): AsyncGenerator<{ first: BusHalf; exchange: Exchange }> {
  const days = { from: dayOf(Math.max(0, slot.start - DAY)), to: slot.today };
  const done = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.find<BusHalf>('bus_halves', {
      filter: { sourceId: slot.sourceId, time: { gte: slot.start, lt: slot.end } },
      sort: [['time', 'asc']],
      limit: PAGE,
      days,
      ...(cursor !== undefined && { cursor }),
    });
    const keys = [...new Set(page.docs.map(({ key }) => key))].filter((key) => !done.has(key));
    for (let at = 0; at < keys.length; at += KEYS)
      for (const exchange of judgeMessage(
        await readExchanges(store, keys.slice(at, at + KEYS), days),
        rules,
      )) {
        const [first] = exchange.halves;
        if (first && isOf(first, slot)) yield { first, exchange };
      }
    for (const key of keys) done.add(key);
    // A store in this process answers at once: whoever else waits here has a turn.
    await breathe();
    cursor = page.next;
  } while (cursor !== undefined);
}

function isOf({ sourceId, time }: BusHalf, slot: BusSlot): boolean {
  return sourceId === slot.sourceId && time >= slot.start && time < slot.end;
}

/** The halves of each exchange; none of one with more halves than can be: an id that is used for everything pairs nothing. */
async function readExchanges(
  store: Store,
  keys: readonly string[],
  days: { from: Day; to: Day },
): Promise<BusHalf[]> {
  const { docs, next } = await store.find<BusHalf>('bus_halves', {
    filter: { key: { in: [...keys] } },
    limit: MAX_HALVES,
    days,
  });
  if (next === undefined) return docs;
  if (keys.length === 1) return [];
  const middle = Math.ceil(keys.length / 2);
  return [
    ...(await readExchanges(store, keys.slice(0, middle), days)),
    ...(await readExchanges(store, keys.slice(middle), days)),
  ];
}
