import { createHash, randomUUID } from 'node:crypto';
import { MonitorError, type XroadOpmonTransport } from '@khien/model';
import { clockOf, exchange } from '../http-exchange';
import { type JsonText, wordAt } from '../json-places';
import type { PullItem } from '../pull-feed';
import type { Round } from '../pull-receiver';
import { DAY, SECOND } from '../pull-time';
import { readTlsFiles } from '../read-tls-files';
import { readOpmonAnswer } from './opmon-answer';
import { opmonRequest } from './opmon-request';

/** A server that says « go on from here » without end is not followed further in one round. */
const MAX_REQUESTS = 10_000;

/**
 * Asks a security server for the records from where the last answer ended until `offsetSeconds` ago, going on from `nextRecordsFrom`
 * until there are no more. Records have no number, so a record is known by its content: the second that two answers share comes twice
 * and is stored once.
 */
export async function opmonRound(round: Round<XroadOpmonTransport>): Promise<void> {
  const { transport, feed, signal } = round;
  const tls = await readTlsFiles(transport.tls ?? {});
  const url = new URL(transport.url);
  const { offsetSeconds } = transport;
  let [from, to] = spanOf(round);
  for (let requests = 0; from <= to; requests++) {
    if (requests >= MAX_REQUESTS) throw new MonitorError('unavailable', `${url.host}: answers without end`);
    await feed.room();
    const answer = await exchange({
      url,
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=UTF-8', accept: 'multipart/related, text/xml' },
      body: opmonRequest(transport, { id: randomUUID(), from, to }),
      ...{ tls, signal, timeoutMs: transport.timeoutSeconds * 1_000 },
    });
    const { records, nextRecordsFrom } = await readOpmonAnswer(answer, url.host);
    // Our clock may be ahead of the server's: never believe to have read what it may still write.
    to = Math.min(to, Math.floor(clockOf(answer, round.now) / SECOND) - offsetSeconds);
    const items = records.map((record) => itemOf(record, round.source.id));
    const taken = await feed.offer(items);
    // More in one second than an answer holds: the server cannot give the rest, so it is passed by, and said.
    const stuck = nextRecordsFrom === from && taken === 0 && records.length > 0;
    if (stuck)
      round.log.error('a second holds more records than the server gives at once', {
        sourceId: round.source.id,
        from,
      });
    const next = stuck ? from + 1 : Math.min(nextRecordsFrom ?? to + 1, to + 1);
    if (next < from) throw new MonitorError('unavailable', `${url.host}: answers go back in time`);
    if (next === from && taken === 0) return;
    from = next;
    await feed.memory.save({ cursor: from * SECOND, floor: (from - 2 * offsetSeconds) * SECOND });
  }
}

/** Seconds since 1970. A clock that was set back asks again from there. */
function spanOf({ transport, feed, now }: Round<XroadOpmonTransport>): [from: number, to: number] {
  const to = Math.floor(now() / 1_000) - transport.offsetSeconds;
  const begin =
    transport.from === undefined ? to - DAY / SECOND : Math.floor(Date.parse(transport.from) / 1_000);
  const cursor = feed.memory.cursor();
  const from = cursor === undefined ? begin : Math.floor(cursor / SECOND);
  return [Math.min(from, to + 1), to];
}

/** Members by name before they are written out: a server may order them otherwise after an upgrade. */
function itemOf(record: JsonText, sourceId: string): PullItem {
  const time = Number(wordAt(record, 'monitoringDataTs') ?? Number.NaN);
  const members = Object.entries(record.value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash('sha256').update(JSON.stringify(members)).digest('hex').slice(0, 40);
  return {
    position: `xroad:${sourceId}:${Number.isNaN(time) ? '' : time}:${digest}`,
    time: Number.isNaN(time) ? undefined : time * SECOND,
    octets: record.octets,
  };
}
