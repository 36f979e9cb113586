import type { IncomingMessage } from 'node:http';
import { type IncomingRecord, type Intake, type Logger, MonitorError, type Source } from '@khien/model';
import { certificateNames } from '../certificate-names';
import { createMemoryShare } from '../memory-share';
import { createQuotas, type Quotas } from '../quotas';
import { tokenOf } from './credential';
import { INGEST_LIMITS, type IngestLimits } from './ingest-limits';
import { createIngestTokens, type IngestTokens } from './ingest-tokens';
import { comeBack, overQuota, type Problem, problem, problemOf } from './problem';
import { type Coding, readBody } from './read-body';

export interface IngestDeps {
  sources: readonly Source[];
  intake: Intake;
  log: Logger;
  now: () => number;
  /** Default: those that the sources name. */
  tokens?: IngestTokens;
  quotas?: Quotas;
  limits?: Partial<IngestLimits>;
}

export interface IngestStats {
  requests: number;
  accepted: number;
  bytes: number;
  /** Bodies whose sender hung up before their end. */
  abandoned: number;
  /** Octets of bodies being read or stored now. */
  inFlightBytes: number;
  /** Requests refused, by status. */
  refused: Record<number, number>;
}

/** Records of one source on their way to the intake. `bytes`: of their octets. */
export interface Batch {
  sourceId: string;
  records: IncomingRecord[];
  bytes: number;
  /** Records have positions of their own, so that sending them again changes nothing. */
  repeatable: boolean;
}

/** What a protocol makes of a body: blocks in, batches out at the end. */
export interface BodySink<T> {
  take(block: Buffer): Problem | undefined;
  finish(): { ok: true; batches: Batch[]; value: T } | { ok: false; problem: Problem };
}

export interface BodyPlan<T> {
  /** Sources it may be for; whose quota and memory it uses. */
  sourceIds: ReadonlySet<string>;
  coding: Coding;
  sink: BodySink<T>;
  onWire?: (block: Buffer) => void;
}

/** `gone`: nobody waits for an answer any more. */
export type Receipt<T> = { ok: true; value: T } | { ok: false; problem: Problem } | { ok: false; gone: true };

/** Where every protocol over HTTP hands in its bodies: one place for credentials, limits, quotas, memory and counters. */
export interface IngestDesk {
  readonly limits: IngestLimits;
  readonly now: () => number;
  /** The sources that the request's token or certificate may write to. */
  owners(req: IncomingMessage): ReadonlySet<string>;
  /** Reads a body to its end, then stores its batches: all on disk before it resolves. */
  receive<T>(req: IncomingMessage, plan: BodyPlan<T>): Promise<Receipt<T>>;
  /** Why nobody, or none of these sources, may send now. */
  turnedAway(sourceIds: Iterable<string>): Problem | undefined;
  count(what: { request?: true; refused?: number }): void;
  stats(): IngestStats;
}

/** Memory a record takes beside its octets. */
const RECORD_OVERHEAD = 200;

export function createIngestDesk(deps: IngestDeps): IngestDesk {
  const { intake, now } = deps;
  const limits = { ...INGEST_LIMITS, ...deps.limits };
  const tokens = deps.tokens ?? createIngestTokens(deps);
  const quotas = deps.quotas ?? createQuotas(deps.sources, now);
  const memory = createMemoryShare(limits.inFlightBytes);
  const stats = { requests: 0, accepted: 0, bytes: 0, abandoned: 0 };
  const refused: Record<number, number> = {};

  function tooMuchAtOnce(): Problem {
    return comeBack(limits.retryAfterSeconds, 'too much is being received at once');
  }

  function turnedAway(sourceIds: Iterable<string>): Problem | undefined {
    if (intake.paused('http')) return comeBack(limits.retryAfterSeconds, 'the journal is full');
    const wait = Math.max(0, ...[...sourceIds].map((sourceId) => quotas.waitMs(sourceId)));
    return wait > 0 ? overQuota(wait) : undefined;
  }

  async function receive<T>(req: IncomingMessage, plan: BodyPlan<T>): Promise<Receipt<T>> {
    const away = plan.sourceIds.size === 1 ? turnedAway(plan.sourceIds) : turnedAway([]);
    if (away) return { ok: false, problem: away };
    const holder = [...plan.sourceIds].sort().join(' ');
    let bytes = 0;
    const holdMore = (more: number): void => {
      bytes += more;
      memory.hold(holder, more);
    };
    const take = (block: Buffer): Problem | undefined => {
      holdMore(block.length);
      if (!memory.isTooMuch(holder)) return plan.sink.take(block);
      return tooMuchAtOnce();
    };
    try {
      const end = await readBody(req, { coding: plan.coding, limits, take, onWire: plan.onWire });
      if (!end.ok && 'gone' in end) stats.abandoned++;
      if (!end.ok) return end;
      const made = plan.sink.finish();
      if (!made.ok) return made;
      holdMore(Math.max(0, memoryOf(made.batches) - bytes));
      if (memory.isTooMuch(holder)) return { ok: false, problem: tooMuchAtOnce() };
      const failed = await store(made.batches);
      return failed ? { ok: false, problem: failed } : { ok: true, value: made.value };
    } finally {
      memory.hold(holder, -bytes);
    }
  }

  async function store(batches: readonly Batch[]): Promise<Problem | undefined> {
    const filled = batches.filter(({ records }) => records.length > 0);
    const away = turnedAway(filled.map(({ sourceId }) => sourceId));
    if (away) return away;
    try {
      for (const { sourceId, records, bytes, repeatable } of filled) {
        quotas.charge(sourceId, records.length, bytes);
        await intake.accept(sourceId, records, { kind: 'http', ...(repeatable && { repeatable }) });
        stats.accepted += records.length;
        stats.bytes += bytes;
      }
      return undefined;
    } catch (err) {
      if (err instanceof MonitorError) return problemOf(err, limits.retryAfterSeconds);
      deps.log.error('ingest request failed', { err });
      return problem(500, 'the records could not be stored');
    }
  }

  return {
    limits,
    now,
    owners: (req) => tokens.owners(tokenOf(req) ?? '', certificateNames(req.socket)),
    receive,
    turnedAway,
    count({ request, refused: status }) {
      if (request) stats.requests++;
      if (status !== undefined) refused[status] = (refused[status] ?? 0) + 1;
    },
    stats: () => ({ ...stats, inFlightBytes: memory.held(), refused: { ...refused } }),
  };
}

function memoryOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { records, bytes }) => sum + bytes + records.length * RECORD_OVERHEAD, 0);
}
