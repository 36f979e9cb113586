import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpProtocol } from '../http/http-protocol';
import type { IngestDesk } from '../http/ingest-desk';
import { type Problem, sendAnswer } from '../http/problem';
import { codingOf } from '../http/read-body';
import { pathOf, queryOf } from '../http/request-parts';
import { peerAddress } from '../peer-address';
import { createBulkBody } from './bulk-body';
import { answerCall, bulkAnswer, decodedName, type ElasticAnswer, elasticError } from './elastic-answers';
import { filterPath } from './filter-path';

const PREFIX = /^\/elastic(?=\/|$)/;
/** `/_bulk`, `/<index>/_bulk` and, of older senders, `/<index>/<type>/_bulk`; what begins with `_` is no index (`/_xpack/monitoring/_bulk`). */
const BULK = /^(?:\/([^/_][^/]{0,254})(?:\/[^/]{1,255})?)?\/_bulk$/;
/** Clients go on only with a server that says this. */
const PRODUCT = { 'x-elastic-product': 'Elasticsearch' };
const JSON_TYPE = 'application/json';
const COMPATIBLE = /^application\/vnd\.elasticsearch\+(?:x-nd)?json\s*;\s*compatible-with=\d+/i;

/**
 * As much of Elasticsearch as shippers need to send logs unchanged: Filebeat, Winlogbeat, Logstash, Vector, Fluent Bit, rsyslog.
 * Below `/elastic`, and everywhere else on a port of the receivers' own. The token is the password of Basic, the key of ApiKey, or a Bearer token;
 * one that is good for several sources names its source by the index. Back-pressure is 429 for the whole request, with Retry-After.
 */
export function createElasticProtocol(desk: IngestDesk): HttpProtocol {
  async function answerTo(req: IncomingMessage): Promise<ElasticAnswer | Problem | undefined> {
    const path = pathOf(req).replace(PREFIX, '');
    const owners = desk.owners(req);
    if (owners.size === 0)
      return elasticError(401, 'security_exception', 'missing or unknown credentials for this receiver');
    const bulk = BULK.exec(path.replace(/\/+$/, ''));
    if (bulk && (req.method === 'POST' || req.method === 'PUT'))
      return takeBulk(req, owners, bulk[1] && decodedName(bulk[1]));
    const answer = answerCall(req.method ?? '', path.length > 1 ? path.replace(/\/+$/, '') : path);
    return (
      answer ?? elasticError(404, 'resource_not_found_exception', `no handler for [${req.method} ${path}]`)
    );
  }

  async function takeBulk(
    req: IncomingMessage,
    owners: ReadonlySet<string>,
    index: string | undefined,
  ): Promise<ElasticAnswer | Problem | undefined> {
    const started = desk.now();
    const coded = codingOf(req);
    if (!coded.ok) return coded.problem;
    const [only] = owners;
    const sink = createBulkBody({
      limits: desk.limits,
      now: desk.now,
      peer: peerAddress(req.socket.remoteAddress),
      index,
      sourceOf: (name) => (owners.has(name) ? name : owners.size === 1 ? only : undefined),
    });
    const receipt = await desk.receive(req, { sourceIds: owners, coding: coded.coding, sink });
    if (receipt.ok)
      return { status: 200, body: bulkAnswer(receipt.value, Math.max(0, desk.now() - started)) };
    return 'problem' in receipt ? receipt.problem : undefined;
  }

  function send(req: IncomingMessage, res: ServerResponse, answer: ElasticAnswer | Problem): void {
    const problem = 'title' in answer ? answer : undefined;
    const { status, body } = 'title' in answer ? errorOf(answer) : answer;
    if (status >= 400 && status !== 404) desk.count({ refused: status });
    sendAnswer(req, res, {
      status,
      body: JSON.stringify(status < 400 ? filterPath(body, queryOf(req).get('filter_path')) : body),
      headers: {
        ...PRODUCT,
        ...problem?.headers,
        ...(status === 401 && { 'www-authenticate': 'Basic realm="security", charset="UTF-8"' }),
        'content-type': typeFor(req),
      },
    });
  }

  return {
    claims: (path, ownPort) => PREFIX.test(path) || (ownPort && !path.startsWith('/v1/')),
    async answer(req, res) {
      const answer = await answerTo(req);
      if (answer) send(req, res, answer);
      else req.resume();
    },
  };
}

/** Whoever has to wait is told 429, which every shipper tries again; 503 makes some of them give the server up. */
function errorOf({ status, detail }: Problem): ElasticAnswer {
  if (status === 503 || status === 429) return elasticError(429, 'es_rejected_execution_exception', detail);
  const types: Record<number, string> = { 400: 'illegal_argument_exception', 403: 'security_exception' };
  return elasticError(status, types[status] ?? 'exception', detail);
}

/** A client that speaks a compatible media type wants it back. */
function typeFor(req: IncomingMessage): string {
  const asked = COMPATIBLE.exec(req.headers.accept ?? '')?.[0];
  return asked ? asked.replace(/x-ndjson/i, 'json') : JSON_TYPE;
}
