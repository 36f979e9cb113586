import type { IncomingMessage } from 'node:http';

/** The path without its query. Express strips the mount path from `url` and keeps the whole in `originalUrl`. */
export function pathOf(req: IncomingMessage & { originalUrl?: unknown }): string {
  return urlOf(req).split('?', 1)[0] ?? '';
}

export function queryOf(req: IncomingMessage): URLSearchParams {
  const url = urlOf(req);
  const mark = url.indexOf('?');
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
}

export function mediaTypeOf(req: IncomingMessage): string {
  return (req.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Which of the sources a request is for: its only one, or the one that `Khien-Source` names. */
export function sourceNamedBy(req: IncomingMessage, owners: ReadonlySet<string>): string | undefined {
  const named = req.headers['khien-source'];
  if (named !== undefined) return typeof named === 'string' && owners.has(named) ? named : undefined;
  const [only] = owners;
  return owners.size === 1 ? only : undefined;
}

function urlOf(req: IncomingMessage & { originalUrl?: unknown }): string {
  return typeof req.originalUrl === 'string' ? req.originalUrl : (req.url ?? '');
}
