import type { IncomingMessage } from 'node:http';
import { batchOf } from '../http/batch-of';
import type { HttpProtocol } from '../http/http-protocol';
import type { IngestDesk, Receipt } from '../http/ingest-desk';
import { type Problem, problem, sendAnswer, sendProblem } from '../http/problem';
import { codingOf } from '../http/read-body';
import { sourceNamedBy } from '../http/request-parts';
import { createWholeBody } from '../http/whole-body';
import { objectsIn } from '../json-slices';

const PATH = /^\/gelf\/?$/;

/** GELF over HTTP: `POST /gelf` with one message, or several one behind the other; 202 once they are on disk. */
export function createGelfHttp(desk: IngestDesk): HttpProtocol {
  async function receive(req: IncomingMessage): Promise<Receipt<number>> {
    if (req.method !== 'POST') return no(405, 'messages are sent with POST', { allow: 'POST' });
    const owners = desk.owners(req);
    if (owners.size === 0)
      return no(401, 'a token of a source is needed', { 'www-authenticate': 'Basic realm="ingest"' });
    const sourceId = sourceNamedBy(req, owners);
    if (sourceId === undefined)
      return no(403, 'the token is good for several sources: name one as Khien-Source');
    const coded = codingOf(req);
    if (!coded.ok) return coded;
    const body = createWholeBody(desk.limits);
    return desk.receive(req, {
      ...{ sourceIds: new Set([sourceId]), coding: coded.coding },
      sink: {
        take: body.take,
        finish() {
          const read = objectsIn(body.octets());
          if (!read.ok || read.objects.length === 0) return no(400, 'the body is no JSON object');
          if (read.objects.length > desk.limits.records) return no(413, 'too many messages');
          const batch = batchOf(req, { sourceId, slices: read.objects, now: desk.now });
          return { ok: true, batches: [batch], value: batch.records.length };
        },
      },
    });
  }

  return {
    claims: (path) => PATH.test(path),
    async answer(req, res) {
      const receipt = await receive(req);
      if (receipt.ok) sendAnswer(req, res, { status: 202 });
      else if ('problem' in receipt) {
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
