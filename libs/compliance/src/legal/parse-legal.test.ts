import { shippedLaw } from '../testing/shipped-law';
import { dutiesOf } from './duty';
import { parameterEntry } from './parameter';
import { parseLegal } from './parse-legal';

const { law, problems } = shippedLaw();
const lineAt = (path: readonly PropertyKey[]): number => path.length;
const parse = (...values: unknown[]) =>
  parseLegal(values.map((value, index) => ({ file: `${index}.yml`, value, lineAt })));

const entry = { value: 1, unit: 'day', clause: 'Đ1', mark: 'V1', effective_from: '2026-01-01' };
const parameter = (entries: unknown[], id = 'x') => ({
  parameters: [{ id, group: 'local', title: { vi: 'a', en: 'b' }, entries }],
});
const regime = (more: Record<string, unknown>, id = 'R') => ({
  regime: {
    id,
    title: { vi: 'a', en: 'b' },
    instrument: 'x',
    mark: 'V1',
    effective_from: '2026-01-01',
    effective_to: '2026-12-31',
    ...more,
  },
});
const criterion = (when: unknown) => ({
  criteria: [{ id: 'c', level: 2, clause: 'Đ1', mark: 'V1', text: 't', when, unless_known: 'U-X' }],
});

describe('config/legal as it ships', () => {
  it('parses, and nothing overlaps or hangs in the air', () => {
    expect(problems).toEqual([]);
    expect(law.regimes.map(({ id }) => id).sort()).toEqual(['GAP', 'ND331', 'ND85']);
  });

  it('leaves no day between 2016 and today without a regime', () => {
    const spans = [...law.regimes].sort((one, other) =>
      one.effective_from.localeCompare(other.effective_from),
    );
    const nextDay = (day = '') => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

    expect(spans.slice(1).map(({ effective_from }) => effective_from)).toEqual(
      spans.slice(0, -1).map(({ effective_to }) => nextDay(effective_to)),
    );
    expect(spans.at(-1)?.effective_to).toBeUndefined();
  });

  it('has every transition rule, clock and frequency of the specification', () => {
    const ids = [...law.transitions, ...law.parameters].map(({ id }) => id);
    const wanted = [
      ...[1, 2, 3, 4, 5, 6].map((n) => `LP-T${n}`),
      ...Array.from({ length: 18 }, (_, n) => `LP-A${n + 1}`),
      ...Array.from({ length: 11 }, (_, n) => `LP-I${n + 1}`),
      ...Array.from({ length: 15 }, (_, n) => `LP-P${n + 1}`),
      ...Array.from({ length: 9 }, (_, n) => `LP-F${n + 1}`),
    ];

    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it.each([
    { id: 'LP-A10', level: 3, on: '2026-06-30', value: 15, unit: 'day' },
    { id: 'LP-A10', level: 3, on: '2026-08-19', value: 15, unit: 'working_day' },
    { id: 'LP-A11', level: 4, on: '2026-11-01', value: 25, unit: 'working_day' },
    { id: 'LP-A9', level: 1, on: '2026-11-01', value: null, unit: 'working_day' },
    { id: 'LP-I1', level: 1, on: '2026-11-01', value: 72, unit: 'hour' },
    { id: 'LP-F5', level: 3, on: '2026-11-01', value: null, unit: 'month' },
    { id: 'std.log.retention', level: 3, on: '2026-11-01', value: 3, unit: 'month' },
    { id: 'std.account.inactive', level: 1, on: '2026-11-01', value: 45, unit: 'day' },
    { id: 'std.monitoring.24x7', level: 4, on: '2026-11-01', value: true, unit: 'yes_no' },
  ])('$id at level $level on $on is $value', ({ id, level, on, value, unit }) => {
    expect(parameterEntry(law.parameters, id, { level, on })).toMatchObject({ value, unit });
  });

  it('has nothing for a level that a parameter does not name, nor in the gap', () => {
    expect(
      parameterEntry(law.parameters, 'std.monitoring.24x7', { level: 3, on: '2026-11-01' }),
    ).toBeUndefined();
    expect(parameterEntry(law.parameters, 'LP-A10', { level: 3, on: '2026-07-15' })).toBeUndefined();
  });

  it('marks every figure of the standard as unverified', () => {
    const marks = law.parameters
      .filter(({ group }) => group === 'standard')
      .flatMap(({ entries }) => entries.map(({ mark }) => mark));

    expect(new Set(marks)).toEqual(new Set(['V2']));
  });

  it.each([
    { level: 2, critical: false, force: 'by_need' },
    { level: 3, critical: false, force: 'mandatory' },
    { level: 5, critical: true, force: 'mandatory' },
  ])('monitoring at level $level is $force', ({ level, critical, force }) => {
    const owed = dutiesOf(law.duties, { level, critical, on: '2026-11-01' });

    expect(owed.find(({ id }) => id === 'LD-10.2g')).toMatchObject({ force, mark: 'V1' });
  });

  it('makes the design appraisal of level 3 mandatory on the critical list only', () => {
    const force = (critical: boolean) =>
      dutiesOf(law.duties, { level: 3, critical, on: '2026-11-01' }).find(({ id }) => id === 'LD-10.2b')
        ?.force;

    expect([force(false), force(true)]).toEqual(['by_need', 'mandatory']);
  });

  it('keeps «trước 20/12» as the last day in time', () => {
    expect(law.reports.find(({ id }) => id === 'level-stage-1')?.when).toEqual({ yearly_last_day: '12-19' });
    expect(law.reports.find(({ id }) => id === 'level-stage-2')?.when).toEqual({ yearly_last_day: '12-24' });
  });
});

describe('parseLegal', () => {
  it.each([
    {
      what: 'a figure without a clause',
      value: parameter([{ ...entry, clause: undefined }]),
      says: /clause/,
    },
    { what: 'a figure without a mark', value: parameter([{ ...entry, mark: undefined }]), says: /mark/ },
    { what: 'a unit of its own', value: parameter([{ ...entry, unit: 'furlong' }]), says: /unit/ },
    {
      what: 'a day that does not exist',
      value: parameter([{ ...entry, effective_from: '2026-02-30' }]),
      says: /effective_from/,
    },
    {
      what: 'two figures on one day',
      value: parameter([entry, { ...entry, effective_from: '2026-06-01' }]),
      says: /overlaps/,
    },
    {
      what: 'two figures for one level',
      value: parameter([
        { ...entry, levels: [1, 2] },
        { ...entry, levels: [2] },
      ]),
      says: /overlaps/,
    },
    { what: 'an unknown part', value: { regmie: {} }, says: /regmie: unknown field/ },
    {
      what: 'an unknown fact',
      value: regime(criterion({ fact: 'colour', is: true })),
      says: /criteria\.0\.when/,
    },
    {
      what: 'a value the fact never has',
      value: regime(criterion({ fact: 'types', has_any: ['web'] })),
      says: /no such value "web"/,
    },
    {
      what: 'a test that does not fit',
      value: regime(criterion({ fact: 'tthc', at_least: 3 })),
      says: /does not fit/,
    },
    {
      what: 'two tests in one',
      value: regime(criterion({ fact: 'owners', is: 1, below: 2 })),
      says: /one of/,
    },
    {
      what: 'a threshold that is nowhere',
      value: regime(criterion({ fact: 'users', at_least: 'nowhere' })),
      says: /no parameter "nowhere"/,
    },
    {
      what: 'a gap that shows no regime',
      value: regime({ gap: { clause: 'c', mark: 'INF', text: 't', shows: ['Q'] } }),
      says: /no regime "Q"/,
    },
  ])('tells of $what', ({ value, says }) => {
    const { problems: found } = parse(value);

    expect(found.map(({ message }) => message).join('\n')).toMatch(says);
  });

  it('tells of two regimes on one day, and of an id taken twice', () => {
    expect(parse(regime({}), regime({}, 'Q')).problems).toEqual([
      expect.objectContaining({ file: '1.yml', message: expect.stringMatching(/shares days with regime R/) }),
    ]);
    const twice = { parameters: [...parameter([entry]).parameters, ...parameter([entry]).parameters] };
    expect(parse(twice).problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ message: expect.stringMatching(/taken by 0\.yml/) }),
      ]),
    );
  });

  it('takes figures that follow each other, and levels apart', () => {
    const entries = [
      { ...entry, effective_to: '2026-06-30', levels: [1] },
      { ...entry, effective_from: '2026-07-01', levels: [1] },
      { ...entry, levels: [2, 3] },
    ];

    expect(parse(parameter(entries)).problems).toEqual([]);
  });

  it('leaves a bad file out and keeps the others', () => {
    const { regimes, problems: found } = parse({ parameters: 'x' }, parameter([entry]));

    expect(found).toHaveLength(1);
    expect(regimes.parameters.map(({ id }) => id)).toEqual(['x']);
  });

  it('lets a new file end what an older one left open, and go on from there', () => {
    const end = (id: string) => ({ id, last_day: '2027-06-30', clause: 'Đ1', mark: 'V1' });
    const next = {
      ...regime({ effective_from: '2027-07-01', effective_to: undefined }, 'NEXT'),
      ...parameter([{ ...entry, value: 2, effective_from: '2027-07-01' }]),
      ends: [end('R'), end('x')],
    };
    const { regimes, problems: found } = parse(regime({ effective_to: undefined }), parameter([entry]), next);
    const figure = (on: string) => parameterEntry(regimes.parameters, 'x', { on })?.value;

    expect(found).toEqual([]);
    expect(regimes.regimes.map(({ effective_to }) => effective_to)).toEqual(['2027-06-30', undefined]);
    expect([figure('2027-06-30'), figure('2027-07-01')]).toEqual([1, 2]);
    expect(parse(regime({ effective_to: undefined }), regime({}, 'NEXT')).problems).toHaveLength(1);
    expect(parse({ ends: [end('nothing')] }).problems[0]?.message).toMatch(/nothing is called "nothing"/);
  });
});
