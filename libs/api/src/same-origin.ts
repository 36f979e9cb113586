import { MonitorError } from '@khien/model';
import type { Request } from 'express';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses writes that another site made a browser send (ASVS 5.0 §3.5): the Origin must be ours, or, where a browser sends none,
 * Sec-Fetch-Site must say so. A call with a bearer token needs neither, because no browser adds one by itself.
 */
export function refuseCrossSite(request: Request, publicUrl: string): void {
  if (SAFE.has(request.method) || hasBearer(request)) return;
  const { origin } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  const fine = origin === undefined ? fetchSite === 'same-origin' : ownOrigins(publicUrl).includes(origin);
  if (fine) return;
  throw new MonitorError('forbidden', 'api: write from another site refused', {
    problems: [{ pointer: '', message: 'request.cross_site' }],
  });
}

export function hasBearer(request: Request): boolean {
  return /^Bearer /i.test(request.headers.authorization ?? '');
}

/** The public address; on a laptop also the other spellings of the machine itself. */
function ownOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  const port = url.port === '' ? '' : `:${url.port}`;
  return LOOPBACK.map((host) => `${url.protocol}//${host}${port}`);
}
