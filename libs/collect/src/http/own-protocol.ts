import type { IncomingMessage } from 'node:http';
import type { Logger, Source } from '@khien/model';
import { peerAddress } from '../peer-address';
import { createRecordCollector } from './collect-records';
import type { HttpProtocol } from './http-protocol';
import type { BodySink, IngestDesk, Receipt } from './ingest-desk';
import { type IngestRequest, readIngestRequest, sourceInPath } from './ingest-request';
import { type Problem, problem, sendAnswer, sendProblem } from './problem';
import { pathOf } from './request-parts';
import { createSignatures, type SignedRequest } from './signature';

interface Accepted {
  accepted: number;
  bytes: number;
}

/**
 * `POST /v1/ingest/{sourceId}`: lines or a JSON array in, `200 {accepted, bytes}` once the intake has every record on disk,
 * `bytes` being the octets of the records without line ends. All or nothing: a body is read to its end before the first record is handed on.
 * With an `Idempotency-Key` positions are `http:<key>:<index>:<CRC-32 of the octets>`, so sending the same body again under it changes nothing,
 * and other records under a key that was used before are stored, not taken for the ones before. A signature without such a key is one.
 * Whatever is refused is answered with RFC 9457 problem details. 401 is the same for no token, a malformed one and one nobody has.
 * With a good token every source but its own is 403, whether it exists or not, so that one agency cannot find out what the others run.
 */
export function createOwnProtocol(
  desk: IngestDesk,
  deps: { sources: readonly Source[]; log: Logger; now: () => number },
): HttpProtocol {
  const signatures = createSignatures(deps);

  async function receive(req: IncomingMessage): Promise<Receipt<Accepted>> {
    const path = pathOf(req);
    const sourceId = sourceInPath(path);
    if (sourceId === undefined) return no(404, 'records go to /v1/ingest/{sourceId}');
    if (req.method !== 'POST') return no(405, 'records are sent with POST', { allow: 'POST' });
    const signed = signatures.begin(req, { sourceId, path });
    const refused = signed ? undefined : refusalOf(req, sourceId);
    if (refused) return { ok: false, problem: refused };
    const head = readIngestRequest(req);
    if (!head.ok) return head;
    const sink = sinkOf(req, { ...head.value, sourceId, signed });
    const { coding } = head.value;
    return desk.receive(req, {
      ...{ sourceIds: new Set([sourceId]), coding, sink },
      ...(signed && { onWire: signed.onWire }),
    });
  }

  function sinkOf(
    req: IncomingMessage,
    head: IngestRequest & { sourceId: string; signed: SignedRequest | undefined },
  ): BodySink<Accepted> {
    const { form, sourceId, signed } = head;
    const key = head.idempotencyKey ?? signed?.id;
    const collector = createRecordCollector({
      ...{ form, limits: desk.limits, now: desk.now },
      peer: peerAddress(req.socket.remoteAddress),
      ...(key !== undefined && { positionPrefix: `http:${key}:` }),
    });
    return {
      take: collector.take,
      finish() {
        if (signed && !signed.isGood()) return no(401, 'the signature does not fit the request');
        const collected = collector.finish();
        if (!collected.ok) return collected;
        const { records, bytes } = collected;
        const batches = [{ sourceId, records, bytes, repeatable: key !== undefined }];
        return { ok: true, batches, value: { accepted: records.length, bytes } };
      },
    };
  }

  function refusalOf(req: IncomingMessage, sourceId: string): Problem | undefined {
    const owners = desk.owners(req);
    if (owners.size === 0) {
      const headers = { 'www-authenticate': 'Bearer realm="ingest"' };
      return problem(401, 'a bearer token of this source is needed', headers);
    }
    return owners.has(sourceId) ? undefined : problem(403, 'this token is not for this source');
  }

  return {
    claims: (path) => path.startsWith('/v1/ingest/'),
    async answer(req, res) {
      const receipt = await receive(req);
      if (receipt.ok) {
        const headers = { 'content-type': 'application/json' };
        sendAnswer(req, res, { status: 200, body: JSON.stringify(receipt.value), headers });
      } else if ('problem' in receipt) {
        desk.count({ refused: receipt.problem.status });
        sendProblem(req, res, receipt.problem);
      }
    },
  };
}

function no(
  status: number,
  detail: string,
  headers?: Record<string, string>,
): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(status, detail, headers) };
}
