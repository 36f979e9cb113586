import type { IncomingMessage } from 'node:http';
import type { BodyForm } from './collect-records';
import { type Problem, problem } from './problem';
import { type Coding, codingOf } from './read-body';
import { mediaTypeOf } from './request-parts';

/** What the head of a request says of its body. */
export interface IngestRequest {
  form: BodyForm;
  coding: Coding;
  idempotencyKey?: string;
}
type Read<T> = { ok: true; value: T } | { ok: false; problem: Problem };

const PATH = /^\/v1\/ingest\/([a-z0-9][a-z0-9-]{0,79})\/?$/;
const KEY = /^[!-~]{1,200}$/;
const FORMS = new Map<string, BodyForm>([
  ['application/x-ndjson', 'lines'],
  ['application/jsonl', 'lines'],
  ['text/plain', 'lines'],
  ['application/json', 'array'],
]);

export function sourceInPath(path: string): string | undefined {
  return PATH.exec(path)?.[1];
}

export function readIngestRequest(req: IncomingMessage): Read<IngestRequest> {
  const form = FORMS.get(mediaTypeOf(req));
  if (!form) return no(415, `Content-Type must be one of ${[...FORMS.keys()].join(', ')}`);
  const coded = codingOf(req);
  if (!coded.ok) return coded;
  const { coding } = coded;
  const key = req.headers['idempotency-key'];
  if (key === undefined) return { ok: true, value: { form, coding } };
  if (typeof key !== 'string' || !KEY.test(key))
    return no(400, 'Idempotency-Key must be 1 to 200 visible ASCII characters');
  return { ok: true, value: { form, coding, idempotencyKey: key } };
}

function no(status: number, detail: string): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(status, detail) };
}
