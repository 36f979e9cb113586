import { createHash } from 'node:crypto';
import { MonitorError, type RestTransport } from '@khien/model';
import { clockOf, exchange, type HttpAnswer } from '../http-exchange';
import { elementsIn, type JsonText, jsonText, placeIn, wordAt } from '../json-places';
import type { PullItem } from '../pull-feed';
import type { Round } from '../pull-receiver';
import { DAY, microsOf, microsOfNumber, numberOfMicros, SECOND, textOfMicros } from '../pull-time';
import { readTlsFiles, type TlsTexts } from '../read-tls-files';
import { restCredentials } from './rest-credentials';
import { firstPage, nextPage, type Page } from './rest-pages';

/** Pages of one round; an interface that names a next page without end is not followed further. */
const MAX_PAGES = 10_000;
const MAX_ID = 300;

interface Gathered {
  /** The server's clock when the round began. */
  began?: number;
  latest?: number;
}

/**
 * Asks for what happened since the overlap began, page by page in whatever order the interface has. The cursor moves only when the
 * whole round is in the journal: an interface that gives the newest first leaves a hole until then. Items that come again, because pages
 * move while they are read or because the overlap is asked for again, are left out by what they are.
 */
export async function restRound(round: Round<RestTransport>): Promise<void> {
  const { transport, feed, now } = round;
  const tls = await readTlsFiles(transport.tls ?? {});
  const ask = await asker(round, tls);
  const gathered: Gathered = {};
  const digests = new Set<string>();
  let page: Page | undefined = firstPage(transport, startOf(round));
  while (page) {
    await feed.room();
    const answer = await ask(page);
    gathered.began ??= clockOf(answer, now);
    const { body, elements } = readAnswer(answer, transport, page);
    const items = elements.map((element) => itemOf(element, round));
    const taken = await feed.offer(items);
    for (const { time } of items) gathered.latest = Math.max(gathered.latest ?? 0, time ?? 0);
    const next = nextPage(transport, page, { answer, body, items: items.length });
    if (followsItsCursor(transport)) await feed.memory.save({ mark: next?.mark ?? page.mark });
    else if (taken > 0) await feed.memory.save({});
    if (next) refuseCircle(next, digests, answer);
    page = next;
  }
  await remember(round, gathered);
}

/** Asks with credentials; those that ran out in the middle of a long round are renewed. */
async function asker(
  { transport, signal }: Round<RestTransport>,
  tls: TlsTexts,
): Promise<(page: Page) => Promise<HttpAnswer>> {
  const renew = () => restCredentials(transport, { tls, signal });
  let credentials = await renew();
  const send = ({ url }: Page): Promise<HttpAnswer> =>
    exchange({
      url,
      headers: { accept: 'application/json', ...lowerCased(transport.headers), ...credentials },
      ...{ tls, signal, timeoutMs: transport.timeoutSeconds * 1_000 },
    });
  return async (page) => {
    try {
      return await send(page);
    } catch (err) {
      const ranOut = page.pages > 0 && err instanceof MonitorError && err.code === 'unauthenticated';
      if (!ranOut) throw err;
      credentials = await renew();
      return send(page);
    }
  };
}

/** Without `since` the interface's own cursor is what is remembered. */
function followsItsCursor({ paging, since }: RestTransport): boolean {
  return paging.by === 'cursor' && since === undefined;
}

function startOf({ transport, feed, now }: Round<RestTransport>): { since?: string; mark?: string } {
  const mark = feed.memory.mark();
  if (followsItsCursor(transport)) return mark === undefined ? {} : { mark };
  const { since, from, overlapSeconds } = transport;
  if (!since) return {};
  const cursor =
    feed.memory.cursor() ?? (from === undefined ? now() * 1_000 - DAY : Date.parse(from) * 1_000);
  const floor = cursor - overlapSeconds * SECOND;
  return {
    since:
      since.format === 'iso' ? `${textOfMicros(floor).slice(0, 23)}Z` : numberOfMicros(floor, since.format),
  };
}

async function remember(
  { transport, feed, now }: Round<RestTransport>,
  { began, latest }: Gathered,
): Promise<void> {
  if (transport.time === undefined) return;
  const clock = began ?? now() * 1_000;
  const cursor = Math.min(Math.max(feed.memory.cursor() ?? 0, latest ?? 0), clock);
  if (cursor === 0 || cursor === feed.memory.cursor()) return;
  await feed.memory.save({ cursor, floor: cursor - transport.overlapSeconds * SECOND });
}

function readAnswer(
  answer: HttpAnswer,
  { items }: RestTransport,
  { url }: Page,
): { body: JsonText; elements: JsonText[] } {
  const body = jsonText(answer.body);
  if (!body) throw new MonitorError('unavailable', `${url.host}: answer is no JSON`);
  const place = placeIn(body, items);
  const elements = place && elementsIn(place);
  if (!elements) throw new MonitorError('bad_configuration', `${url.host}: there is no list at "${items}"`);
  return { body, elements };
}

function itemOf(element: JsonText, { source, transport }: Round<RestTransport>): PullItem {
  const { time: timePath, id: idPath, epochUnit } = transport;
  const said = timePath === undefined ? undefined : wordAt(element, timePath);
  const id = idPath === undefined ? undefined : wordAt(element, idPath);
  const which =
    id !== undefined && id.length <= MAX_ID ? id : createHash('sha256').update(element.octets).digest('hex');
  const time = said === undefined ? undefined : (microsOf(said) ?? microsOfNumber(said, epochUnit));
  return { position: `rest:${source.id}:${said?.slice(0, 60) ?? ''}:${which}`, time, octets: element.octets };
}

/** A page that was there before in this round, from an interface that names a next page for ever. */
function refuseCircle(next: Page, digests: Set<string>, { body }: HttpAnswer): void {
  const digest = createHash('sha256').update(body).digest('base64');
  if (digests.has(digest) || next.pages >= MAX_PAGES)
    throw new MonitorError(
      'bad_configuration',
      `${next.url.host}: gives the same page again as the next one`,
    );
  digests.add(digest);
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
