import { setImmediate as breathe } from 'node:timers/promises';
import { type BusHalf, type BusRules, type Exchange, judgeMessage } from '@khien/compliance';
import { type Day, dayOf, type Store } from '@khien/model';

const DAY = 86_400_000;
const PAGE = 1000;
/** Message ids asked for in one question. */
const KEYS = 500;
/** Halves read per question at most; many more than two per message is one id used for everything, which pairs nothing. */
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
      for (const halves of await readMessages(store, keys.slice(at, at + KEYS), days))
        for (const exchange of judgeMessage(halves, rules)) {
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

async function readMessages(
  store: Store,
  keys: readonly string[],
  days: { from: Day; to: Day },
): Promise<Iterable<BusHalf[]>> {
  const { docs, next } = await store.find<BusHalf>('bus_halves', {
    filter: { key: { in: [...keys] } },
    limit: MAX_HALVES,
    days,
  });
  if (next !== undefined && keys.length > 1) {
    const alone: BusHalf[][] = [];
    for (const key of keys) alone.push(...(await readMessages(store, [key], days)));
    return alone;
  }
  const byKey = new Map<string, BusHalf[]>();
  for (const half of docs) {
    const own = byKey.get(half.key);
    if (own) own.push(half);
    else byKey.set(half.key, [half]);
  }
  return byKey.values();
}
