import type { IncomingMessage, ServerResponse } from 'node:http';
import { batchOf } from '../http/batch-of';
import type { HttpProtocol } from '../http/http-protocol';
import type { IngestDesk, Receipt } from '../http/ingest-desk';
import { type Problem, problem, sendAnswer } from '../http/problem';
import { codingOf } from '../http/read-body';
import { mediaTypeOf, pathOf, sourceNamedBy } from '../http/request-parts';
import { createWholeBody } from '../http/whole-body';
import { logRecordsOf } from './log-records';

const PATH = /^\/v1\/logs\/?$/;
const FORMS = new Map([
  ['application/json', 'json'],
  ['application/x-protobuf', 'protobuf'],
  ['application/protobuf', 'protobuf'],
] as const);
/** google.rpc.Code for what we answer. */
const RPC_CODES: Record<number, number> = { 400: 3, 401: 16, 403: 7, 413: 8, 429: 8, 503: 14 };

/**
 * OpenTelemetry logs over HTTP (OTLP 1.x, `POST /v1/logs`), JSON or protobuf, gzip or not; one record for each log record. Everything is taken
 * or nothing, so a partial success is never answered; 429 and 503 with Retry-After are for coming back. The answer has the form of the request.
 */
export function createOtlpProtocol(desk: IngestDesk): HttpProtocol {
  async function receive(
    req: IncomingMessage,
    form: 'json' | 'protobuf' | undefined,
  ): Promise<Receipt<number>> {
    if (req.method !== 'POST') return no(405, 'logs are sent with POST', { allow: 'POST' });
    const owners = desk.owners(req);
    if (owners.size === 0) {
      return no(401, 'a bearer token of a source is needed', { 'www-authenticate': 'Bearer realm="ingest"' });
    }
    const sourceId = sourceNamedBy(req, owners);
    if (sourceId === undefined)
      return no(403, 'the token is good for several sources: name one as Khien-Source');
    if (!form) return no(415, `Content-Type must be one of ${[...FORMS.keys()].join(', ')}`);
    const coded = codingOf(req);
    if (!coded.ok) return coded;
    const body = createWholeBody(desk.limits);
    return desk.receive(req, {
      sourceIds: new Set([sourceId]),
      coding: coded.coding,
      sink: {
        take: body.take,
        finish() {
          const read = logRecordsOf(body.octets(), form, desk.limits.bodyBytes);
          if (!read.ok) return no(read.tooMuch ? 413 : 400, read.reason);
          if (read.slices.length > desk.limits.records) return no(413, 'too many log records');
          const batch = batchOf(req, { sourceId, slices: read.slices, now: desk.now });
          return { ok: true, batches: [batch], value: batch.records.length };
        },
      },
    });
  }

  function send(req: IncomingMessage, res: ServerResponse, binary: boolean, failed?: Problem): void {
    const type = { 'content-type': binary ? 'application/x-protobuf' : 'application/json' };
    if (!failed) {
      sendAnswer(req, res, { status: 200, body: binary ? '' : '{}', headers: type });
      return;
    }
    const { status, detail, headers } = failed;
    desk.count({ refused: status });
    const code = RPC_CODES[status] ?? 2;
    const body = binary ? statusMessage(code, detail) : JSON.stringify({ code, message: detail });
    sendAnswer(req, res, { status, body, headers: { ...headers, ...type } });
  }

  return {
    claims: (path) => PATH.test(path),
    async answer(req, res) {
      const form = PATH.test(pathOf(req)) ? FORMS.get(mediaTypeOf(req) as 'application/json') : undefined;
      const receipt = await receive(req, form);
      if (receipt.ok) send(req, res, form === 'protobuf');
      else if ('problem' in receipt) send(req, res, form === 'protobuf', receipt.problem);
    },
  };
}

/** google.rpc.Status: `int32 code = 1; string message = 2`. All our messages are short. */
function statusMessage(code: number, message: string): Buffer {
  const text = Buffer.from(message).subarray(0, 127);
  return Buffer.concat([Buffer.from([0x08, code, 0x12, text.length]), text]);
}

function no(
  status: number,
  detail: string,
  headers?: Record<string, string>,
): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(status, detail, headers) };
}
