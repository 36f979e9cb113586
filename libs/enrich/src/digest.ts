import type { Chunk, ChunkDigest, StoredEvent } from '@khien/model';
import { accountOf } from './account-of';
import { feedDigestOf } from './feed-digest';
import { createSystemDigests } from './system-days/system-digests';

type Entry = ChunkDigest['entries'][number];
type Seen = Entry['sources'][number];

const HOUR = 3_600_000;
const MAX_SEEN = 50;
/** What an account does to data and at doors. Scheduled jobs open sessions around the clock and say nothing about a person. */
const COUNTED: ReadonlySet<string> = new Set(['authentication', 'api', 'database', 'web', 'file']);

/**
 * What a chunk says about accounts, per account and hour of event time, for the baselines. Derived from the events alone, so the same chunk gives
 * the same digest. Refused attempts count as events, but an address or dataset that somebody was refused at is not one the account is known for.
 */
export function createDigest(chunk: Chunk, events: readonly StoredEvent[]): ChunkDigest {
  const entries = new Map<string, Entry>();
  for (const event of events) {
    const account = accountOf(event);
    if (account === undefined || !event.event.category?.some((category) => COUNTED.has(category))) continue;
    const at = Date.parse(event['@timestamp']);
    const hour = Math.floor(at / HOUR) * HOUR;
    const key = `${hour}|${account}`;
    const known = entries.get(key);
    const entry = known ?? openEntry(account, hour, at, event);
    if (!known) entries.set(key, entry);
    count(entry, event, at);
  }
  const { chunkId, collectorId, seq, sourceId, partitionDay } = chunk;
  return {
    _id: chunkId,
    collectorId,
    seq,
    sourceId,
    entries: [...entries.values()],
    systems: createSystemDigests(events),
    feed: feedDigestOf(events),
    partitionDay,
  };
}

function openEntry(account: string, hour: number, at: number, event: StoredEvent): Entry {
  const agencyId = event.organization?.id ?? event.khien.agency_id;
  const systemId = event.khien.system_id;
  return {
    account,
    ...(agencyId !== undefined && { agencyId }),
    ...(systemId !== undefined && { systemId }),
    hour,
    events: 0,
    rows: 0,
    sources: [],
    datasets: [],
    first: { at, id: event._id },
  };
}

function count(entry: Entry, event: StoredEvent, at: number): void {
  const id = event._id;
  entry.events++;
  entry.rows += event.access?.rows ?? 0;
  if (at < entry.first.at) entry.first = { at, id };
  if (event.event.outcome === 'failure') return;
  see(entry.sources, event.source?.ip ?? event.client?.ip, { at, id });
  see(entry.datasets, event.access?.dataset, { at, id });
  if (event.khien.working_time !== false) return;
  if (!entry.offHours) entry.offHours = { at, id, count: 1 };
  else {
    if (at < entry.offHours.at) entry.offHours = { at, id, count: entry.offHours.count };
    entry.offHours.count++;
  }
}

function see(seen: Seen[], value: string | undefined, first: { at: number; id: string }): void {
  if (value === undefined) return;
  const known = seen.find((item) => item.value === value);
  if (!known && seen.length < MAX_SEEN) seen.push({ value, ...first });
  else if (known && first.at < known.at) Object.assign(known, first);
}
