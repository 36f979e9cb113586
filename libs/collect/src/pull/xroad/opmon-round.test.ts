import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { profileById } from '@khien/profiles';
import fc from 'fast-check';
import {
  type LocalServer,
  listeningLogger,
  localServer,
  type Pulling,
  pulling,
} from '../../../test/pull-fixture';
import { createRecordingIntake, type RecordingIntake, until } from '../../../test/recording-intake';
import { boundaryOf, partsOf } from './multipart';

interface OpmonRecord {
  monitoringDataTs: number;
  messageId: string;
  [field: string]: unknown;
}

const MEMBER = { instance: 'VN', memberClass: 'GOV', memberCode: 'H00 & <1>' };
const ADDRESSES = {
  client: { ...MEMBER, subsystemCode: 'giam-sat' },
  server: { ...MEMBER, serverCode: 'ss1' },
};
const NOW = Date.UTC(2026, 10, 21, 3);
const NOW_S = NOW / 1_000;

/** A security server as PR-OPMON describes it: at most `most` records an answer, the records of a second never divided. */
function securityServer(records: OpmonRecord[], most: number) {
  return ({ body }: { body: string }, response: ServerResponse): void => {
    const [from, to] = ['recordsFrom', 'recordsTo'].map((name) =>
      Number(new RegExp(`<om:${name}>(\\d+)</om:${name}>`).exec(body)?.[1]),
    );
    const wanted = records
      .filter(({ monitoringDataTs: at }) => at >= (from ?? 0) && at <= (to ?? 0))
      .toSorted((a, b) => a.monitoringDataTs - b.monitoringDataTs);
    const over = wanted.length > most ? wanted[most]?.monitoringDataTs : undefined;
    const given = over === undefined ? wanted : wanted.filter(({ monitoringDataTs: at }) => at < over);
    multipart(response, given, over);
  };
}

function multipart(response: ServerResponse, given: unknown[], next: number | undefined, cut = 0): void {
  const boundary = 'xroadQgZpKpdnVhrwLtAJnNVUmhLBsDdNHY';
  const soap = `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:om="http://x-road.eu/xsd/op-monitoring.xsd"><SOAP-ENV:Header/><SOAP-ENV:Body><om:getSecurityServerOperationalDataResponse><om:recordsCount>${given.length}</om:recordsCount><om:records>cid:operational-monitoring-data.json.gz</om:records>${next === undefined ? '' : `<om:nextRecordsFrom>${next}</om:nextRecordsFrom>`}</om:getSecurityServerOperationalDataResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-type:text/xml; charset=UTF-8\r\n\r\n${soap}\r\n--${boundary}\r\n`),
    Buffer.from('content-type:application/gzip\r\ncontent-transfer-encoding: binary\r\n'),
    Buffer.from('content-id: <operational-monitoring-data.json.gz>\r\n\r\n'),
    gzipSync(JSON.stringify({ records: given })),
    Buffer.from(`\r\n--${boundary}--`),
  ]);
  response.sendDate = false;
  response.setHeader('date', new Date(NOW).toUTCString());
  response.setHeader(
    'content-type',
    `multipart/related; boundary="${boundary}"; type="text/xml"; charset=UTF-8`,
  );
  response.end(body.subarray(0, body.length - cut));
}

function record(at: number, more: Record<string, unknown> = {}): OpmonRecord {
  return {
    monitoringDataTs: at,
    securityServerType: 'Client',
    securityServerInternalIp: '192.0.2.10',
    requestInTs: at * 1_000 - 900,
    responseOutTs: at * 1_000 - 500,
    clientMemberCode: 'H36.01',
    serviceCode: 'traCuuHoTich',
    xRequestId: `req-${at}`,
    messageId: `msg-${at}`,
    succeeded: true,
    ...more,
  };
}

let pull: Pulling;
let server: LocalServer | undefined;
let intake: RecordingIntake;
beforeEach(() => {
  pull = pulling();
  intake = createRecordingIntake();
});
afterEach(async () => {
  await pull.end();
  await server?.close();
  server = undefined;
});

const transport = (more: Record<string, unknown> = {}) => ({
  ...{ kind: 'xroad_opmon', url: `${server?.url}/`, ...ADDRESSES, everySeconds: 0.05, ...more },
});
const messages = (): unknown[] => intake.stored.map(({ raw }) => JSON.parse(raw).messageId);

describe('X-Road operational monitoring', () => {
  it('asks as the protocol says and goes on from nextRecordsFrom, each record once', async () => {
    const records = Array.from({ length: 23 }, (_, n) => record(NOW_S - 500 + n));
    server = await localServer(securityServer(records, 5));
    const one = await pull.start(intake, transport(), { now: () => NOW, profile: 'xroad-messages' });
    await until(() => intake.stored.length === 23, 'all records');
    await pull.rounds(one, 2);

    expect(messages()).toEqual(records.map(({ messageId }) => messageId));
    const { body, headers } = server.asked[0] ?? { body: '', headers: {} };
    expect(headers['content-type']).toBe('text/xml; charset=UTF-8');
    expect(body).toContain('<id:memberCode>H00 &amp; &lt;1&gt;</id:memberCode>');
    expect(body).toContain('<id:serverCode>ss1</id:serverCode>');
    expect(body).toContain(`<om:recordsTo>${NOW_S - 100}</om:recordsTo>`);
    expect(body).toContain(`<om:recordsFrom>${NOW_S - 100 - 86_400}</om:recordsFrom>`);
  });

  it('gives records that the profile reads', async () => {
    server = await localServer(securityServer([record(NOW_S - 300)], 5));
    await pull.start(intake, transport(), { now: () => NOW, profile: 'xroad-messages' });
    await until(() => intake.stored.length === 1, 'the record');

    const read = profileById('xroad-messages')?.toEvent(intake.stored[0]?.raw ?? '', {
      receivedAt: NOW,
      timezone: 'Asia/Ho_Chi_Minh',
    });
    expect(read).toMatchObject({
      ok: true,
      event: {
        xroad: { request_id: `req-${NOW_S - 300}`, message_id: `msg-${NOW_S - 300}`, role: 'client' },
        event: { outcome: 'success' },
      },
    });
  });

  it('leaves the last seconds for later, when late records have come', async () => {
    const records = [record(NOW_S - 101), record(NOW_S - 99)];
    server = await localServer(securityServer(records, 5));
    let time = NOW;
    const one = await pull.start(intake, transport(), { now: () => time });
    await until(() => intake.stored.length === 1, 'the one that is old enough');
    await pull.rounds(one, 2);
    records.push(record(NOW_S - 99, { messageId: 'late', monitoringDataTs: NOW_S - 98 }));
    time += 10_000;
    await pull.rounds(one, 2);
    // The server's own clock has not moved: what it may still write is not passed by.
    time -= 5_000;
    await pull.rounds(one, 2);

    expect(messages()).toEqual([`msg-${NOW_S - 101}`, `msg-${NOW_S - 99}`, 'late']);
  });

  it('goes on after a restart, and stores a second once that two answers share', async () => {
    const records = [record(NOW_S - 300), record(NOW_S - 200, { messageId: 'a' })];
    let next: number | undefined = NOW_S - 200;
    server = await localServer(({ body }, response) => {
      const from = Number(/<om:recordsFrom>(\d+)</.exec(body)?.[1]);
      // Goes on from a second of which some was given.
      multipart(
        response,
        records.filter(({ monitoringDataTs }) => monitoringDataTs >= from),
        next,
      );
      next = undefined;
    });
    const first = await pull.start(intake, transport(), { now: () => NOW });
    await pull.rounds(first, 1);
    await first.stop();
    const asked = server.asked.length;
    const second = await pull.start(intake, transport(), { now: () => NOW + 60_000 });
    await pull.rounds(second, 1);

    expect(messages()).toEqual([`msg-${NOW_S - 300}`, 'a']);
    expect(
      server.asked.slice(asked).every(({ body }) => body.includes(`<om:recordsFrom>${NOW_S - 99}<`)),
    ).toBe(true);
  });

  it('passes by a second that holds more than the server gives at once, and says so', async () => {
    const records = Array.from({ length: 4 }, (_, n) => record(NOW_S - 300, { messageId: `m${n}` }));
    server = await localServer(({ body }, response) => {
      const from = Number(/<om:recordsFrom>(\d+)</.exec(body)?.[1]);
      if (from > NOW_S - 300) multipart(response, [record(NOW_S - 200)], undefined);
      else multipart(response, records.slice(0, 2), NOW_S - 300);
    });
    const log = listeningLogger();
    await pull.start(intake, transport(), { now: () => NOW, log });
    await until(() => intake.stored.length === 3, 'what can be had');

    expect(messages()).toEqual(['m0', 'm1', `msg-${NOW_S - 200}`]);
    expect(log.said.join()).toContain('error a second holds more records');
  });

  const fault = (code: string): string =>
    `<?xml version="1.0"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>${code}</faultcode><faultstring>no</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
  it.each([
    [
      'a fault',
      (response: ServerResponse) =>
        response.setHeader('content-type', 'text/xml').end(fault('Server.ServerProxy.AccessDenied')),
      /error source cannot be asked.*AccessDenied/,
    ],
    [
      'a passing fault',
      (response: ServerResponse) =>
        response.setHeader('content-type', 'text/xml').end(fault('Server.ClientProxy.NetworkError')),
      /warn .*NetworkError/,
    ],
    [
      'an answer cut off',
      (response: ServerResponse) => multipart(response, [record(NOW_S - 300)], undefined, 60),
      /warn .*(no attachment|unpacked)/,
    ],
    ['HTTP 500', (response: ServerResponse) => response.writeHead(500).end(), /warn .*HTTP 500/],
    [
      'a page for people',
      (response: ServerResponse) => response.end('<html>đăng nhập</html>'),
      /warn .*no attachment/,
    ],
  ] as const)('keeps its place at %s', async (_, answer, said) => {
    let bad = true;
    const good = securityServer([record(NOW_S - 300)], 5);
    server = await localServer((asked, response) => (bad ? void answer(response) : good(asked, response)));
    const log = listeningLogger();
    const one = await pull.start(intake, transport(), { now: () => NOW, log });
    await until(() => pull.stats(one).failing > 0, 'a failure');
    expect(log.said.join('\n')).toMatch(said);
    expect(intake.stored).toHaveLength(0);
    bad = false;
    await until(() => intake.stored.length === 1, 'the record');
  });
});

describe('multipart', () => {
  it.each([
    ['multipart/related; boundary=abc', 'abc'],
    ['Multipart/Related; type="text/xml"; Boundary="a b;c"', 'a b;c'],
    ['text/xml; boundary=abc', undefined],
    [undefined, undefined],
  ])('finds the boundary of %s', (type, boundary) => {
    expect(boundaryOf(type)).toBe(boundary);
  });

  it('gives back any octets, whatever they hold', () => {
    const octets = fc
      .array(fc.constantFrom('--b', '\r\n', '--b--', '\n', '\r', 'x', '\u0000', 'é'), { maxLength: 30 })
      .map((parts) => parts.join(''))
      // A boundary at the start of a line is the one thing a sender never puts inside.
      .filter((text) => !/(?:^|\n)--b(?:[\r\n -]|$)/.test(text));
    fc.assert(
      fc.property(fc.array(octets, { maxLength: 4 }), (bodies) => {
        const text = bodies.map((body) => `--b\r\nContent-Id: <x>\r\n\r\n${body}\r\n`).join('');
        const parts = partsOf(Buffer.from(`preamble\r\n${text}--b--\r\n`), 'b');
        expect(parts.map(({ body }) => body.toString('utf8'))).toEqual(bodies);
      }),
    );
  });
});
