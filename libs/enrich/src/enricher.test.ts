import { type Agreement, Event, type EventDraft, type Registry } from '@khien/model';
import { type AboutRecord, createEnricher } from './enricher';
import { parseThreatList } from './threat-intel/parse-threat-list';
import { compileThreatTable } from './threat-intel/threat-table';

const AT = '2026-11-20T01:15:30.000Z';
const ABOUT: AboutRecord = {
  sourceId: 'motcua-web',
  chunkId: 'c1.000000000001',
  position: 'p',
  receivedAt: Date.parse(AT) + 1000,
  parser: 'web-access@1',
  timeQuality: 'device',
  hash: 'ab'.repeat(32),
};
const name = (vi: string) => ({ vi, en: vi });
const agreement = (id: string, more: Partial<Agreement> = {}): Agreement => ({
  id,
  consumer: 'mot-cua',
  provider: 'kho-du-lieu',
  datasets: ['ho-tich'],
  purposes: ['giai-quyet-tthc'],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  citation: 'mẫu',
  ...more,
});
const REGISTRY: Registry = {
  agencies: [
    {
      id: 'vp-ubnd',
      name: name('VP'),
      kind: 'department',
      networks: ['10.30.0.0/16', 'fd30::/32'],
      domains: ['vpubnd'],
    },
    {
      id: 'so-khcn',
      name: name('Sở'),
      kind: 'department',
      workingHours: { days: [6], spans: [['08:00', '12:00']] },
    },
    {
      id: 'xa-suoi-da',
      name: name('Xã'),
      kind: 'commune',
      networks: ['10.30.7.0/24', 'fd30:0:7::/48'],
      domains: ['suoida.haivan.example'],
    },
  ],
  systems: [
    {
      id: 'mot-cua',
      name: name('Một cửa'),
      agencyId: 'vp-ubnd',
      level: 3,
      dossier: { state: 'approved' },
      networks: ['10.20.4.0/24'],
      hosts: ['motcua-web-01'],
      domains: ['motcua.haivan.example'],
      datasets: [],
    },
    {
      id: 'kho-du-lieu',
      name: name('Kho'),
      agencyId: 'so-khcn',
      dossier: { state: 'drafting' },
      networks: ['10.20.2.0/24', 'fd20:2::/64', '10.20.0.0/16'],
      hosts: ['dw-sql-01'],
      domains: ['kho.haivan.example'],
      datasets: [{ id: 'ho-tich', dataClass: 'personal' }],
    },
  ],
  agreements: [
    agreement('A-VALID'),
    agreement('A-OLD', { validTo: '2026-11-19' }),
    agreement('A-LAST-DAY', { validTo: '2026-11-20' }),
    agreement('A-SOON', { validFrom: '2026-11-21' }),
    agreement('A-AGENCY', { consumer: 'vp-ubnd', provider: 'so-khcn' }),
    agreement('A-OTHER', { provider: 'mot-cua' }),
  ],
  sources: [
    {
      id: 'motcua-web',
      name: name('web'),
      profile: 'web-access',
      systemId: 'mot-cua',
      transport: { kind: 'replay' },
      timezone: 'Asia/Ho_Chi_Minh',
      encoding: 'utf-8',
      silenceMinutes: 30,
    },
  ],
  calendar: {
    timezone: 'Asia/Ho_Chi_Minh',
    workingHours: {
      days: [1, 2, 3, 4, 5],
      spans: [
        ['07:30', '11:30'],
        ['13:30', '17:00'],
      ],
    },
    holidays: [{ day: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', citation: 'mẫu' }],
    workingDays: [{ day: '2026-11-28', citation: 'mẫu' }],
  },
};
const enricher = createEnricher({
  registry: REGISTRY,
  pseudonymise: (kind, value, year) => `${kind}:${year}${Buffer.from(value).toString('hex').slice(0, 8)}`,
});

const draft = (more: Partial<EventDraft> = {}): EventDraft => ({
  '@timestamp': AT,
  ecs: { version: '9.1.0' },
  ...more,
  event: {
    kind: 'event',
    category: ['web'],
    type: ['access'],
    action: 'http_request',
    outcome: 'success',
    ...more.event,
  },
});
function enrich(more: Partial<EventDraft>, about: Partial<AboutRecord> = {}) {
  const result = enricher.enrich(draft(more), { ...ABOUT, ...about });
  expect(Event.parse(result.event)).toEqual(result.event);
  return result;
}

describe('the system an event hit', () => {
  it.each<[string, Partial<EventDraft>, string]>([
    ['is the source’s, when the event names none', {}, 'mot-cua'],
    ['is the destination’s by domain', { destination: { domain: 'API.kho.haivan.example' } }, 'kho-du-lieu'],
    ['is the destination’s by v4 address', { destination: { ip: '10.20.2.7' } }, 'kho-du-lieu'],
    ['is the destination’s by v6 address', { destination: { ip: 'fd20:2::7' } }, 'kho-du-lieu'],
    ['is that of the more specific network', { destination: { ip: '10.20.4.7' } }, 'mot-cua'],
    ['is that of the wider network otherwise', { destination: { ip: '10.20.9.7' } }, 'kho-du-lieu'],
    ['is the URL’s', { url: { domain: 'kho.haivan.example' } }, 'kho-du-lieu'],
    ['is the host’s', { host: { name: 'DW-SQL-01' } }, 'kho-du-lieu'],
    ['is the host’s by its first label', { host: { name: 'dw-sql-01.noi-bo.example' } }, 'kho-du-lieu'],
    ['is the bus provider’s', { xroad: { service: { subsystem: 'kho-du-lieu' } } }, 'kho-du-lieu'],
    [
      'is the source’s, when the destination is nobody’s',
      { destination: { ip: '198.51.100.1', domain: 'haivan.example' } },
      'mot-cua',
    ],
  ])('%s', (_, more, system) => {
    expect(enrich(more).event.khien?.system_id).toBe(system);
  });
  it('brings its agency, level and dossier', () => {
    expect(enrich({}).event.khien).toMatchObject({
      agency_id: 'vp-ubnd',
      system_level: 3,
      dossier_state: 'approved',
    });
    const other = enrich({ host: { name: 'dw-sql-01' } }).event.khien;
    expect(other).toMatchObject({ agency_id: 'so-khcn', dossier_state: 'drafting' });
    expect(other).not.toHaveProperty('system_level');
  });
  it('is nobody’s for a source without a system', () => {
    expect(enrich({}, { sourceId: 'other' }).event.khien).not.toHaveProperty('system_id');
  });
});

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
    geo: {
      find: (ip) =>
        ip === '2001:db8::9'
          ? { geo: { country_iso_code: 'VN', city_name: 'Nha Trang' }, as: { number: 7552 } }
          : undefined,
    },
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

describe('what the record is', () => {
  it('is kept with the event', () => {
    const { event } = enrich({});
    expect(event.event.hash).toBe(ABOUT.hash);
    expect(event.khien).toMatchObject({
      source_id: 'motcua-web',
      chunk_id: ABOUT.chunkId,
      position: 'p',
      parser: 'web-access@1',
      time_quality: 'device',
      received_at: '2026-11-20T01:15:31.000Z',
    });
  });
  it.each([
    ['a clock that runs ahead', -6 * 60_000, ['clock_ahead']],
    ['a record a day late', 25 * 3_600_000, ['late']],
    ['a record in time', 1000, undefined],
  ])('tells %s', (_, delay, tags) => {
    expect(enrich({}, { receivedAt: Date.parse(AT) + delay }).event.tags).toEqual(tags);
  });
});

describe('working time', () => {
  it.each([
    ['a Friday morning', '2026-11-20T01:15:30.000Z', true],
    ['its first minute', '2026-11-20T00:30:00.000Z', true],
    ['the minute before', '2026-11-20T00:29:59.999Z', false],
    ['the lunch break', '2026-11-20T04:30:00.000Z', false],
    ['the evening', '2026-11-20T12:00:00.000Z', false],
    ['a Sunday', '2026-11-22T02:00:00.000Z', false],
    ['Monday in Vietnam while it is Sunday in UTC', '2026-11-23T00:45:00.000Z', true],
    ['a holiday', '2026-11-24T02:00:00.000Z', false],
    ['a Saturday swapped into a working day', '2026-11-28T02:00:00.000Z', true],
  ])('%s', (_, at, expected) => {
    expect(enrich({ '@timestamp': at }, { receivedAt: Date.parse(at) }).event.khien?.working_time).toBe(
      expected,
    );
  });
  it('follows the hours of the system’s agency', () => {
    const saturday = '2026-11-21T02:00:00.000Z';
    expect(enrich({ '@timestamp': saturday, host: { name: 'dw-sql-01' } }).event.khien?.working_time).toBe(
      true,
    );
    expect(enrich({ '@timestamp': saturday }).event.khien?.working_time).toBe(false);
  });
});

const call = (
  access: NonNullable<EventDraft['access']>,
  subsystem: string | undefined = 'mot-cua',
): Partial<EventDraft> => ({
  access,
  organization: { id: 'vp-ubnd' },
  xroad: {
    client: { member_code: 'vp-ubnd', ...(subsystem && { subsystem }) },
    service: { member_code: 'so-khcn', subsystem: 'kho-du-lieu' },
    request_id: 'r',
  },
});
const FULL = { dataset: 'ho-tich', purpose: 'giai-quyet-tthc' };

describe('the agreement', () => {
  it.each([
    ['none is named', {}, 'none', 'not_stated'],
    ['it is not registered', { ...FULL, agreement_id: 'X' }, 'unknown', 'not_stated'],
    ['it covers the access', { ...FULL, agreement_id: 'A-VALID' }, 'valid', 'yes'],
    ['it ran out yesterday', { ...FULL, agreement_id: 'A-OLD' }, 'expired', 'yes'],
    ['it runs out today', { ...FULL, agreement_id: 'A-LAST-DAY' }, 'valid', 'yes'],
    ['it begins tomorrow', { ...FULL, agreement_id: 'A-SOON' }, 'not_yet_valid', 'yes'],
    ['the dataset lies outside', { ...FULL, dataset: 'dat-dai', agreement_id: 'A-VALID' }, 'valid', 'no'],
    ['the purpose lies outside', { ...FULL, purpose: 'khac', agreement_id: 'A-VALID' }, 'valid', 'no'],
    ['the purpose is not stated', { dataset: 'ho-tich', agreement_id: 'A-VALID' }, 'valid', 'not_stated'],
    ['it names the agencies', { ...FULL, agreement_id: 'A-AGENCY' }, 'valid', 'yes'],
    ['it is with another provider', { ...FULL, agreement_id: 'A-OTHER' }, 'valid', 'no'],
  ] as const)('%s', (_, access, state, covers) => {
    expect(enrich(call(access)).event.access).toMatchObject({
      agreement_state: state,
      agreement_covers: covers,
    });
  });
  it('of a system covers no other system of the agency, and an agency alone does not tell', () => {
    expect(enrich(call({ ...FULL, agreement_id: 'A-VALID' }, 'khac')).event.access?.agreement_covers).toBe(
      'no',
    );
    const { xroad, ...rest } = call({ ...FULL, agreement_id: 'A-VALID' });
    expect(
      enrich({ ...rest, xroad: { client: { member_code: 'vp-ubnd' } } }).event.access?.agreement_covers,
    ).toBe('not_stated');
    expect(xroad).toBeDefined();
  });
  it('comes with the class of the dataset', () => {
    expect(enrich(call(FULL)).event.access?.data_class).toBe('personal');
  });
});

/** The truth table of R17, one row per rule of README.md. */
describe('the six questions', () => {
  const user = { name: 'an' };
  const status = (code: number) => ({ response: { status_code: code } });
  it.each<[string, Partial<EventDraft>, string]>([
    ['authenticated: by a stated method', { access: { authentication: 'mtls' } }, 'yes'],
    ['authenticated: stated as none', { access: { authentication: 'None' } }, 'no'],
    ['authenticated: answered 401', { access: { authentication: 'oidc' }, http: status(401) }, 'no'],
    ['authenticated: the web server names a user', { user, http: status(200) }, 'yes'],
    ['authenticated: nothing stated', { access: {} }, 'not_stated'],
    ['authorised: granted', { access: { authorisation: 'granted' } }, 'yes'],
    ['authorised: denied', { access: { authorisation: 'denied' } }, 'no'],
    ['authorised: answered 403', { user, http: status(403) }, 'no'],
    ['authorised: nothing stated', { access: {}, http: status(200) }, 'not_stated'],
    ['logged: who, what, when, result', { user, access: { dataset: 'ho-tich' } }, 'yes'],
    ['logged: nobody named', { access: { dataset: 'ho-tich' } }, 'no'],
    ['logged: no object', { user, access: {} }, 'no'],
    [
      'logged: no result',
      { user, access: { dataset: 'x' }, event: { kind: 'event', outcome: 'unknown' } },
      'no',
    ],
    ['traceable: account and call id', { user, access: {}, event: { kind: 'event', id: 'r' } }, 'yes'],
    ['traceable: account only', { user, access: {} }, 'not_stated'],
    ['traceable: call id only', { access: {}, event: { kind: 'event', id: 'r' } }, 'no'],
    [
      'access_controlled: over the bus, decided',
      { access: { channel: 'lgsp', authorisation: 'granted' } },
      'yes',
    ],
    ['access_controlled: over the bus, decision not stated', { access: { channel: 'lgsp' } }, 'not_stated'],
    ['access_controlled: around the bus', { access: { channel: 'direct', authorisation: 'granted' } }, 'no'],
    ['access_controlled: a refusal', { user, http: status(403) }, 'yes'],
    [
      'purpose_controlled: purpose under a valid agreement',
      call({ ...FULL, agreement_id: 'A-VALID' }),
      'yes',
    ],
    ['purpose_controlled: an expired agreement', call({ ...FULL, agreement_id: 'A-OLD' }), 'no'],
    ['purpose_controlled: an unknown agreement', call({ ...FULL, agreement_id: 'X' }), 'no'],
    [
      'purpose_controlled: outside the agreement',
      call({ ...FULL, purpose: 'khac', agreement_id: 'A-VALID' }),
      'no',
    ],
    ['purpose_controlled: no purpose', call({ dataset: 'ho-tich', agreement_id: 'A-VALID' }), 'not_stated'],
    ['purpose_controlled: a purpose and no agreement', call(FULL), 'not_stated'],
  ])('%s', (rule, more, answer) => {
    const question = rule.split(':')[0] ?? '';
    expect(enrich(more).event.access?.questions).toMatchObject({ [question]: answer });
  });
  it('are answered «no» for logging when only the receipt tells the time', () => {
    const { event } = enrich({ user, access: { dataset: 'ho-tich' } }, { timeQuality: 'receive_time' });
    expect(event.access?.questions?.logged).toBe('no');
  });
  it.each<[string, Partial<EventDraft>]>([
    ['an anonymous web request', {}],
    ['a login', { user, event: { kind: 'event', category: ['authentication'], type: ['start'] } }],
  ])('are not asked of %s', (_, more) => {
    expect(enrich(more).event.access).toBeUndefined();
  });
});
