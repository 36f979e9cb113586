import { MonitorError } from '@khien/model';
import type { Request } from 'express';

/** Strong ETag of a version number. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version the client has read. MonitorError `precondition_required` without one; a tag we never gave matches nothing. */
export function requireIfMatch(request: Request): number {
  const given = request.headers['if-match']?.trim();
  if (given === undefined || given === '' || given === '*')
    throw new MonitorError('precondition_required', 'api: If-Match is missing');
  const [, version] = /^"(\d{1,15})"$/.exec(given) ?? [];
  return version === undefined ? -1 : Number(version);
}
