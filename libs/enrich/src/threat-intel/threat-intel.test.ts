import type { EventDraft } from '@khien/model';
import fc from 'fast-check';
import { normalise } from './indicator';
import { parseThreatList } from './parse-threat-list';
import { compileThreatTable } from './threat-table';

const NOW = Date.parse('2026-11-21T03:00:00Z');
const draft = (more: Partial<EventDraft>): EventDraft => ({
  '@timestamp': '2026-11-21T03:00:00.000Z',
  ecs: { version: '9.1.0' },
  event: { kind: 'event' },
  ...more,
});
function read(text: string) {
  const answer = parseThreatList({ name: 'danh-sach.csv', text });
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

const CSV = `# a list of invented indicators
indicator,source,confidence,expires,description
198.51.100.7,VNCERT mẫu,90,2026-12-31,"Máy chủ điều khiển, mẫu"
203.0.113.0/24,VNCERT mẫu,40,,Dải quét
203.0.113.128/25,Cũ,90,2026-11-01,Đã hết hạn
2001:db8:bad::/48,VNCERT mẫu,high,,
2001:DB8:0:0::7,VNCERT mẫu,low,,
hxxps://tai[.]evil.example/a/b.exe?x=1,VNCERT mẫu,80,,
evil[.]example,VNCERT mẫu,,,
old.example,VNCERT mẫu,100,2026-11-20,Hết hạn hôm qua
44D88612FEA8A8F36DE82E1278ABB02F,VNCERT mẫu,100,,
0.0.0.0/0,Sai,100,,
khong phai chi bao,Sai,100,,
bad-expiry.example,Sai,100,bao giờ đó,
`;
const csv = read(CSV);
const table = compileThreatTable(csv.indicators);

describe('what a list matches', () => {
  it.each<[string, Partial<EventDraft>, string | undefined, string?]>([
    ['an address', { destination: { ip: '198.51.100.7' } }, '198.51.100.7', 'destination.ip'],
    ['a v4-mapped address', { source: { ip: '::ffff:198.51.100.7' } }, '198.51.100.7', 'source.ip'],
    ['the v4 host behind NAT64', { source: { ip: '64:ff9b::198.51.100.7' } }, '198.51.100.7', 'source.ip'],
    ['a network', { source: { ip: '203.0.113.9' } }, '203.0.113.0/24', 'source.ip'],
    [
      'the wider network when the narrower has expired',
      { source: { ip: '203.0.113.200' } },
      '203.0.113.0/24',
      'source.ip',
    ],
    [
      'a v6 network',
      { destination: { ip: '2001:db8:bad:1::5%eth0' } },
      '2001:db8:bad::/48',
      'destination.ip',
    ],
    ['a v6 address in another spelling', { source: { ip: '2001:0db8::0007' } }, '2001:db8::7', 'source.ip'],
    [
      'an address in an answer',
      { dns: { resolved_ip: ['192.0.2.1', '198.51.100.7'] } },
      '198.51.100.7',
      'dns.resolved_ip',
    ],
    ['a domain', { dns: { question: { name: 'EVIL.example.' } } }, 'evil.example', 'dns.question.name'],
    ['a subdomain', { url: { domain: 'c2.evil.example' } }, 'evil.example', 'url.domain'],
    [
      'a server name',
      { tls: { client: { server_name: 'a.evil.example' } } },
      'evil.example',
      'tls.client.server_name',
    ],
    [
      'a URL',
      { url: { full: 'https://tai.evil.example/a/b.exe?x=1#y' } },
      'tai.evil.example/a/b.exe?x=1',
      'url.full',
    ],
    [
      'a URL in parts',
      { url: { domain: 'TAI.evil.example', original: '/a/b.exe?x=1' } },
      'tai.evil.example/a/b.exe?x=1',
      'url.original',
    ],
    [
      'a digest',
      { file: { hash: { md5: '44d88612fea8a8f36de82e1278abb02f' } } },
      '44d88612fea8a8f36de82e1278abb02f',
      'file.hash.md5',
    ],
    [
      'the surest of several',
      { source: { ip: '203.0.113.9' }, destination: { ip: '198.51.100.7' } },
      '198.51.100.7',
      'destination.ip',
    ],
    ['nothing of another domain', { url: { domain: 'notevil.example' } }, undefined],
    ['nothing of a domain above', { url: { domain: 'example' } }, undefined],
    ['nothing that has expired', { dns: { question: { name: 'old.example' } } }, undefined],
    ['nothing whose expiry cannot be read', { url: { domain: 'bad-expiry.example' } }, undefined],
    ['nothing of the whole Internet', { source: { ip: '192.0.2.99' } }, undefined],
    ['nothing of an event without signs', {}, undefined],
  ])('%s', (_, more, ...[value, field]) => {
    const match = table.match(draft(more), NOW);
    expect(match?.indicator.value).toBe(value);
    expect(match?.field).toBe(field);
  });
  it('reads nine of twelve lines, with source, certainty and expiry', () => {
    expect(csv).toMatchObject({ skipped: 3 });
    expect(csv.indicators).toHaveLength(9);
    expect(csv.indicators[0]).toEqual({
      kind: 'ip',
      value: '198.51.100.7',
      source: 'VNCERT mẫu',
      confidence: 90,
      expiresAt: Date.parse('2026-12-31T23:59:59.999+07:00'),
      description: 'Máy chủ điều khiển, mẫu',
    });
  });
  it('ends with the last day in Vietnam', () => {
    const event = draft({ destination: { ip: '198.51.100.7' } });
    expect(table.match(event, Date.parse('2026-12-31T16:59:59Z'))).toBeDefined();
    expect(table.match(event, Date.parse('2026-12-31T17:00:00Z'))).toBeUndefined();
  });
});

const stix = (...objects: object[]) => JSON.stringify({ type: 'bundle', id: 'bundle--1', objects });
const indicator = (pattern: string, more: object = {}) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: 'indicator--1',
  pattern,
  pattern_type: 'stix',
  valid_from: '2026-01-01T00:00:00Z',
  ...more,
});

describe('a STIX 2.1 bundle', () => {
  it.each<[string, string, string[]]>([
    ['an address', "[ipv4-addr:value = '198.51.100.7']", ['198.51.100.7']],
    ['a network', "[ipv6-addr:value ISSUBSET '2001:db8:bad::/48']", ['2001:db8:bad::/48']],
    [
      'several by OR',
      "[domain-name:value = 'a.example' OR url:value = 'http://b.example/x'] OR [file:hashes.'SHA-256' = '" +
        'AB'.repeat(32) +
        "']",
      ['a.example', 'b.example/x', 'ab'.repeat(32)],
    ],
    [
      'a digest without quotes',
      "[file:hashes.MD5 = '44d88612fea8a8f36de82e1278abb02f']",
      ['44d88612fea8a8f36de82e1278abb02f'],
    ],
    [
      'not what must come together',
      "[ipv4-addr:value = '198.51.100.7' AND network-traffic:dst_port = 443]",
      [],
    ],
    ['not what is negated', "[ipv4-addr:value != '198.51.100.7']", []],
    ['the word AND inside a value', "[url:value = 'http://b.example/ AND ']", ['b.example/ AND']],
  ])('%s', (_, pattern, values) => {
    const answer = parseThreatList({
      name: 'l',
      text: stix(indicator(pattern), indicator("[ipv4-addr:value = '192.0.2.1']")),
    });
    expect(answer.ok && answer.indicators.map(({ value }) => value)).toEqual([...values, '192.0.2.1']);
  });
  it('has its author, certainty, validity and revocation', () => {
    const { indicators, skipped } = read(
      stix(
        { type: 'identity', id: 'identity--1', name: 'Trung tâm mẫu' },
        indicator("[ipv4-addr:value = '198.51.100.7']", {
          created_by_ref: 'identity--1',
          confidence: 85,
          valid_until: '2026-12-01T00:00:00Z',
          name: 'C2',
        }),
        indicator("[ipv4-addr:value = '198.51.100.8']", { revoked: true }),
        indicator("[ipv4-addr:value = '198.51.100.9']", { valid_from: '2026-12-01T00:00:00Z' }),
      ),
    );
    expect(skipped).toBe(1);
    expect(indicators[0]).toEqual({
      kind: 'ip',
      value: '198.51.100.7',
      source: 'Trung tâm mẫu',
      confidence: 85,
      validFrom: Date.parse('2026-01-01T00:00:00Z'),
      expiresAt: Date.parse('2026-12-01T00:00:00Z'),
      description: 'C2',
    });
    const bundle = compileThreatTable(indicators);
    expect(bundle.match(draft({ source: { ip: '198.51.100.9' } }), NOW)).toBeUndefined();
    expect(
      bundle.match(draft({ source: { ip: '198.51.100.7' } }), Date.parse('2026-12-01T00:00:00Z')),
    ).toBeUndefined();
  });
});

describe('a MISP event', () => {
  it('gives what is meant for detection', () => {
    const { indicators, skipped } = read(
      JSON.stringify({
        Event: {
          uuid: 'u-1',
          info: 'Chiến dịch mẫu',
          Orgc: { name: 'CERT mẫu' },
          Tag: [{ name: 'misp:confidence-level="usually-confident"' }],
          Attribute: [
            { type: 'ip-dst|port', value: '198.51.100.7|443', to_ids: true },
            {
              type: 'domain',
              value: 'evil.example',
              to_ids: true,
              comment: 'C2',
              Tag: [{ name: 'misp:confidence-level="rarely-confident"' }],
            },
            { type: 'domain', value: 'context.example', to_ids: false },
            { type: 'email-src', value: 'a@evil.example', to_ids: true },
          ],
          Object: [
            {
              Attribute: [
                { type: 'filename|md5', value: 'a.exe|44d88612fea8a8f36de82e1278abb02f', to_ids: true },
              ],
            },
          ],
        },
      }),
    );
    expect(skipped).toBe(2);
    expect(indicators).toEqual([
      expect.objectContaining({
        kind: 'ip',
        value: '198.51.100.7',
        source: 'CERT mẫu',
        confidence: 75,
        reference: 'misp:u-1',
      }),
      expect.objectContaining({ kind: 'domain', value: 'evil.example', confidence: 25, description: 'C2' }),
      expect.objectContaining({ kind: 'hash', value: '44d88612fea8a8f36de82e1278abb02f' }),
    ]);
  });
});

describe('a file that is no list', () => {
  it.each([
    ['nothing', '', /empty/],
    ['another table', 'a,b\n1,2\n', /no column/],
    ['cut JSON', '{"type":"bundle","objects":[', /no JSON/],
    ['other JSON', '{"a":1}', /neither/],
    ['a bundle of nothing', '{"type":"bundle"}', /objects/],
    ['no indicator at all', 'indicator\nabc\n', /none of its 1/],
  ])('%s', (_, text, reason) => {
    expect(parseThreatList({ name: 'l', text })).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseThreatList({ name: 'l', text })),
    );
  });
});

describe('normalise', () => {
  it.each([
    ['10.1', undefined],
    ['1.2.3.4', { kind: 'ip', value: '1.2.3.4' }],
    ['1.2.3.4/32', { kind: 'ip', value: '1.2.3.4' }],
    ['::/0', undefined],
    ['localhost', undefined],
    ['файл.example', { kind: 'domain', value: 'файл.example' }],
    ['HTTP://User:pw@Evil.example:80', { kind: 'url', value: 'evil.example/' }],
  ])('%s', (raw, expected) => {
    expect(normalise(raw)).toEqual(expected);
  });
});

describe('many indicators', () => {
  it('are compiled and found by their own spelling', () => {
    const values = Array.from(
      { length: 30_000 },
      (_, at) => `2001:db8:${(at >> 8).toString(16)}:${(at & 255).toString(16)}00::/56`,
    );
    const large = compileThreatTable(values.map((value) => ({ kind: 'ip', value, source: 's' })));
    expect(large.match(draft({ source: { ip: '2001:db8:5:1700::9' } }), NOW)?.indicator.value).toBe(
      values[5 * 256 + 0x17],
    );
    expect(large.match(draft({ source: { ip: '2001:db8:ffff::9' } }), NOW)).toBeUndefined();
  });
});
