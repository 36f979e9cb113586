import type { Agreement, Seen, StatusChange, System, SystemDay } from '@khien/model';
import { ComplianceSheet } from '@khien/model';
import { NOW, ON, sampleSystem, systemDay } from '../testing/sample-evidence';
import { shippedLaw } from '../testing/shipped-law';
import { addDays } from '../working-days/day-arithmetic';
import type { ChangeInput, MaterialChange } from './change-input';
import { materialChanges } from './material-changes';

const { law } = shippedLaw();
const DAY = 86_400_000;
const noon = (day: string): number => Date.parse(`${day}T05:00:00Z`);
const seen = (value: string, day: string): Seen => ({
  value,
  first: noon(day),
  last: noon(day),
  count: 3,
  eventId: `ev-${value}-${day}`,
});
/** Days from `from` to `ON`, each as `of` says it differs. */
const days = (from: string, of: (day: string) => Partial<SystemDay> = () => ({})): SystemDay[] => {
  const found: SystemDay[] = [];
  for (let day = from; day <= ON; day = addDays(day, 1)) found.push(systemDay(day, of(day)));
  return found;
};
const FROM = '2026-10-01';
const LEARNT = '2026-10-15';

const changes = (over: Partial<ChangeInput> = {}): MaterialChange[] =>
  materialChanges({ system: sampleSystem(), days: days(FROM), drift: [], law, on: ON, now: NOW, ...over });
const texts = (kind: MaterialChange['kind'], over: Partial<ChangeInput> = {}): string[] =>
  changes(over)
    .filter((change) => change.kind === kind)
    .map(({ text }) => text.vi);

it('says nothing of a system that runs as its card says', () => {
  expect(changes()).toEqual([]);
});

describe('exposure to the Internet', () => {
  const exposedOn = (...on: string[]) =>
    days(FROM, (day) =>
      on.includes(day) ? { publicSources: 4, publicSeen: [seen('203.0.113.9', day)] } : {},
    );
  const facts = (kind: string): Partial<System> => ({ levelFacts: { kind } });
  it.each<{ what: string; over: Partial<ChangeInput>; is: number }>([
    { what: 'the first day after the learning period', over: { days: exposedOn(LEARNT) }, is: 1 },
    { what: 'the last day of it', over: { days: exposedOn('2026-10-14') }, is: 0 },
    { what: 'in it and after', over: { days: exposedOn('2026-10-02', '2026-11-01') }, is: 0 },
    {
      what: 'a system learnt for 13 days',
      over: { days: days('2026-11-07', () => ({ publicSources: 1 })) },
      is: 0,
    },
    {
      what: 'a public service by its facts',
      over: { days: exposedOn(LEARNT), system: sampleSystem(facts('public_service')) },
      is: 0,
    },
    {
      what: 'an internal system by its facts',
      over: { days: exposedOn(LEARNT), system: sampleSystem(facts('internal')) },
      is: 1,
    },
    {
      what: 'a public component',
      over: {
        days: exposedOn(LEARNT),
        system: sampleSystem({ levelFacts: { components: [{ kind: 'public_service' }] } }),
      },
      is: 0,
    },
    {
      what: 'a zone with a public range',
      over: {
        days: exposedOn(LEARNT),
        system: sampleSystem({ zones: [{ name: 'DMZ', publicRange: '203.0.113.0/28' }] }),
      },
      is: 0,
    },
    { what: 'a day before the decree', over: { days: exposedOn(LEARNT), on: '2026-08-18' }, is: 0 },
  ])('$what: $is', ({ over, is }) => {
    expect(texts('internet_exposure', over)).toHaveLength(is);
  });

  it('is the same sentence on every later day, with the first event that shows it', () => {
    const [change] = changes({ days: exposedOn('2026-10-20', '2026-11-02') });
    const later = texts('internet_exposure', {
      days: exposedOn('2026-10-20', '2026-11-02'),
      on: addDays(ON, 3),
      now: NOW + 3 * DAY,
    });

    expect(later).toEqual([change?.text.vi]);
    expect(change).toMatchObject({ clause: 'NĐ 331 Đ10.2, Đ25', mark: 'INF', seenAt: noon('2026-10-20') });
    expect(change?.text.vi).toMatch(/từ ngày 20\/10\/2026/);
    expect(change?.evidence[0]?.query).toMatch(/day=2026-10-20 event ev-203/);
  });
});

describe('a new class of data', () => {
  const classes = (value: string) =>
    days(FROM, (day) => (day >= '2026-11-01' ? { dataClasses: [seen(value, day)] } : {}));
  it.each<{ value: string; datasets: System['datasets']; is: number }>([
    { value: 'personal', datasets: [], is: 1 },
    { value: 'personal', datasets: [{ id: 'a', dataClass: 'personal' }], is: 0 },
    { value: 'state_secret', datasets: [{ id: 'a', dataClass: 'personal' }], is: 1 },
    { value: 'public', datasets: [], is: 0 },
    { value: 'nonsense', datasets: [], is: 0 },
  ])('$value where the card has $datasets: $is', ({ value, datasets, is }) => {
    const found = changes({ system: sampleSystem({ datasets }), days: classes(value) });
    expect(found.map(({ kind }) => kind)).toEqual(is ? ['data_class'] : []);
    if (is) expect(found[0]?.seenAt).toBe(noon('2026-11-01'));
  });
});

describe('a threshold of subjects', () => {
  it.each<{ basic?: number; sensitive?: number; level: number | undefined; kind?: string; is: number }>([
    { basic: 99_999, level: 2, is: 0 },
    { basic: 100_000, level: 2, is: 1 },
    { basic: 100_000, level: undefined, is: 1 },
    { basic: 100_000, level: 3, is: 0 },
    { sensitive: 9_999, level: 2, is: 0 },
    { sensitive: 10_000, level: 2, is: 1 },
    { basic: 200_000, sensitive: 20_000, level: 1, is: 2 },
    { basic: 200_000, level: 2, kind: 'internal', is: 0 },
    { basic: 200_000, level: 2, kind: 'public_service', is: 1 },
    { level: 2, is: 0 },
  ])('$basic basic, $sensitive sensitive, level $level, $kind: $is', ({ level, kind, is, ...subjects }) => {
    const system = {
      ...sampleSystem({
        subjects: { ...subjects, countedOn: '2026-11-01' },
        ...(kind && { levelFacts: { kind } }),
      }),
      level,
    };
    const found = changes({ system }).filter((change) => change.kind === 'subjects_threshold');
    expect(found).toHaveLength(is);
    for (const { clause, mark } of found) expect([clause, mark]).toEqual(['NĐ 331 Đ12.2b, Đ13.2c', 'V1']);
  });
});

describe('drift of controls', () => {
  const change = (subject: string, to: string, daysAgo: number, worse = true): StatusChange => ({
    _id: `mot-cua|${subject}|${daysAgo}`,
    systemId: 'mot-cua',
    agencyId: 'vp-ubnd',
    subject,
    from: 'met',
    to,
    worse,
    at: NOW - daysAgo * DAY,
    reasons: [],
  });
  it.each<{ what: string; drift: StatusChange[]; is: RegExp | undefined }>([
    { what: 'not met for 31 days', drift: [change('control:a.1', 'not_met', 31)], is: /a\.1\.$/ },
    { what: 'not met for 30 days', drift: [change('control:a.1', 'not_met', 30)], is: undefined },
    {
      what: 'met again since',
      drift: [change('control:a.1', 'met', 2, false), change('control:a.1', 'not_met', 40)],
      is: undefined,
    },
    {
      what: 'not met, then again not met',
      drift: [change('control:a.1', 'not_met', 5), change('control:a.1', 'not_met', 90)],
      is: undefined,
    },
    { what: 'no longer verified', drift: [change('control:a.1', 'unverifiable', 40)], is: undefined },
    { what: 'a layer', drift: [change('layer:1', 'not_met', 40)], is: undefined },
    {
      what: 'two of them',
      drift: [change('control:b', 'not_met', 50), change('control:a', 'not_met', 40)],
      is: /: a, b\.$/,
    },
  ])('$what: $is', ({ drift, is }) => {
    const found = texts('control_drift', { drift });
    expect(found).toHaveLength(is ? 1 : 0);
    if (is) expect(found[0]).toMatch(is);
  });
});

describe('a new connection', () => {
  const agreement: Agreement = {
    id: 'TT-1',
    consumer: 'so-y-te',
    provider: 'mot-cua',
    datasets: ['ho-tich'],
    purposes: ['x'],
    validFrom: '2026-01-01',
    validTo: '2027-01-01',
    citation: 'TT',
  };
  const from = (value: string, day: string) =>
    days(FROM, (each) => (each === day ? { consumers: [seen(value, each)] } : {}));
  it.each<{ what: string; over: Partial<ChangeInput>; is: number }>([
    { what: 'from somebody new', over: { days: from('so-la', LEARNT) }, is: 1 },
    {
      what: 'known from the learning period',
      over: { days: [...from('so-la', '2026-10-14'), ...from('so-la', '2026-11-01')] },
      is: 0,
    },
    { what: 'from the agency itself', over: { days: from('vp-ubnd', LEARNT) }, is: 0 },
    {
      what: 'on the card',
      over: {
        days: from('so-la', LEARNT),
        system: sampleSystem({ connections: [{ systemId: 'so-la', kind: 'connection' }] }),
      },
      is: 0,
    },
    { what: 'in an agreement', over: { days: from('so-y-te', LEARNT), agreements: [agreement] }, is: 0 },
    {
      what: 'in an agreement of another',
      over: { days: from('so-y-te', LEARNT), agreements: [{ ...agreement, provider: 'kho' }] },
      is: 1,
    },
    {
      what: 'to a dataset that is nowhere',
      over: { days: days(FROM, (day) => (day === LEARNT ? { datasets: [seen('dat-dai', day)] } : {})) },
      is: 1,
    },
    {
      what: 'to a dataset of the card',
      over: {
        days: days(FROM, (day) => (day === LEARNT ? { datasets: [seen('dat-dai', day)] } : {})),
        system: sampleSystem({ datasets: [{ id: 'dat-dai', dataClass: 'private' }] }),
      },
      is: 0,
    },
    {
      what: 'a storm of them',
      over: {
        days: days(FROM, (day) =>
          day === LEARNT ? { consumers: Array.from({ length: 60 }, (_, n) => seen(`c${n}`, day)) } : {},
        ),
      },
      is: 10,
    },
  ])('$what: $is', ({ over, is }) => {
    expect(texts('new_connection', over)).toHaveLength(is);
  });
});

describe('a level below the criteria', () => {
  const tthc = {
    kind: 'public_service',
    tthc: true,
    information: ['private', 'personal'],
    subjects: { basic: 5000 },
  };
  it.each<{ what: string; system: Partial<System>; level: number | undefined; is: RegExp | undefined }>([
    {
      what: 'TTHC at level 2',
      system: { levelFacts: tthc },
      level: 2,
      is: /Cấp độ 2 thấp hơn tiêu chí \(cấp độ 3/,
    },
    { what: 'TTHC at level 3', system: { levelFacts: tthc }, level: 3, is: undefined },
    { what: 'without facts', system: {}, level: 1, is: undefined },
    {
      what: 'with facts that cannot be read',
      system: { levelFacts: { kind: 'nonsense' } },
      level: 1,
      is: undefined,
    },
    { what: 'without a level', system: { levelFacts: tthc }, level: undefined, is: undefined },
    {
      what: 'where only a floor is sure',
      system: { levelFacts: { kind: 'internal', information: ['private', 'state_secret'], ns_harm: null } },
      level: 2,
      is: /ít nhất cấp độ 3/,
    },
  ])('$what: $is', ({ system, level, is }) => {
    const found = changes({ system: { ...sampleSystem(system), level } });
    expect(found).toHaveLength(is ? 1 : 0);
    if (!is) return;
    expect(found[0]?.text.vi).toMatch(is);
    expect(found[0]).toMatchObject({
      kind: 'level_below_criteria',
      // The least level of a doubt is our reading, and says so.
      mark: /ít nhất/.test(found[0]?.text.vi ?? '') ? 'INF' : 'V1',
      clause: expect.stringMatching(/Đ13/),
    });
  });
});

describe('outside the register', () => {
  it('hears a system that has no dossier, and hosts that no card has', () => {
    const unknown = days(FROM, (day) =>
      day === '2026-11-02' ? { unknown: [seen('host:web-la-01', day), seen('consumer:x', day)] } : {},
    );
    expect(
      texts('unregistered', { system: sampleSystem({ dossier: { state: 'none' } }), days: unknown }),
    ).toEqual([
      'Hệ thống đang hoạt động nhưng chưa lập hồ sơ đề xuất cấp độ.',
      'Máy «web-la-01» hoạt động trong hệ thống nhưng chưa có trong sổ đăng ký.',
    ]);
  });
  it('leaves alone what is not heard or is retired', () => {
    const none = { dossier: { state: 'none' as const } };
    expect(texts('unregistered', { system: sampleSystem(none), days: [] })).toEqual([]);
    expect(
      texts('unregistered', {
        system: sampleSystem(none),
        days: days(FROM).map((day) => ({ ...day, events: 0 })),
      }),
    ).toEqual([]);
    expect(changes({ system: sampleSystem({ ...none, stage: 'retired' }) })).toEqual([]);
  });
});

it('is of the form of a sheet, whatever the order of the days', () => {
  const system = sampleSystem({ dossier: { state: 'none' }, subjects: { basic: 900_000 }, level: 1 });
  const loud = days(FROM, (day) => ({
    publicSources: day >= LEARNT ? 1 : 0,
    consumers: [seen('so-la', day)],
    dataClasses: [seen('personal', day)],
  }));
  const found = changes({ system, days: loud });

  expect(ComplianceSheet.shape.changes.safeParse(found).error).toBeUndefined();
  expect(found.map(({ kind }) => kind)).toEqual([
    'internet_exposure',
    'data_class',
    'subjects_threshold',
    'unregistered',
  ]);
  expect(changes({ system, days: [...loud].reverse() })).toEqual(found);
});
