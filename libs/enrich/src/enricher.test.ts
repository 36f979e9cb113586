import { Event, type EventDraft } from '@khien/model';
import type { AboutRecord } from './enricher';
import { ABOUT, AT, draft, enricher } from './testing/enricher-fixture';

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
