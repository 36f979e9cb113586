import type { IncomingMessage } from 'node:http';
import type { BodyForm } from './collect-records';
import type { IngestTokens } from './ingest-tokens';
import { type Problem, problem } from './problem';
import type { Coding } from './read-body';

/** What the head of a request says, once it is known to be allowed. */
export interface IngestRequest {
  sourceId: string;
  form: BodyForm;
  coding: Coding;
  idempotencyKey?: string;
}
type Read<T> = { ok: true; value: T } | { ok: false; problem: Problem };

const PATH = /^\/v1\/ingest\/([a-z0-9][a-z0-9-]{0,79})\/?$/;
const BEARER = /^Bearer +([!-~]{1,4096}) *$/i;
const KEY = /^[!-~]{1,200}$/;
const FORMS = new Map<string, BodyForm>([
  ['application/x-ndjson', 'lines'],
  ['application/jsonl', 'lines'],
  ['text/plain', 'lines'],
  ['application/json', 'array'],
]);
const CODINGS = new Map<string, Coding>([
  ['identity', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
]);

/**
 * Route, then method, then who is asking, then the form of the body.
 * 401 is the same for no token, a malformed one and one nobody has. With a good token every source but its own is 403,
 * whether it exists or not, so that one agency cannot find out what the others run. 404 is only for paths that are no ingest path.
 */
export function readIngestRequest(req: IncomingMessage, tokens: IngestTokens): Read<IngestRequest> {
  const sourceId = PATH.exec(pathOf(req))?.[1];
  if (sourceId === undefined) return no(404, 'records go to /v1/ingest/{sourceId}');
  if (req.method !== 'POST') return no(405, 'records are sent with POST', { allow: 'POST' });
  const refused = refusedFor(req, sourceId, tokens);
  if (refused) return { ok: false, problem: refused };
  const form = FORMS.get(mediaTypeOf(req));
  if (!form) return no(415, `Content-Type must be one of ${[...FORMS.keys()].join(', ')}`);
  const coding = CODINGS.get((req.headers['content-encoding'] ?? 'identity').trim().toLowerCase());
  if (!coding)
    return no(415, 'Content-Encoding must be gzip or deflate, or absent', {
      'accept-encoding': 'gzip, deflate',
    });
  const key = req.headers['idempotency-key'];
  if (key === undefined) return { ok: true, value: { sourceId, form, coding } };
  if (typeof key !== 'string' || !KEY.test(key))
    return no(400, 'Idempotency-Key must be 1 to 200 visible ASCII characters');
  return { ok: true, value: { sourceId, form, coding, idempotencyKey: key } };
}

function refusedFor(req: IncomingMessage, sourceId: string, tokens: IngestTokens): Problem | undefined {
  const token = BEARER.exec(req.headers.authorization ?? '')?.[1];
  const owners = tokens.owners(token ?? '');
  if (token === undefined || owners.size === 0) {
    return problem(401, 'a bearer token of this source is needed', {
      'www-authenticate': 'Bearer realm="ingest"',
    });
  }
  return owners.has(sourceId) ? undefined : problem(403, 'this token is not for this source');
}

/** Express strips the mount path from `url` and keeps the whole in `originalUrl`. */
function pathOf(req: IncomingMessage & { originalUrl?: unknown }): string {
  const url = typeof req.originalUrl === 'string' ? req.originalUrl : (req.url ?? '');
  return url.split('?', 1)[0] ?? '';
}

function mediaTypeOf(req: IncomingMessage): string {
  return (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function no(
  status: number,
  detail: string,
  headers?: Record<string, string>,
): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(status, detail, headers) };
}
