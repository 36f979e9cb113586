import { busHalfOf } from '@khien/compliance';
import type { Enricher } from '@khien/enrich';
import type { Chunk, DeadLetter, Source, Store, StoredEvent } from '@khien/model';
import { type ProfileBook, profileById } from '@khien/profiles';
import type { AlertRecorder } from '@khien/record';
import type { Correlator } from './correlate';
import { type DetectionRules, detect, windowTimeOf } from './findings-of-events';
import { logsourceOf } from './logsource';
import { type NormalisedChunk, normaliseChunk } from './normalise-chunk';

export interface ChunkWorkDeps {
  store: Store;
  sources: ReadonlyMap<string, Source>;
  /** Where the process has mappings of its own beside the profiles that ship. */
  profiles?: Pick<ProfileBook, 'byId'>;
  /** Read at each chunk: the register may have changed. */
  enricher: () => Enricher;
  /** Read at each chunk, so that a reload takes effect between chunks: all new or all old. */
  rules: () => DetectionRules;
  correlator: Correlator;
  recorder: AlertRecorder;
  seal: (plain: Buffer, aad: string) => Buffer;
  now: () => number;
}

/** The steps a chunk goes through. Each can be done again: what it writes is insert-once under an id that derives from what it is. */
export interface ChunkWork {
  normalise(chunk: Chunk, skip: ReadonlySet<number>): NormalisedChunk;
  /** Stores the events and returns those that are this chunk's: stored now, or by an earlier attempt at the same chunk. */
  storeEvents(chunk: Chunk, events: StoredEvent[]): Promise<StoredEvent[]>;
  /** Returns how many dead letters are this chunk's own. */
  storeDeadLetters(chunk: Chunk, letters: DeadLetter[]): Promise<number>;
  /** Detects in the events and records what was found; returns how many alerts are concerned. */
  findAndRecord(chunk: Chunk, events: StoredEvent[], evaluationId: string): Promise<number>;
}

export function createChunkWork(deps: ChunkWorkDeps): ChunkWork {
  const { store } = deps;
  const profileOf: ProfileBook['byId'] = (id) => (deps.profiles ? deps.profiles.byId(id) : profileById(id));

  function normalise(chunk: Chunk, skip: ReadonlySet<number>): NormalisedChunk {
    const source = deps.sources.get(chunk.sourceId);
    return normaliseChunk(
      chunk,
      source,
      source && profileOf(source.profile),
      { ...deps, enricher: deps.enricher() },
      skip,
    );
  }

  async function storeEvents(chunk: Chunk, events: StoredEvent[]): Promise<StoredEvent[]> {
    const candidates = distinctById(chunk.repeatable ? await withoutYesterdays(chunk, events) : events);
    if (candidates.length === 0) return [];
    const { existing } = await store.insertManyOnce('events', candidates, chunk.partitionDay);
    if (existing.length === 0) return candidates;
    const stored = await store.getMany<StoredEvent>('events', existing, chunk.partitionDay);
    const foreign = new Set(
      stored.filter((event) => event.khien.chunk_id !== chunk.chunkId).map((event) => event._id),
    );
    return candidates.filter((event) => !foreign.has(event._id));
  }

  /** A sender may repeat a batch after midnight: what yesterday's partition holds is a duplicate, not a new event. */
  async function withoutYesterdays(chunk: Chunk, events: StoredEvent[]): Promise<StoredEvent[]> {
    const yesterday = new Date(Date.parse(`${chunk.partitionDay}T00:00:00Z`) - 86_400_000)
      .toISOString()
      .slice(0, 10);
    const ids = events.map((event) => event._id);
    const already = new Set(
      (await store.getMany<StoredEvent>('events', ids, yesterday)).map((event) => event._id),
    );
    return events.filter((event) => !already.has(event._id));
  }

  async function storeDeadLetters(chunk: Chunk, letters: DeadLetter[]): Promise<number> {
    const candidates = distinctById(letters);
    if (candidates.length === 0) return 0;
    const { existing } = await store.insertManyOnce('dead_letters', candidates);
    if (existing.length === 0) return candidates.length;
    const stored = await store.getMany<DeadLetter>('dead_letters', existing);
    const foreign = new Set(
      stored.filter((letter) => letter.chunkId !== chunk.chunkId).map((letter) => letter._id),
    );
    return candidates.filter((letter) => !foreign.has(letter._id)).length;
  }

  async function findAndRecord(chunk: Chunk, events: StoredEvent[], evaluationId: string): Promise<number> {
    if (events.length === 0) return 0;
    await storeBusHalves(chunk, events);
    const rules = deps.rules();
    const profile = deps.sources.get(chunk.sourceId)?.profile ?? '';
    const detection = detect(events, chunk.partitionDay, rules, logsourceOf(profile, profileOf));
    const correlated = await deps.correlator.correlate(detection, rules, {
      // A dead letter that is read later is evidence of its own beside what its chunk gave.
      chunkId: evaluationId,
      day: chunk.partitionDay,
    });
    return deps.recorder.record([
      ...detection.findings.map((finding) => ({ finding, evaluationId })),
      ...correlated,
    ]);
  }

  /** Who exchanges data over the bus is logged at both ends; the halves are paired later, when both had time to come (libs/watch). */
  async function storeBusHalves({ partitionDay }: Chunk, events: readonly StoredEvent[]): Promise<void> {
    const halves = events.flatMap((event) => busHalfOf(event, partitionDay, windowTimeOf(event)) ?? []);
    if (halves.length > 0) await store.insertManyOnce('bus_halves', halves, partitionDay);
  }

  return { normalise, storeEvents, storeDeadLetters, findAndRecord };
}

function distinctById<T extends { _id: string }>(docs: readonly T[]): T[] {
  const byId = new Map(docs.map((doc) => [doc._id, doc]));
  return byId.size === docs.length ? [...docs] : [...byId.values()];
}
