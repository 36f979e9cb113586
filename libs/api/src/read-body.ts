import { MonitorError } from '@khien/model';
import express, { type Request, type Response } from 'express';
import type { ApiLimits } from './api-deps';
import { refuseUnstorable } from './unstorable';

/** Reads a JSON body into `request.body`, within the limits of size and depth; a POST or PUT of any other type is refused. */
export type BodyReader = (
  request: Request,
  response: Response,
  options: { upload: boolean },
) => Promise<void>;

const WITH_BODY = new Set(['POST', 'PUT']);

export function bodyReader(limits: ApiLimits): BodyReader {
  const parserUpTo = (limit: number) => express.json({ limit, strict: true, type: 'application/json' });
  const parse = parserUpTo(limits.bodyBytes);
  const parseUpload = parserUpTo(limits.uploadBytes);
  return async function readBody(request, response, { upload }) {
    if (!WITH_BODY.has(request.method)) return;
    if (!request.is('application/json') && !isEmptyJson(request))
      throw new MonitorError('unsupported_media_type', 'api: body is not application/json');
    await new Promise<void>((resolve, reject) => {
      const parser = upload ? parseUpload : parse;
      parser(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
    refuseUnstorable(request.body, limits.bodyDepth);
  };
}

/** `request.is` says nothing about a request without a body. */
function isEmptyJson(request: Request): boolean {
  const { headers } = request;
  const empty = headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
  return empty && /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}
