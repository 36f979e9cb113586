import type { IncomingMessage, ServerResponse } from 'node:http';
import { createElasticProtocol } from '../elastic/elastic-protocol';
import { createGelfHttp } from '../gelf/gelf-http';
import { createHecProtocol } from '../hec/hec-protocol';
import { createOtlpProtocol } from '../otlp/otlp-protocol';
import type { HttpProtocol } from './http-protocol';
import { createIngestDesk, type IngestDeps, type IngestStats } from './ingest-desk';
import { createOwnProtocol } from './own-protocol';
import { problem, sendProblem } from './problem';
import { pathOf } from './request-parts';

/** Fits node:http and Express; in Express it must come before anything that reads bodies. */
export type IngestHandler = ((req: IncomingMessage, res: ServerResponse) => void) & {
  stats(): IngestStats;
  /** Whether a request is the receivers' on a port they share with the console. */
  claims(url: string): boolean;
};

/** Every protocol over HTTP behind one handler, by path. */
export function createIngestHandler(deps: IngestDeps): IngestHandler {
  const desk = createIngestDesk(deps);
  const own = createOwnProtocol(desk, deps);
  const protocols: HttpProtocol[] = [
    own,
    createHecProtocol(desk),
    createOtlpProtocol(desk),
    createGelfHttp(desk),
    createElasticProtocol(desk),
  ];

  function handle(req: IncomingMessage, res: ServerResponse): void {
    desk.count({ request: true });
    const path = pathOf(req);
    const protocol = protocols.find((one) => one.claims(path, true)) ?? own;
    protocol.answer(req, res).catch((err: unknown) => {
      deps.log.error('ingest request failed', { err });
      desk.count({ refused: 500 });
      sendProblem(req, res, problem(500, 'the records could not be stored'));
    });
  }
  return Object.assign(handle, {
    stats: desk.stats,
    claims: (url: string) => protocols.some((one) => one.claims(url.split('?', 1)[0] ?? '', false)),
  });
}
