import { ApiProblem, toProblem } from './problem';
import { refreshSession } from './refresh';

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string | number | readonly string[] | undefined>;
  /** Idempotency key: the same call sent twice is done once. */
  once?: string;
  body?: unknown;
  /** Sequence number of the state the caller has seen; becomes a strong ETag. */
  ifMatch?: number;
  signal?: AbortSignal;
  /** False for calls that are about the session itself. */
  renew?: boolean;
}

let language = 'vi';
let onSessionLost: () => void = () => undefined;

/** Language of titles and details in error answers. */
export function speak(code: string): void {
  language = code;
}

export function whenSessionIsLost(listener: () => void): void {
  onSessionLost = listener;
}

/** One call to the API. A 401 renews the session once and tries again; any other error is thrown as `ApiProblem`. */
export async function request<Answer>(call: Call): Promise<Answer> {
  return read<Answer>(await answered(call));
}

export interface Download {
  name: string;
  content: Blob;
}

/** A file, under the name the API gives it. */
export async function download(call: Call, fallbackName: string): Promise<Download> {
  const response = await answered(call);
  if (!response.ok) await read(response);
  const name = fileNameOf(response.headers.get('Content-Disposition')) ?? fallbackName;
  return { name, content: await response.blob() };
}

/** The name in a Content-Disposition (RFC 6266), the UTF-8 one first. */
export function fileNameOf(disposition: string | null): string | undefined {
  const long = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  try {
    if (long) return decodeURIComponent(long.trim());
  } catch {
    // Wrongly encoded: the plain name says enough.
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]?.trim();
}

async function answered(call: Call): Promise<Response> {
  const first = await send(call);
  if (first.status !== 401 || call.renew === false) return first;
  if (await refreshSession()) {
    const second = await send(call);
    if (second.status !== 401) return second;
  }
  onSessionLost();
  return first;
}

async function send(call: Call): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': language,
  };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (call.once !== undefined) headers['Idempotency-Key'] = call.once;
  if (call.ifMatch !== undefined) headers['If-Match'] = `"${call.ifMatch}"`;
  try {
    return await fetch(addressOf(call), {
      method: call.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal ? { signal: call.signal } : {}),
    });
  } catch (cause) {
    if (call.signal?.aborted) throw cause;
    throw new ApiProblem({ status: 0, code: 'unreachable', title: '', problems: [] }, { cause });
  }
}

async function read<Answer>(response: Response): Promise<Answer> {
  if (response.status === 204) return undefined as Answer;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as Answer;
  throw new ApiProblem(toProblem(response.status, body, response.headers.get('Retry-After')));
}

export function addressOf({ path, query = {} }: Pick<Call, 'path' | 'query'>): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : value;
    if (text !== undefined && text !== '') words.set(name, String(text));
  }
  const tail = words.size > 0 ? `?${words}` : '';
  return `/api/v1${path}${tail}`;
}
