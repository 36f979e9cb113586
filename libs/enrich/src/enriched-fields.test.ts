import { Event, type EventDraft } from '@khien/model';
import { createEnricher } from './enricher';
import { ABOUT, draft, enricher, REGISTRY } from './testing/enricher-fixture';
import { parseThreatList } from './threat-intel/parse-threat-list';
import { compileThreatTable } from './threat-intel/threat-table';

function enrich(more: Partial<EventDraft>) {
  const result = enricher.enrich(draft(more), ABOUT);
  expect(Event.parse(result.event)).toEqual(result.event);
  return result;
}

describe('who acts', () => {
  it.each<[string, Partial<EventDraft>, string | undefined]>([
    ['by the network, v6 first', { source: { ip: 'fd30:0:7::12' } }, 'xa-suoi-da'],
    ['by the wider network', { source: { ip: 'fd30:0:8::12' } }, 'vp-ubnd'],
    ['by a v4-mapped address', { source: { ip: '::ffff:10.30.7.5' } }, 'xa-suoi-da'],
    ['by the v4 host behind NAT64', { source: { ip: '64:ff9b::10.30.7.5' } }, 'xa-suoi-da'],
    ['by an address with a zone', { source: { ip: 'fd30:0:7::12%eth0' } }, 'xa-suoi-da'],
    [
      'by the directory domain before the network',
      { user: { name: 'an', domain: 'VPUBND' }, source: { ip: '10.30.7.5' } },
      'vp-ubnd',
    ],
    ['by the mail domain', { user: { name: 'an@mail.suoida.haivan.example' } }, 'xa-suoi-da'],
    ['by the consumer of the bus', { xroad: { client: { member_code: 'vp-ubnd' } } }, 'vp-ubnd'],
    ['nobody of ours', { source: { ip: '203.0.113.9' }, user: { name: 'an@gmail.com' } }, undefined],
  ])('%s', (_, more, agency) => {
    expect(enrich(more).event.khien?.actor_agency_id).toBe(agency);
  });
  it('comes from a registered system', () => {
    const { khien } = enrich({ source: { ip: 'fd20:2::9' } }).event;
    expect(khien).toMatchObject({
      system_id: 'mot-cua',
      actor_system_id: 'kho-du-lieu',
      technical_layer: 'application',
    });
  });
  it.each([
    ['an address in the URL', { url: { domain: '10.20.2.7' } }],
    ['a bracketed one', { url: { domain: '[fd20:2::7]' } }],
    ['the second address of a host', { host: { name: 'x', ip: ['192.0.2.1', 'fd20:2::7'] } }],
  ] satisfies Array<[string, Partial<EventDraft>]>)('hits a system by %s', (_, more) => {
    expect(enrich(more).event.khien?.system_id).toBe('kho-du-lieu');
  });
});

describe('where from and with what', () => {
  const located = createEnricher({
    registry: REGISTRY,
    pseudonymise: (kind) => `${kind}:0000`,
    geo: () => ({
      find: (ip) =>
        ip === '2001:db8::9'
          ? { geo: { country_iso_code: 'VN', city_name: 'Nha Trang' }, as: { number: 7552 } }
          : undefined,
    }),
  });
  it('says country and network of both ends, and keeps what the record says', () => {
    const { event } = located.enrich(
      draft({
        source: { ip: '2001:db8::9', geo: { city_name: 'Cam Ranh' } },
        destination: { ip: '10.20.2.7' },
        user_agent: { original: 'curl/8.5.0' },
      }),
      ABOUT,
    );
    expect(Event.parse(event)).toMatchObject({
      source: { geo: { country_iso_code: 'VN', city_name: 'Cam Ranh' }, as: { number: 7552 } },
      destination: { ip: '10.20.2.7' },
      user_agent: { original: 'curl/8.5.0', name: 'curl', version: '8.5.0' },
    });
    expect(event.destination).not.toHaveProperty('geo');
  });
  it('says nothing without files, and nothing of no user agent', () => {
    const { event } = enrich({ source: { ip: '2001:db8::9' } });
    expect(event.source).toEqual({ ip: '2001:db8::9' });
    expect(event).not.toHaveProperty('user_agent');
  });
});

describe('an indicator of a threat list', () => {
  const answer = parseThreatList({
    name: 'mau.csv',
    text: 'indicator,confidence,expires\n203.0.113.9,90,2026-11-20\n203.0.113.10,40,2026-11-19\n',
  });
  const table = compileThreatTable(answer.ok ? answer.indicators : []);
  const watched = createEnricher({
    registry: REGISTRY,
    pseudonymise: (kind) => `${kind}:0000`,
    threats: () => table,
  });
  const stored = (more: Partial<EventDraft>) => Event.parse(watched.enrich(draft(more), ABOUT).event);

  it('is written into the event, with the field it was found in', () => {
    expect(stored({ source: { ip: '203.0.113.9' }, tags: ['a'] })).toMatchObject({
      tags: ['a', 'threat_intel'],
      threat: {
        indicator: { name: '203.0.113.9', type: 'ipv4-addr', confidence: 'High', provider: 'mau.csv' },
        feed: { name: 'mau.csv' },
      },
      khien: { indicator_field: 'source.ip' },
    });
  });
  it('does not hide what the record itself names', () => {
    const event = stored({
      source: { ip: '203.0.113.9' },
      threat: { indicator: { name: 'Trojan.Mau', type: 'file' } },
    });
    expect(event.threat?.indicator).toMatchObject({ name: 'Trojan.Mau', type: 'file', confidence: 'High' });
  });
  it('is nothing once it has expired', () => {
    const event = stored({ source: { ip: '203.0.113.10' } });
    expect(event).not.toHaveProperty('threat');
    expect(event).not.toHaveProperty('tags');
  });
});
