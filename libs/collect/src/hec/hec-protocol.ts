import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { batchOf } from '../http/batch-of';
import { createRecordCollector } from '../http/collect-records';
import { tokenOf } from '../http/credential';
import type { HttpProtocol } from '../http/http-protocol';
import type { BodySink, IngestDesk, Receipt } from '../http/ingest-desk';
import { type Problem, problem, sendAnswer } from '../http/problem';
import { codingOf } from '../http/read-body';
import { pathOf, queryOf, sourceNamedBy } from '../http/request-parts';
import { createWholeBody } from '../http/whole-body';
import { objectsIn } from '../json-slices';
import { peerAddress } from '../peer-address';
import { type AckChannels, createAckChannels } from './ack-channels';
import { HEC, type HecAnswer } from './hec-answers';

const PATH = /^\/services\/collector(?:\/(event|raw|health|ack)(?:\/1\.0)?)?\/?$/;
const Acks = z.object({ acks: z.array(z.number().int().nonnegative()).max(10_000) });

/**
 * The HTTP Event Collector: `/services/collector[/event]` takes JSON objects one behind the other, each a record as it was sent;
 * `/raw` takes lines; `/health` answers without a token; `/ack` says what is on disk, which is everything that was answered.
 * All or nothing: of a body with an event that is none nothing is taken, and the answer names it.
 */
export function createHecProtocol(desk: IngestDesk): HttpProtocol {
  const channels = createAckChannels();

  async function answerTo(req: IncomingMessage): Promise<HecAnswer | undefined> {
    const kind = PATH.exec(pathOf(req))?.[1] ?? 'event';
    if (kind === 'health') return { name: desk.turnedAway([]) ? 'unhealthy' : 'healthy' };
    if (req.headers.authorization === undefined) return { name: 'tokenRequired' };
    if (tokenOf(req) === undefined) return { name: 'invalidAuthorization' };
    const owners = desk.owners(req);
    if (owners.size === 0) return { name: 'invalidToken' };
    const sourceId = sourceNamedBy(req, owners);
    if (sourceId === undefined) return { name: 'notThisSource' };
    const channel = channelOf(req);
    if (kind === 'ack') return acknowledge(req, { sourceId, channel, channels });
    const sink = kind === 'raw' ? rawSink(req, sourceId) : eventSink(req, sourceId);
    const receipt = await take(req, sourceId, sink);
    if (!receipt.ok) return 'gone' in receipt ? undefined : failureOf(receipt.problem);
    if (typeof receipt.value === 'object') return receipt.value;
    const more = channel === undefined ? {} : { ackId: channels.next(sourceId, channel) };
    return { name: 'success', more };
  }

  async function acknowledge(
    req: IncomingMessage,
    of: { sourceId: string; channel: string | undefined; channels: AckChannels },
  ): Promise<HecAnswer | undefined> {
    const { sourceId, channel } = of;
    if (channel === undefined) return { name: 'channelMissing' };
    const body = createWholeBody({ jsonBytes: 256 * 1024 });
    const finish = (): ReturnType<BodySink<Buffer>['finish']> => ({
      ok: true,
      batches: [],
      value: body.octets(),
    });
    const receipt = await take(req, sourceId, { take: body.take, finish });
    if (!receipt.ok) return 'gone' in receipt ? undefined : failureOf(receipt.problem);
    const asked = Acks.safeParse(jsonOf(receipt.value));
    if (!asked.success) return { name: 'invalidFormat' };
    const acks = asked.data.acks.map((id) => [id, of.channels.isDone(sourceId, channel, id)]);
    return { name: 'success', more: { acks: Object.fromEntries(acks) } };
  }

  async function take<T>(req: IncomingMessage, sourceId: string, sink: BodySink<T>): Promise<Receipt<T>> {
    if (req.method !== 'POST') return { ok: false, problem: problem(405, 'events are sent with POST') };
    const coded = codingOf(req);
    if (!coded.ok) return coded;
    return desk.receive(req, { sourceIds: new Set([sourceId]), coding: coded.coding, sink });
  }

  /** A body with an event that is none is a value of its own: the answer names which. */
  function eventSink(req: IncomingMessage, sourceId: string): BodySink<HecAnswer | number> {
    const body = createWholeBody(desk.limits);
    return {
      take: body.take,
      finish() {
        let refused: HecAnswer | undefined;
        const read = objectsIn(body.octets(), ({ event }, index) => {
          const name =
            event === undefined ? 'eventRequired' : event === '' || event === null ? 'eventBlank' : undefined;
          if (name) refused ??= { name, more: { 'invalid-event-number': index } };
        });
        if (!read.ok) refused ??= { name: 'invalidFormat', more: { 'invalid-event-number': read.bad } };
        else if (read.objects.length === 0) refused = { name: 'noData' };
        if (!read.ok || refused)
          return { ok: true, batches: [], value: refused ?? { name: 'invalidFormat' } };
        if (read.objects.length > desk.limits.records)
          return { ok: false, problem: problem(413, 'too many events') };
        const batch = batchOf(req, { sourceId, slices: read.objects, now: desk.now });
        return { ok: true, batches: [batch], value: batch.records.length };
      },
    };
  }

  function rawSink(req: IncomingMessage, sourceId: string): BodySink<HecAnswer | number> {
    const peer = peerAddress(req.socket.remoteAddress);
    const lines = createRecordCollector({ form: 'lines', limits: desk.limits, now: desk.now, peer });
    return {
      take: lines.take,
      finish() {
        const collected = lines.finish();
        if (!collected.ok) return collected;
        const { records, bytes } = collected;
        if (records.length === 0) return { ok: true, batches: [], value: { name: 'noData' } };
        return {
          ok: true,
          batches: [{ sourceId, records, bytes, repeatable: false }],
          value: records.length,
        };
      },
    };
  }

  function send(req: IncomingMessage, res: ServerResponse, { name, more, headers }: HecAnswer): void {
    const [status, code, text] = HEC[name];
    if (status >= 400) desk.count({ refused: status });
    const said = more && 'acks' in more ? more : { text, code, ...more };
    sendAnswer(req, res, {
      status,
      body: JSON.stringify(said),
      headers: { ...headers, 'content-type': 'application/json' },
    });
  }

  return {
    claims: (path) => PATH.test(path),
    async answer(req, res) {
      // Docker's driver asks so, without its token, whether anybody is there, and gives up without a 200.
      if (req.method === 'OPTIONS') {
        sendAnswer(req, res, { status: 200, headers: { allow: 'GET, OPTIONS, POST' } });
        return;
      }
      const answer = await answerTo(req);
      if (answer) send(req, res, answer);
      else req.resume();
    },
  };
}

/** Whoever has to wait is told `Server is busy`: that is what senders of this protocol try again. */
function failureOf({ status, headers }: Problem): HecAnswer {
  const wait = headers && { headers };
  if (status === 503 || status === 429) return { name: 'busy', ...wait };
  if (status === 413) return { name: 'tooLarge' };
  return { name: status >= 500 ? 'internal' : 'invalidFormat' };
}

function channelOf(req: IncomingMessage): string | undefined {
  const header = req.headers['x-splunk-request-channel'];
  const channel = (typeof header === 'string' ? header : undefined) ?? queryOf(req).get('channel');
  return channel && channel.length <= 100 ? channel : undefined;
}

function jsonOf(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString('utf8'));
  } catch {
    return undefined;
  }
}
