import { type IngestFixture, PORTAL_TOKEN, startIngest } from '../../test/ingest-fixture';

let ingest: IngestFixture;
beforeEach(async () => {
  ingest = await startIngest();
});
afterEach(() => ingest.stop());

const basic = `Basic ${Buffer.from(`portal:${PORTAL_TOKEN}`).toString('base64')}`;
const apiKey = `ApiKey ${Buffer.from(`portal:${PORTAL_TOKEN}`).toString('base64')}`;
const COMPATIBLE = 'application/vnd.elasticsearch+json;compatible-with=8';

type Call = [method: string, path: string, status: number, body?: string | undefined, want?: unknown];
interface Shipper {
  name: string;
  headers: Record<string, string>;
  calls: Call[];
  records: string[];
}

/** What each shipper says from its first connection on, in its order, as we know it from its documentation: written by us, not recorded. */
const SHIPPERS: Shipper[] = [
  {
    name: 'Filebeat 8 with templates and ILM',
    headers: { authorization: apiKey, 'user-agent': 'Elastic-filebeat/8.15.0', accept: 'application/json' },
    calls: [
      ['GET', '/elastic/', 200, undefined, { version: { number: expect.stringMatching(/^8\./) } }],
      [
        'GET',
        '/elastic/_license?human=false',
        200,
        undefined,
        { license: { status: 'active', type: 'basic' } },
      ],
      ['GET', '/elastic/_ilm/policy/filebeat', 404],
      ['PUT', '/elastic/_ilm/policy/filebeat', 200, '{"policy":{}}', { acknowledged: true }],
      ['HEAD', '/elastic/_index_template/filebeat-8.15.0', 404],
      ['PUT', '/elastic/_index_template/filebeat-8.15.0', 200, '{}', { acknowledged: true }],
      ['GET', '/elastic/_data_stream/filebeat-8.15.0', 200],
      ['PUT', '/elastic/_data_stream/filebeat-8.15.0', 200, '', { acknowledged: true }],
      ['GET', '/elastic/_ingest/pipeline/filebeat-8.15.0-nginx', 404],
      ['PUT', '/elastic/_ingest/pipeline/filebeat-8.15.0-nginx', 200, '{}', { acknowledged: true }],
      [
        'POST',
        '/elastic/_bulk?filter_path=errors%2Citems.%2A.error%2Citems.%2A.status%2Citems.%2A.failure_store',
        200,
        '{"create":{"_index":"filebeat-8.15.0"}}\n{"message":"a"}\n{"create":{"_index":"filebeat-8.15.0"}}\n{"message":"b"}\n',
        { errors: false, items: [{ create: { status: 201 } }, { create: { status: 201 } }] },
      ],
    ],
    records: ['{"message":"a"}', '{"message":"b"}'],
  },
  {
    name: 'Winlogbeat 7.17 with types in templates',
    headers: { authorization: basic, 'user-agent': 'Elastic-winlogbeat/7.17.0' },
    calls: [
      ['GET', '/elastic', 200],
      ['GET', '/elastic/_license', 200],
      ['GET', '/elastic/_xpack', 200],
      ['HEAD', '/elastic/_alias/winlogbeat-7.17.0', 200],
      [
        'PUT',
        '/elastic/%3Cwinlogbeat-7.17.0-%7Bnow%2Fd%7D-000001%3E',
        200,
        '{"aliases":{}}',
        { acknowledged: true },
      ],
      ['PUT', '/elastic/_template/winlogbeat-7.17.0', 200, '{}', { acknowledged: true }],
      [
        'POST',
        '/elastic/winlogbeat-7.17.0/_doc/_bulk',
        200,
        '{"index":{"_type":"_doc"}}\n{"winlog":{"record_id":7}}\n',
        { errors: false, items: [{ index: { _index: 'winlogbeat-7.17.0', status: 201 } }] },
      ],
    ],
    records: ['{"winlog":{"record_id":7}}'],
  },
  {
    name: 'Logstash 8',
    headers: { authorization: basic, accept: COMPATIBLE, 'content-type': COMPATIBLE },
    calls: [
      ['HEAD', '/elastic/', 200],
      ['GET', '/elastic/', 200],
      ['GET', '/elastic/_license', 200],
      ['HEAD', '/elastic/_index_template/ecs-logstash', 404],
      ['PUT', '/elastic/_index_template/ecs-logstash', 200, '{}', { acknowledged: true }],
      ['HEAD', '/elastic/_alias/ecs-logstash', 200],
      [
        'POST',
        '/elastic/_bulk',
        200,
        '{"index":{"_id":null,"_index":"logstash-2026.11.21","routing":null}}\n{"event":{"original":"x"}}\n',
        { took: expect.any(Number), errors: false, items: [{ index: { status: 201 } }] },
      ],
    ],
    records: ['{"event":{"original":"x"}}'],
  },
  {
    name: 'Vector',
    headers: { authorization: basic },
    calls: [
      ['GET', '/elastic/_cluster/health', 200, undefined, { status: 'green' }],
      ['GET', '/elastic/', 200],
      [
        'POST',
        '/elastic/_bulk',
        200,
        '{"create":{"_index":"vector-2026.11.21","_type":"_doc"}}\n{"message":"v"}\n',
        { errors: false, items: [{ create: { status: 201 } }] },
      ],
    ],
    records: ['{"message":"v"}'],
  },
  {
    name: 'Fluent Bit, with ids of its own making',
    headers: { authorization: basic, 'content-type': 'application/x-ndjson' },
    calls: [
      [
        'POST',
        '/elastic/_bulk/?filter_path=errors,items.*.error',
        200,
        '{"create":{"_index":"fluent-bit","_id":"0b1c"}}\n{"log":"f"}\n',
        { errors: false },
      ],
    ],
    records: ['{"log":"f"}'],
  },
  {
    name: 'rsyslog omelasticsearch at the root, without a last line feed',
    headers: { authorization: basic, 'content-type': 'application/json; charset=utf-8' },
    calls: [
      ['GET', '/_cat/health', 404],
      ['HEAD', '/', 200],
      [
        'POST',
        '/_bulk?timeout=1m',
        200,
        '{"index":{"_index": "system","_type":"events"}}\n{"message":"r"}',
        { errors: false },
      ],
    ],
    records: ['{"message":"r"}'],
  },
];

it.each(SHIPPERS)('$name gets the answers it needs', async ({ headers, calls, records }) => {
  for (const [method, path, status, body, want] of calls) {
    const answer = await fetch(`${ingest.url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    expect([method, path, answer.status]).toEqual([method, path, status]);
    expect(answer.headers.get('x-elastic-product')).toBe('Elasticsearch');
    const text = await answer.text();
    if (method === 'HEAD') expect(text).toBe('');
    else if (want !== undefined) expect(JSON.parse(text)).toMatchObject(want as Record<string, unknown>);
    if (headers.accept === COMPATIBLE) expect(answer.headers.get('content-type')).toBe(COMPATIBLE);
  }
  expect(ingest.intake.raws('portal')).toEqual(records);
});
