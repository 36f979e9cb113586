import { hash } from 'node:crypto';
import type { Enricher } from '@khien/enrich';
import {
  type Chunk,
  type DeadLetter,
  type DeadLetterReason,
  eventIdOf,
  type RawRecord,
  type Source,
  type StoredEvent,
} from '@khien/model';
import { decodeRecord, type Profile, parserOf } from '@khien/profiles';

export interface NormaliseDeps {
  enricher: Enricher;
  /** Seals what must not lie in the store in clear. */
  seal: (plain: Buffer, aad: string) => Buffer;
  now: () => number;
}

export interface NormalisedChunk {
  events: StoredEvent[];
  deadLetters: DeadLetter[];
  masked: number;
}

interface Refused {
  reason: DeadLetterReason;
  detail: string;
}

/**
 * Records in, events and dead letters out: each record becomes exactly one of the two. Nothing a record holds makes it throw;
 * a fault of ours is that record's dead letter (`poison`), not the chunk's end. `skip` names records known to kill the process.
 */
export function normaliseChunk(
  chunk: Chunk,
  source: Source | undefined,
  profile: Profile | undefined,
  deps: NormaliseDeps,
  skip: ReadonlySet<number>,
): NormalisedChunk {
  const result: NormalisedChunk = { events: [], deadLetters: [], masked: 0 };
  const parser = profile ? parserOf(profile) : 'none';
  chunk.records.forEach((record, index) => {
    const outcome = skip.has(index)
      ? poison('the process died on it')
      : normalise(record, chunk, source, profile, deps);
    if ('event' in outcome) {
      result.events.push(outcome.event);
      result.masked += outcome.masked;
    } else result.deadLetters.push(deadLetterOf(record, chunk, parser, outcome, deps));
  });
  return result;
}

function normalise(
  record: RawRecord,
  chunk: Chunk,
  source: Source | undefined,
  profile: Profile | undefined,
  deps: NormaliseDeps,
): { event: StoredEvent; masked: number } | Refused {
  if (!source || !profile)
    return {
      reason: 'unknown_source',
      detail: source ? `profile ${source.profile} is not known` : 'the source is not in the registry',
    };
  try {
    const decoded = decodeRecord(record, source.encoding);
    if (!decoded.ok) return decoded;
    const parsed = profile.toEvent(decoded.text, {
      receivedAt: record.receivedAt,
      timezone: source.timezone,
      ...(record.peer !== undefined && { peer: record.peer }),
      ...(record.truncated && { truncated: true }),
    });
    if (!parsed.ok)
      return record.truncated
        ? { reason: 'truncated', detail: `cut at the size limit; ${parsed.detail}` }
        : parsed;
    const { event, masked } = deps.enricher.enrich(parsed.event, {
      sourceId: chunk.sourceId,
      chunkId: chunk.chunkId,
      position: record.position,
      receivedAt: record.receivedAt,
      parser: parserOf(profile),
      timeQuality: parsed.timeQuality,
      hash: sha256(record.encoding === 'base64' ? octetsOf(record) : record.raw),
    });
    event.event.ingested = isoOf(deps.now());
    return { event: { _id: eventIdOf(chunk.sourceId, record.position), ...event } as StoredEvent, masked };
  } catch (error) {
    // A fault of ours: the record is kept for replay once the code is mended. The message may quote the record, so only its kind is told.
    return poison(error instanceof Error ? error.name : 'unknown fault');
  }
}

function poison(detail: string): Refused {
  return { reason: 'poison', detail };
}

function deadLetterOf(
  record: RawRecord,
  chunk: Chunk,
  parser: string,
  { reason, detail }: Refused,
  deps: NormaliseDeps,
): DeadLetter {
  const octets = octetsOf(record);
  const _id = eventIdOf(chunk.sourceId, record.position);
  return {
    _id,
    sourceId: chunk.sourceId,
    chunkId: chunk.chunkId,
    position: record.position,
    partitionDay: chunk.partitionDay,
    reason,
    detail,
    parser,
    bytes: octets.length,
    sha256: sha256(octets),
    sealed: deps.seal(Buffer.from(JSON.stringify(record)), _id).toString('base64'),
    receivedAt: record.receivedAt,
    at: deps.now(),
    state: 'open',
    version: 1,
  };
}

/** The record's octets as the source gave them. */
export function octetsOf(record: RawRecord): Buffer {
  return Buffer.from(record.raw, record.encoding === 'base64' ? 'base64' : 'utf8');
}

/** Text is hashed as its UTF-8 octets. */
function sha256(octets: Buffer | string): string {
  return hash('sha256', octets);
}

let lastInstant = { ms: 0, text: '1970-01-01T00:00:00.000Z' };

/** Records of a chunk are normalised within a few milliseconds. */
function isoOf(epochMs: number): string {
  if (lastInstant.ms !== epochMs) lastInstant = { ms: epochMs, text: new Date(epochMs).toISOString() };
  return lastInstant.text;
}
