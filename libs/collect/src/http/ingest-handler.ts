import type { IncomingMessage, ServerResponse } from 'node:http';
import { type IncomingRecord, type Intake, type Logger, MonitorError, type Source } from '@khien/model';
import { peerAddress } from '../peer-address';
import { createRecordCollector } from './collect-records';
import { INGEST_LIMITS, type IngestLimits } from './ingest-limits';
import { type IngestRequest, readIngestRequest } from './ingest-request';
import { createIngestTokens, type IngestTokens } from './ingest-tokens';
import { comeBack, type Problem, problem, problemOf, sendProblem } from './problem';
import { readBody } from './read-body';

export interface IngestDeps {
  sources: readonly Source[];
  intake: Intake;
  log: Logger;
  now: () => number;
  /** Default: those that the sources name. */
  tokens?: IngestTokens;
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

/** Fits node:http and Express; in Express it must come before anything that reads bodies. */
export type IngestHandler = ((req: IncomingMessage, res: ServerResponse) => void) & { stats(): IngestStats };
/** Records to answer 200 for, a problem to answer, or nothing when nobody waits any more. */
type Outcome = { accepted: number; bytes: number } | { problem: Problem } | undefined;
/** Memory a record takes beside its octets. */
const RECORD_OVERHEAD = 200;

/**
 * `POST /v1/ingest/{sourceId}`: lines or a JSON array in, `200 {accepted, bytes}` once the intake has every record on disk,
 * `bytes` being the octets of the records without line ends. All or nothing: a body is read to its end before the first record is handed on.
 * With an `Idempotency-Key` positions are `http:<key>:<index>:<CRC-32 of the octets>`, so sending the same body again under it changes nothing,
 * and other records under a key that was used before are stored, not taken for the ones before.
 * Whatever is refused is answered with RFC 9457 problem details.
 */
export function createIngestHandler(deps: IngestDeps): IngestHandler {
  const { intake, log, now } = deps;
  const limits = { ...INGEST_LIMITS, ...deps.limits };
  const tokens = deps.tokens ?? createIngestTokens(deps);
  const stats: IngestStats = {
    requests: 0,
    accepted: 0,
    bytes: 0,
    abandoned: 0,
    inFlightBytes: 0,
    refused: {},
  };

  async function ingest(req: IncomingMessage): Promise<Outcome> {
    const head = readIngestRequest(req, tokens);
    if (!head.ok) return { problem: head.problem };
    if (intake.paused('http')) return { problem: comeBack(limits.retryAfterSeconds, 'the journal is full') };
    const hold = { bytes: 0 };
    try {
      return await receive(req, head.value, hold);
    } finally {
      stats.inFlightBytes -= hold.bytes;
    }
  }

  async function receive(
    req: IncomingMessage,
    head: IngestRequest,
    hold: { bytes: number },
  ): Promise<Outcome> {
    const key = head.idempotencyKey;
    const collector = createRecordCollector({
      form: head.form,
      limits,
      now,
      peer: peerAddress(req.socket.remoteAddress),
      ...(key !== undefined && { positionPrefix: `http:${key}:` }),
    });
    const take = (block: Buffer): Problem | undefined => {
      hold.bytes += block.length;
      stats.inFlightBytes += block.length;
      if (stats.inFlightBytes <= limits.inFlightBytes) return collector.take(block);
      return comeBack(limits.retryAfterSeconds, 'too much is being received at once');
    };
    const end = await readBody(req, { coding: head.coding, limits, take });
    if (!end.ok) return 'gone' in end ? abandoned() : { problem: end.problem };
    const collected = collector.finish();
    if (!collected.ok) return { problem: collected.problem };
    const overhead = collected.records.length * RECORD_OVERHEAD;
    hold.bytes += overhead;
    stats.inFlightBytes += overhead;
    return store(head, collected.records, collected.bytes);
  }

  async function store(head: IngestRequest, records: IncomingRecord[], bytes: number): Promise<Outcome> {
    const repeatable = head.idempotencyKey !== undefined;
    try {
      if (records.length > 0) {
        await intake.accept(head.sourceId, records, { kind: 'http', ...(repeatable && { repeatable }) });
      }
    } catch (err) {
      if (err instanceof MonitorError) return { problem: problemOf(err, limits.retryAfterSeconds) };
      throw err;
    }
    stats.accepted += records.length;
    stats.bytes += bytes;
    return { accepted: records.length, bytes };
  }

  function abandoned(): undefined {
    stats.abandoned++;
    return undefined;
  }

  function answer(req: IncomingMessage, res: ServerResponse, outcome: Outcome): void {
    if (!outcome) return;
    if ('problem' in outcome) {
      const { status } = outcome.problem;
      stats.refused[status] = (stats.refused[status] ?? 0) + 1;
      sendProblem(req, res, outcome.problem);
      return;
    }
    const body = JSON.stringify(outcome);
    res.writeHead(200, {
      'content-type': 'application/json',
      'content-length': body.length,
      'cache-control': 'no-store',
    });
    res.end(body);
  }

  function handle(req: IncomingMessage, res: ServerResponse): void {
    stats.requests++;
    ingest(req)
      .catch((err: unknown): Outcome => {
        log.error('ingest request failed', { err });
        return { problem: problem(500, 'the records could not be stored') };
      })
      .then((outcome) => answer(req, res, outcome))
      .catch((err: unknown) => log.warn('ingest answer failed', { err }));
  }
  return Object.assign(handle, { stats: () => ({ ...stats, refused: { ...stats.refused } }) });
}
