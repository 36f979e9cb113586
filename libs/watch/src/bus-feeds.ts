import type { BusHalf } from '@khien/compliance';
import { dayOf, type Source, type Store } from '@khien/model';

const DAY = 86_400_000;

/** How far the halves that one source tells of one end reach, milliseconds of event time. */
export interface BusFeed {
  sourceId: string;
  first: number;
  newest: number;
}

/** Which sources tell halves, and of which ends: what decides whether the other half of an exchange can be expected. */
export interface BusFeeds {
  /** Sources that told halves lately, each with the time of its newest one. */
  newest: ReadonlyMap<string, number>;
  /** The sources that tell of an end. Asked once, then remembered. */
  of(teller: string): Promise<BusFeed[]>;
}

/** Looks at the halves that came in the last `lookBackDays`; a source that told none in that time is not a feed. */
export async function readBusFeeds(
  store: Store,
  sources: readonly Source[],
  { now, lookBackDays }: { now: number; lookBackDays: number },
): Promise<BusFeeds> {
  const days = { from: dayOf(now - lookBackDays * DAY), to: dayOf(now + DAY) };
  const newest = new Map<string, number>();
  const known = new Map<string, BusFeed[]>();
  for (const { id } of sources) {
    const time = await edge({ sourceId: id }, 'desc');
    if (time !== undefined) newest.set(id, time);
  }

  async function edge(
    filter: Record<string, string>,
    direction: 'asc' | 'desc',
  ): Promise<number | undefined> {
    const { docs } = await store.find<BusHalf>('bus_halves', {
      filter,
      sort: [['time', direction]],
      limit: 1,
      days,
    });
    return docs[0]?.time;
  }

  return {
    newest,
    async of(teller) {
      const remembered = known.get(teller);
      if (remembered) return remembered;
      const feeds: BusFeed[] = [];
      for (const [sourceId, reach] of newest) {
        const first = await edge({ teller, sourceId }, 'asc');
        // The source as a whole: an end with little traffic says nothing for hours while its server goes on telling of others.
        if (first !== undefined) feeds.push({ sourceId, first, newest: reach });
      }
      known.set(teller, feeds);
      return feeds;
    },
  };
}
