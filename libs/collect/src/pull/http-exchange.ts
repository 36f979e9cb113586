import { type IncomingHttpHeaders, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { type ErrorCode, MonitorError } from '@khien/model';
import type { TlsTexts } from './read-tls-files';

export interface HttpQuestion {
  url: URL;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  tls?: TlsTexts;
  timeoutMs: number;
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  429: 'too_many_requests',
};
/** An answer longer than this, packed or unpacked, is refused: nothing a source says may fill our memory. */
const MAX_BYTES = 64 * 1024 * 1024;

const UNPACK: Readonly<
  Record<string, (octets: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * One request and its whole answer. Redirects are not followed: they could lead a secret elsewhere.
 * An answer other than 2xx is a MonitorError (with what `Retry-After` asks; redirects are `bad_configuration`), anything else an error of the connection.
 */
export async function exchange(question: HttpQuestion): Promise<HttpAnswer> {
  const packed = await send(question);
  const { status, headers } = packed;
  if (status < 200 || status > 299) throw refusalOf(packed, question.url);
  const unpack = UNPACK[String(headers['content-encoding'] ?? '').toLowerCase()];
  return {
    ...packed,
    body: unpack ? await unpack(packed.body, { maxOutputLength: MAX_BYTES }) : packed.body,
  };
}

function send({
  url,
  method = 'GET',
  headers,
  body,
  tls,
  timeoutMs,
  signal,
}: HttpQuestion): Promise<HttpAnswer> {
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  const late = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method,
        // A connection for each question: none is kept that a server has meanwhile given up.
        agent: false,
        signal: AbortSignal.any([signal, late]),
        headers: {
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'khien',
          ...headers,
          ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
        },
        ...(url.protocol === 'https:' && { ...tls, minVersion: 'TLSv1.2' as const }),
      },
      (answer) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > MAX_BYTES)
            sent.destroy(new MonitorError('too_large', `${url.host}: answer is too long`));
          else parts.push(part);
        });
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
        );
        // Cut off in the middle: what came so far is not the answer.
        answer.on('close', () => {
          if (!answer.complete) reject(new MonitorError('unavailable', `${url.host}: answer was cut off`));
        });
      },
    );
    sent.on('error', (err) =>
      reject(
        late.aborted
          ? new MonitorError('unavailable', `${url.host}: no answer in ${timeoutMs} ms`, { cause: err })
          : err,
      ),
    );
    sent.end(body);
  });
}

function refusalOf({ status, headers }: HttpAnswer, { host, pathname }: URL): MonitorError {
  const wait = waitOf(headers['retry-after'], headers.date);
  const code = CODES[status] ?? (status >= 500 || status === 408 ? 'unavailable' : 'bad_configuration');
  return new MonitorError(
    code,
    `${host}${pathname}: HTTP ${status}`,
    wait === undefined ? {} : { retryAfter: wait },
  );
}

/** Seconds, or a date against the server's own clock. */
function waitOf(said: string | undefined, date: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  if (/^\d{1,9}$/.test(said)) return Number(said);
  const span = Date.parse(said) - Date.parse(date ?? '');
  return Number.isNaN(span) ? undefined : Math.max(0, span / 1_000);
}

/** The server's clock as its answer says it, else ours; microseconds since 1970. */
export function clockOf({ headers }: HttpAnswer, now: () => number): number {
  const said = Date.parse(headers.date ?? '');
  return (Number.isNaN(said) ? now() : said + 999) * 1_000;
}
