import type { IncomingMessage, ServerResponse } from 'node:http';
import { ERROR_CODES, type MonitorError } from '@khien/model';

/** RFC 9457 problem details, and the header fields that go with them. */
export interface Problem {
  status: number;
  title: string;
  code: string;
  detail: string;
  headers?: Record<string, string>;
}

/** Status: title and the code that machines read. */
const KINDS: Record<number, readonly [title: string, code: string]> = {
  400: ['Bad Request', 'bad_request'],
  401: ['Unauthorized', 'unauthenticated'],
  403: ['Forbidden', 'forbidden'],
  404: ['Not Found', 'not_found'],
  405: ['Method Not Allowed', 'method_not_allowed'],
  408: ['Request Timeout', 'request_timeout'],
  413: ['Content Too Large', 'too_large'],
  415: ['Unsupported Media Type', 'unsupported_media_type'],
  429: ['Too Many Requests', 'too_many_requests'],
  503: ['Service Unavailable', 'unavailable'],
};
const INTERNAL = ['Internal Server Error', 'internal'] as const;
/** How long, and how much of, a refused body is read and thrown away so that its sender gets to read the answer. */
const LINGER = { ms: 2_000, bytes: 16 * 1024 * 1024 };

export function problem(status: number, detail: string, headers?: Record<string, string>): Problem {
  const [title, code] = KINDS[status] ?? INTERNAL;
  return { status, title, code, detail, ...(headers && { headers }) };
}

/** 503 with the number of seconds after which to come back (RFC 9110 §10.2.3). */
export function comeBack(seconds: number, detail: string): Problem {
  return problem(503, detail, { 'retry-after': String(Math.max(1, Math.ceil(seconds))) });
}

/** 429: the source has sent more than its quota. */
export function overQuota(waitMs: number): Problem {
  const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
  return problem(429, 'the source has sent more than its quota', { 'retry-after': seconds });
}

export function problemOf(error: MonitorError, retryAfterSeconds: number): Problem {
  const { status, retry } = ERROR_CODES[error.code];
  if (retry) return comeBack(error.retryAfter ?? retryAfterSeconds, 'the records cannot be stored now');
  return problem(status, status >= 500 ? 'the records could not be stored' : error.message);
}

/**
 * Answers and, when the body has not been read to its end, closes the connection:
 * first what is still coming is thrown away for a moment, because closing at once would reset the connection under the answer.
 */
export function sendProblem(req: IncomingMessage, res: ServerResponse, { headers, ...body }: Problem): void {
  sendAnswer(req, res, {
    status: body.status,
    body: JSON.stringify({ type: `urn:khien:problem:${body.code}`, ...body }),
    headers: { ...headers, 'content-type': 'application/problem+json' },
  });
}

export interface Answer {
  status: number;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** Answers, in whatever form the protocol asks for; what has not been read of the body is dealt with as above. */
export function sendAnswer(req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  if (res.headersSent || res.destroyed) return;
  const octets = Buffer.from(answer.body ?? '');
  const unread = !req.complete;
  res.writeHead(answer.status, {
    ...answer.headers,
    'content-length': octets.length,
    'cache-control': 'no-store',
    ...(unread && { connection: 'close' }),
  });
  if (req.method !== 'HEAD') res.write(octets);
  if (unread) linger(req, () => res.end());
  else res.end();
}

function linger(req: IncomingMessage, done: () => void): void {
  let bytes = 0;
  const timer = setTimeout(finish, LINGER.ms);
  timer.unref();
  function finish(): void {
    clearTimeout(timer);
    req.off('data', discard);
    done();
  }
  function discard(block: Buffer): void {
    bytes += block.length;
    if (bytes > LINGER.bytes) finish();
  }
  req.on('data', discard);
  req.once('end', finish);
  req.once('close', finish);
  req.resume();
}
