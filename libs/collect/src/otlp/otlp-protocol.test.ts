import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type IngestFixture, PORTAL_TOKEN, SHARED_TOKEN, startIngest } from '../../test/ingest-fixture';
import { encodeMessage } from '../../test/protobuf-encoder';
import { logRecordsOf } from './log-records';
import { ExportLogsServiceRequest } from './logs-shape';

let ingest: IngestFixture;
beforeEach(async () => {
  ingest = await startIngest();
});
afterEach(() => ingest.stop());

const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';
const REQUEST = {
  resourceLogs: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'motcua' } }] },
      scopeLogs: [
        {
          scope: { name: 'app', version: '1' },
          logRecords: [
            {
              timeUnixNano: '1795226400123456789',
              severityNumber: 17,
              severityText: 'ERROR',
              body: { stringValue: 'Lỗi' },
              attributes: [
                { key: 'n', value: { intValue: '-9007199254740993' } },
                { key: 'l', value: { arrayValue: { values: [{ boolValue: true }, { doubleValue: 1.5 }] } } },
                {
                  key: 'm',
                  value: { kvlistValue: { values: [{ key: 'b', value: { bytesValue: 'AAE=' } }] } },
                },
              ],
              flags: 1,
              traceId: '0102030405060708090a0b0c0d0e0f10',
              spanId: '0102030405060708',
              observedTimeUnixNano: '1795226400000000000',
              eventName: 'e',
            },
            { body: { stringValue: 'hai' } },
          ],
        },
        { logRecords: [{ body: { stringValue: 'ba' } }] },
      ],
    },
    { scopeLogs: [{ logRecords: [{ body: { stringValue: 'bốn' } }] }] },
  ],
};
const [first, second] = REQUEST.resourceLogs;
const RECORDS = [
  {
    resource: first?.resource,
    scope: { name: 'app', version: '1' },
    logRecord: first?.scopeLogs[0]?.logRecords[0],
  },
  {
    resource: first?.resource,
    scope: { name: 'app', version: '1' },
    logRecord: { body: { stringValue: 'hai' } },
  },
  { resource: first?.resource, logRecord: { body: { stringValue: 'ba' } } },
  { logRecord: second?.scopeLogs[0]?.logRecords[0] },
];
const json = JSON.stringify(REQUEST);
const binary = encodeMessage(REQUEST, ExportLogsServiceRequest);

/** 7 MB that would become 100 GB of records. */
const bomb = `{"resourceLogs":[{"resource":{"x":"${'x'.repeat(6_500_000)}"},"scopeLogs":[{"logRecords":[${'{},'.repeat(20_000)}{}]}]}]}`;

async function send(
  body: string | Buffer,
  type: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; type: string | null; retry: string | null; body: Buffer }> {
  const answer = await fetch(`${ingest.url}/v1/logs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${PORTAL_TOKEN}`, 'content-type': type, ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    retry: answer.headers.get('retry-after'),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}

it.each([
  ['JSON', json, JSON_TYPE, {}, '{}'],
  ['JSON, gzip', gzipSync(json), `${JSON_TYPE}; charset=utf-8`, { 'content-encoding': 'gzip' }, '{}'],
  ['protobuf', binary, PROTOBUF, {}, ''],
  ['protobuf, gzip', gzipSync(binary), PROTOBUF, { 'content-encoding': 'gzip' }, ''],
])('takes %s, one record for each log record', async (_name, body, type, headers, want) => {
  const answer = await send(body, type, headers as Record<string, string>);
  expect([answer.status, answer.body.toString(), answer.type]).toEqual([200, want, type.split(';')[0]]);
  expect(ingest.intake.raws('portal').map((raw) => JSON.parse(raw))).toEqual(RECORDS);
});

it('keeps every part of a JSON body as it was sent', async () => {
  const record = '{ "timeUnixNano" : 1795226400123456789, "a":1,"a":2 }';
  await send(
    `{"resourceLogs":[{"scopeLogs":[{"logRecords":[ ${record} ]}],"resource":{"x": 1.0}}]}`,
    JSON_TYPE,
  );
  expect(ingest.intake.raws()).toEqual([`{"resource":{"x": 1.0},"logRecord":${record}}`]);
});

it.each([
  ['an empty request', '{}', JSON_TYPE],
  ['nothing, which is an empty message', '', PROTOBUF],
  ['a request without records', '{"resourceLogs":[{"scopeLogs":[{}]},{}]}', JSON_TYPE],
])('takes %s as nothing', async (_name, body, type) => {
  expect((await send(body, type)).status).toBe(200);
  expect(ingest.intake.stored).toEqual([]);
});

it.each([
  ['broken JSON', '{"resourceLogs":[', JSON_TYPE, {}, 400],
  ['an array', '[]', JSON_TYPE, {}, 400],
  ['records that are none', '{"resourceLogs":[{"scopeLogs":[{"logRecords":[1]}]}]}', JSON_TYPE, {}, 400],
  ['a message that was cut', binary.subarray(0, 40), PROTOBUF, {}, 400],
  ['JSON called protobuf', json, PROTOBUF, {}, 400],
  ['another type', json, 'text/plain', {}, 415],
  ['another coding', json, JSON_TYPE, { 'content-encoding': 'zstd' }, 415],
  ['no token', json, JSON_TYPE, { authorization: '' }, 401],
  ['a token of several sources', json, JSON_TYPE, { authorization: `Bearer ${SHARED_TOKEN}` }, 403],
  ['a large resource for many records', bomb, JSON_TYPE, {}, 413],
  ['a gzip bomb', gzipSync(Buffer.alloc(60_000_000)), PROTOBUF, { 'content-encoding': 'gzip' }, 413],
])('refuses %s', async (_name, body, type, headers, status) => {
  const answer = await send(body, type, headers as Record<string, string>);
  expect(answer.status).toBe(status);
  if (type === PROTOBUF) expect([...answer.body.subarray(0, 3)]).toEqual([8, { 400: 3, 413: 8 }[status], 18]);
  else
    expect(JSON.parse(answer.body.toString())).toEqual({
      code: expect.any(Number),
      message: expect.any(String),
    });
  expect(ingest.intake.stored).toEqual([]);
});

it('asks to come back while the journal is full', async () => {
  ingest.intake.pause('http', true);
  expect(await send(binary, PROTOBUF)).toMatchObject({ status: 503, retry: '5', type: PROTOBUF });
});

it('makes the same records of both forms', () => {
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((stringValue) => ({ stringValue })),
    fc.boolean().map((boolValue) => ({ boolValue })),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((one) => ({ intValue: String(one) })),
  );
  const logRecord = fc.record(
    {
      timeUnixNano: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
      body: value,
      attributes: fc.array(fc.record({ key: fc.string(), value }), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  const scopeLogs = fc.array(fc.record({ logRecords: fc.array(logRecord, { minLength: 1, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(fc.array(fc.record({ scopeLogs }), { minLength: 1, maxLength: 3 }), (resourceLogs) => {
      const request = { resourceLogs };
      const parsed = (form: 'json' | 'protobuf', body: Buffer): unknown => {
        const read = logRecordsOf(body, form, 1_000_000);
        return read.ok && read.slices.map((one) => JSON.parse(one.toString()));
      };
      const want = resourceLogs.flatMap((one) => one.scopeLogs.flatMap((scope) => scope.logRecords));
      const fromJson = parsed('json', Buffer.from(JSON.stringify(request)));
      expect(fromJson).toEqual(want.map((one) => ({ logRecord: one })));
      expect(parsed('protobuf', encodeMessage(request, ExportLogsServiceRequest))).toEqual(fromJson);
    }),
  );
});
