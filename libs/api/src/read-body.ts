import { MonitorError } from '@khien/model';
import express, { type Request, type Response } from 'express';
import type { ApiLimits } from './api-deps';

/** Reads a JSON body into `request.body`, within the limits of size and depth; a POST of any other type is refused. */
export function bodyReader(limits: ApiLimits): (request: Request, response: Response) => Promise<void> {
  const parse = express.json({ limit: limits.bodyBytes, strict: true, type: 'application/json' });
  return async function readBody(request, response) {
    if (request.method !== 'POST') return;
    if (!request.is('application/json') && !isEmptyJson(request))
      throw new MonitorError('unsupported_media_type', 'api: body is not application/json');
    await new Promise<void>((resolve, reject) => {
      parse(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
    if (deeper(request.body, limits.bodyDepth))
      throw new MonitorError('bad_request', `api: body nested deeper than ${limits.bodyDepth}`);
  };
}

/** `request.is` says nothing about a request without a body. */
function isEmptyJson(request: Request): boolean {
  const { headers } = request;
  const empty = headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
  return empty && /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function deeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((child) => deeper(child, depth - 1));
}
