import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  type LocalServer,
  listeningLogger,
  localServer,
  type Pulling,
  pulling,
} from '../../../test/pull-fixture';
import { createRecordingIntake, until } from '../../../test/recording-intake';
import { type Item, ids, json, some } from '../../../test/rest-items';

const BOMB = gzipSync(Buffer.alloc(80 * 1024 * 1024));

let pull: Pulling;
let server: LocalServer | undefined;
beforeEach(() => {
  pull = pulling();
});
afterEach(async () => {
  await pull.end();
  await server?.close();
  server = undefined;
});

describe('asking a REST interface', () => {
  it.each([
    {
      name: 'counted in items',
      paging: { by: 'offset', param: 'first' },
      slice: (all: Item[], { searchParams }: URL) => {
        const first = Number(searchParams.get('first'));
        return { items: all.slice(first, first + 4) };
      },
    },
    {
      name: 'counted in pages',
      paging: { by: 'page', param: 'p', first: 0 },
      slice: (all: Item[], { searchParams }: URL) => {
        const first = Number(searchParams.get('p')) * 4;
        return { items: all.slice(first, first + 4) };
      },
    },
    {
      name: 'by a cursor of the answer',
      paging: { by: 'cursor', param: 'after', path: 'meta.next' },
      slice: (all: Item[], { searchParams }: URL) => {
        const first = Number(searchParams.get('after') ?? 0);
        const next = first + 4 < all.length ? first + 4 : null;
        return { items: all.slice(first, first + 4), meta: { next } };
      },
    },
    {
      name: 'by a link of the answer',
      paging: { by: 'link', path: 'next' },
      slice: (all: Item[], { searchParams }: URL) => {
        const first = Number(searchParams.get('at') ?? 0);
        return {
          items: all.slice(first, first + 4),
          ...(first + 4 < all.length && { next: `/events?at=${first + 4}` }),
        };
      },
    },
  ])('reads pages $name, and each item once', async ({ paging, slice }) => {
    const all = some(14);
    server = await localServer(({ url }, response) => json(response, slice(all, url)));
    const intake = createRecordingIntake();
    const one = await pull.start(intake, {
      ...{ kind: 'rest', url: `${server.url}/events`, paging, items: 'items', time: 'time', id: 'id' },
      ...{ since: { param: 'from', format: 'ms' }, everySeconds: 0.05 },
    });
    await until(() => intake.stored.length === 14, 'all items');
    await pull.rounds(one, 2);

    expect(ids(intake)).toEqual(all.map(({ id }) => id));
    expect(intake.stored[0]?.position).toBe(`rest:asked:${all[0]?.time}:e-0`);
    const asked = server.asked.at(-1)?.url.searchParams.get('from');
    if (asked !== null) expect(Number(asked)).toBe(Number(all.at(-1)?.time) - 100_000);
  });

  it('follows the Link header, on the same server only', async () => {
    const all = some(6);
    let elsewhere = false;
    server = await localServer(({ url }, response) => {
      const first = Number(url.searchParams.get('at') ?? 0);
      const host = elsewhere ? 'https://198.51.100.7' : '';
      if (first === 0)
        response.setHeader('link', `</events?at=9>; rel="last", <${host}/events?at=3>; rel="next"`);
      json(response, all.slice(first, first + 3));
    });
    const intake = createRecordingIntake();
    const log = listeningLogger();
    const one = await pull.start(
      intake,
      {
        ...{ kind: 'rest', url: `${server.url}/events`, paging: { by: 'link' }, time: 'time', id: 'id' },
        ...{ since: { param: 'from' }, everySeconds: 0.05 },
      },
      { log },
    );
    await until(() => intake.stored.length === 6, 'both pages');
    elsewhere = true;
    await until(() => pull.stats(one).failing > 1, 'the refusal');

    expect(log.said.join()).toMatch(/error source cannot be asked.*next page is on another server/);
  });

  it('loses nothing and stores once while new items push the pages on (newest first)', async () => {
    const all = some(20, Date.now() - 60_000).reverse();
    let added = 0;
    server = await localServer(({ url }, response) => {
      const first = Number(url.searchParams.get('first'));
      const since = Number(url.searchParams.get('from'));
      json(response, all.filter(({ time }) => Number(time) >= since).slice(first, first + 5));
      // Between two pages something happens.
      if (added < 30) all.unshift({ id: `new-${added++}`, time: Date.now() });
    });
    const intake = createRecordingIntake();
    const one = await pull.start(intake, {
      ...{ kind: 'rest', url: server.url, paging: { by: 'offset', param: 'first' }, time: 'time', id: 'id' },
      ...{ since: { param: 'from', format: 'ms' }, everySeconds: 0.05 },
    });
    await until(() => new Set(ids(intake)).size === 50, 'everything');
    await pull.rounds(one, 2);

    expect(intake.stored).toHaveLength(50);
  });

  it('keeps its place until a round is whole: what a 500 in the middle cut off is asked for again', async () => {
    const all = some(9, Date.now() - 600_000).reverse();
    let broken = true;
    server = await localServer(({ url }, response) => {
      const first = Number(url.searchParams.get('first'));
      if (broken && first >= 3) {
        response.statusCode = 500;
        response.end('no');
        return;
      }
      const since = Number(url.searchParams.get('from'));
      json(response, all.filter(({ time }) => Number(time) >= since).slice(first, first + 3));
    });
    const intake = createRecordingIntake();
    const one = await pull.start(intake, {
      ...{ kind: 'rest', url: server.url, paging: { by: 'offset', param: 'first' }, time: 'time', id: 'id' },
      ...{ since: { param: 'from', format: 'ms' }, everySeconds: 0.05, overlapSeconds: 1 },
    });
    await until(() => pull.stats(one).failing >= 3, 'failures');
    expect(ids(intake)).toEqual(['e-8', 'e-7', 'e-6']);
    await one.stop();
    broken = false;
    const again = await pull.start(intake, {
      ...{ kind: 'rest', url: server.url, paging: { by: 'offset', param: 'first' }, time: 'time', id: 'id' },
      ...{ since: { param: 'from', format: 'ms' }, everySeconds: 0.05, overlapSeconds: 1 },
    });
    await until(() => intake.stored.length === 9, 'the rest');
    await pull.rounds(again, 2);

    expect(ids(intake)).toEqual(all.map(({ id }) => id));
  });

  it('remembers a cursor of the interface itself over a restart', async () => {
    const all = some(7);
    server = await localServer(({ url }, response) => {
      const after = Number(url.searchParams.get('after') ?? 0);
      const page = all.slice(after, after + 3);
      json(response, { data: page, next: String(after + page.length) });
    });
    const transport = {
      ...{ kind: 'rest', url: server.url, paging: { by: 'cursor', param: 'after', path: 'next' } },
      ...{ items: 'data', id: 'id', everySeconds: 0.05 },
    };
    const intake = createRecordingIntake();
    const one = await pull.start(intake, transport);
    await until(() => intake.stored.length === 7, 'all items');
    await pull.rounds(one, 1);
    await one.stop();
    all.push(...some(9).slice(7));
    const asked = server.asked.length;
    await pull.start(intake, transport);
    await until(() => intake.stored.length === 9, 'the new ones');

    expect(server.asked[asked]?.url.searchParams.get('after')).toBe('7');
    expect(new Set(ids(intake)).size).toBe(9);
  });

  it('refuses to go round in a circle', async () => {
    server = await localServer((_, response) => json(response, some(2, 1_795_000_000_000)));
    const intake = createRecordingIntake();
    const log = listeningLogger();
    const one = await pull.start(
      intake,
      {
        ...{ kind: 'rest', url: server.url, paging: { by: 'page', param: 'p' }, time: 'time', id: 'id' },
        ...{ since: { param: 'from' }, everySeconds: 0.05 },
      },
      { log },
    );
    await until(() => pull.stats(one).failing > 0, 'the refusal');

    expect(intake.stored).toHaveLength(2);
    expect(log.said.join()).toContain('gives the same page again');
  });

  it('waits as long as a 429 asks', async () => {
    let refused = 0;
    server = await localServer((_, response) => {
      if (refused++ < 1) {
        response.writeHead(429, { 'retry-after': '1' });
        response.end();
        return;
      }
      json(response, some(1));
    });
    const intake = createRecordingIntake();
    const began = Date.now();
    await pull.start(intake, { kind: 'rest', url: server.url, id: 'id', everySeconds: 0.05 });
    await until(() => intake.stored.length === 1, 'the item');

    // Its own waits are 10 and 20 ms here.
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);
    expect(server.asked).toHaveLength(2);
  });

  it.each([
    [
      'an answer that never ends',
      (response: ServerResponse) => response.write('[{"id":1'),
      /no answer in 200 ms/,
    ],
    [
      'an answer cut off',
      (response: ServerResponse) => response.write('[{"id":1', () => response.destroy()),
      /cut off|ECONNRESET|aborted|socket hang up/,
    ],
    ['no JSON', (response: ServerResponse) => response.end('<html>'), /is no JSON/],
    ['no list', (response: ServerResponse) => response.end('{"items":{}}'), /no list at/],
    [
      'a redirect',
      (response: ServerResponse) => response.writeHead(302, { location: '/x' }).end(),
      /HTTP 302/,
    ],
    [
      'a bomb',
      (response: ServerResponse) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
      /larger than/,
    ],
    ['an expired token', (response: ServerResponse) => response.writeHead(401).end(), /HTTP 401/],
  ] as const)('stores nothing of %s, and tries again', async (_, answer, said) => {
    let bad = true;
    server = await localServer((_asked, response) => (bad ? void answer(response) : json(response, some(1))));
    const intake = createRecordingIntake();
    const log = listeningLogger();
    const one = await pull.start(
      intake,
      { kind: 'rest', url: server.url, id: 'id', everySeconds: 0.05, timeoutSeconds: 0.2 },
      { log },
    );
    await until(() => pull.stats(one).failing > 0, 'a failure');
    expect(intake.stored).toHaveLength(0);
    expect(log.said.join()).toMatch(said);
    bad = false;
    await until(() => intake.stored.length === 1, 'the item');
  });

  it('hands on an item as the octets that were sent', async () => {
    const item = '{ "id" : 12345678901234567890, "n": 1.10, "n": 2.50 ,"chữ":"Đắk Lắk"}';
    server = await localServer((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(`{"a":{"b":[ ${item} , {"id":2}]}}`));
    });
    const intake = createRecordingIntake();
    const one = await pull.start(intake, {
      kind: 'rest',
      url: server.url,
      items: 'a.b',
      id: 'id',
      everySeconds: 0.05,
    });
    await until(() => intake.stored.length === 2, 'the items');
    await pull.rounds(one, 2);

    expect(intake.raws()).toEqual([item, '{"id":2}']);
    expect(intake.stored[0]?.position).toBe('rest:asked::12345678901234567890');
  });

  it('asks less where the source has a quota', async () => {
    server = await localServer(({ url }, response) => {
      const first = Number(url.searchParams.get('first'));
      json(response, some(100).slice(first, first + 10));
    });
    const intake = createRecordingIntake();
    let time = Date.now();
    const one = await pull.start(
      intake,
      {
        ...{
          kind: 'rest',
          url: server.url,
          paging: { by: 'offset', param: 'first' },
          time: 'time',
          id: 'id',
        },
        ...{ since: { param: 'from' }, everySeconds: 0.05 },
      },
      { now: () => time, quota: { recordsPerSecond: 10 } },
    );
    await until(() => intake.stored.length >= 20, 'two seconds worth');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(intake.stored.length).toBeLessThanOrEqual(30);
    time += 60_000;
    await until(() => intake.stored.length >= 40, 'more');
    await one.stop();
  });
});
