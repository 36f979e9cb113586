import { shippedLaw } from '../testing/shipped-law';
import { computeLevel } from './compute-level';
import { LevelInput } from './level-input';

const { law } = shippedLaw();
const answer = (input: Record<string, unknown>, on: string) =>
  computeLevel(LevelInput.parse({ name: 'Hệ thống', ...input }), law, on);

const internal = { kind: 'internal', information: ['public'] };
const service = {
  kind: 'public_service',
  tthc: false,
  conditional_business_line: false,
  information: ['personal'],
  subjects: { basic: 10, sensitive: 0 },
  serves: 'unit',
};
const secret = { ...internal, information: ['state_secret'] };
const infrastructure = { kind: 'infrastructure', serves: 'unit', continuous_24x7: false };
const control = { kind: 'industrial_control', works_class: 'none' };
const nation = { ...infrastructure, serves: 'national', continuous_24x7: true };

/** A system that meets each clause, and the same one short of it. */
const clauses = [
  { clause: 'Đ11.1', level: 1, meets: internal, misses: { ...internal, information: ['private'] } },
  { clause: 'Đ12.1', level: 2, meets: { ...internal, information: ['private'] }, misses: internal },
  { clause: 'Đ12.2a', level: 2, meets: service, misses: { ...service, conditional_business_line: true } },
  {
    clause: 'Đ12.2b',
    level: 2,
    meets: service,
    misses: { ...service, subjects: { basic: 100_000, sensitive: 0 } },
  },
  {
    clause: 'Đ12.3',
    level: 2,
    meets: infrastructure,
    misses: { ...infrastructure, serves: 'ministry_sector_province' },
  },
  { clause: 'Đ12.4', level: 2, meets: { kind: 'other', pm_level: 2 }, misses: { kind: 'other' } },
  { clause: 'Đ13.1', level: 3, meets: { ...secret, ns_harm: 'HARM' }, misses: { ...internal } },
  { clause: 'Đ13.2a', level: 3, meets: { ...service, conditional_business_line: true }, misses: service },
  { clause: 'Đ13.2b', level: 3, meets: { ...service, tthc: true }, misses: service },
  {
    clause: 'Đ13.2c',
    level: 3,
    meets: { ...service, subjects: { basic: 0, sensitive: 10_000 } },
    misses: { ...service, subjects: { basic: 0, sensitive: 9_999 } },
  },
  {
    clause: 'Đ13.3',
    level: 3,
    meets: { ...infrastructure, serves: 'ministry_sector_province' },
    misses: infrastructure,
  },
  { clause: 'Đ13.4', level: 3, meets: { ...control, works_class: 'II-IV' }, misses: control },
  { clause: 'Đ13.5', level: 3, meets: { kind: 'other', pm_level: 3 }, misses: { kind: 'other' } },
  {
    clause: 'Đ14.1',
    level: 4,
    meets: { ...secret, ns_harm: 'SERIOUS' },
    misses: { ...secret, ns_harm: 'HARM' },
  },
  { clause: 'Đ14.2', level: 4, meets: nation, misses: { ...nation, continuous_24x7: false } },
  {
    clause: 'Đ14.2',
    level: 4,
    meets: { ...service, national_egov: true, continuous_24x7: true },
    misses: { ...service, continuous_24x7: true },
  },
  {
    clause: 'Đ14.3',
    level: 4,
    meets: { ...control, works_class: 'I' },
    misses: { ...control, works_class: 'II-IV' },
  },
  { clause: 'Đ14.4', level: 4, meets: { kind: 'other', pm_level: 4 }, misses: { kind: 'other' } },
  {
    clause: 'Đ15.1',
    level: 5,
    meets: { ...secret, ns_harm: 'EXCEPTIONAL', strategic: true },
    misses: { ...secret, ns_harm: 'SERIOUS', strategic: true },
  },
  {
    clause: 'Đ15.2',
    level: 5,
    meets: { ...infrastructure, central_store_of_specially_important_data: true },
    misses: infrastructure,
  },
  { clause: 'Đ15.3', level: 5, meets: { ...nation, international_connection: true }, misses: nation },
  {
    clause: 'Đ15.4',
    level: 5,
    meets: { ...control, works_class: 'special' },
    misses: { ...control, works_class: 'I' },
  },
  { clause: 'Đ15.5', level: 5, meets: { kind: 'other', pm_level: 5 }, misses: { kind: 'other' } },
];

describe('Nghị định 331/2026', () => {
  it.each(clauses)(
    '$clause gives level $level, and only where it holds',
    ({ clause, level, meets, misses }) => {
      const met = answer(meets, '2026-11-01');

      expect(met.level).toBe(level);
      expect(met.reasons.map((reason) => reason.clause)).toContain(clause);
      expect(answer(misses, '2026-11-01').reasons.map((reason) => reason.clause)).not.toContain(clause);
    },
  );

  it('has a case for every criterion that ships', () => {
    const shipped = law.regimes.find(({ id }) => id === 'ND331')?.criteria.map(({ clause }) => clause);

    expect([...new Set(clauses.map(({ clause }) => clause))].sort()).toEqual([...new Set(shipped)].sort());
  });
});

const grade = (online_service_grade: number) => ({ ...service, tthc: true, online_service_grade });
const old = [
  { clause: 'Đ7', level: 1, input: internal },
  { clause: 'Đ8.1', level: 2, input: { ...internal, information: ['private'] } },
  { clause: 'Đ8.2a', level: 2, input: grade(2) },
  { clause: 'Đ8.2b', level: 2, input: service },
  { clause: 'Đ8.2c', level: 2, input: { ...service, users: 9_999 } },
  { clause: 'Đ8.3', level: 2, input: infrastructure },
  { clause: 'Đ9.1', level: 3, input: { ...secret, ns_harm: 'HARM' } },
  { clause: 'Đ9.2a', level: 3, input: grade(3) },
  { clause: 'Đ9.2b', level: 3, input: { ...service, conditional_business_line: true } },
  { clause: 'Đ9.2c', level: 3, input: { ...service, users: 10_000 } },
  { clause: 'Đ9.3', level: 3, input: { ...infrastructure, serves: 'several_provinces' } },
  { clause: 'Đ9.4', level: 3, input: { ...control, works_class: 'II-IV' } },
  { clause: 'Đ10.1', level: 4, input: { ...secret, ns_harm: 'SERIOUS' } },
  { clause: 'Đ10.2', level: 4, input: { ...service, national_egov: true, continuous_24x7: true } },
  { clause: 'Đ10.3', level: 4, input: nation },
  { clause: 'Đ10.4', level: 4, input: { ...control, works_class: 'I' } },
  { clause: 'Đ11.1', level: 5, input: { ...secret, ns_harm: 'EXCEPTIONAL' } },
  { clause: 'Đ11.2', level: 5, input: { ...service, central_store_of_specially_important_data: true } },
  { clause: 'Đ11.3', level: 5, input: { ...nation, international_connection: true } },
  { clause: 'Đ11.4', level: 5, input: { ...control, works_class: 'II-IV', works_ns_important: true } },
  { clause: 'Đ11.5', level: 5, input: { kind: 'other', pm_level: 5 } },
];

describe('Nghị định 85/2016', () => {
  it.each(old)('$clause gives level $level', ({ clause, level, input }) => {
    const { reasons, ...rest } = answer(input, '2026-06-30');

    expect(rest).toMatchObject({ level, regime: 'ND85' });
    expect(reasons.map((reason) => reason.clause)).toContain(clause);
  });

  it('says of a criterion from memory that it is', () => {
    expect(answer(internal, '2026-06-30').warnings.join('\n')).toMatch(/Đ7; M: theo trí nhớ/);
  });

  it('has a case for every criterion that ships', () => {
    const shipped = law.regimes.find(({ id }) => id === 'ND85')?.criteria.map(({ clause }) => clause);

    expect(old.map(({ clause }) => clause).sort()).toEqual([...(shipped ?? [])].sort());
  });
});

describe('transition', () => {
  const building = {
    ...service,
    subjects: { basic: 50_000, sensitive: 0 },
    construction_started_before_2026_07_01: true,
  };
  const levelled = { ...service, level_legacy: 3 };

  it.each([
    { on: '2026-06-30', input: building, regime: 'ND85', level: 3, says: /users/ },
    { on: '2026-07-01', input: building, regime: 'GAP', level: null, says: /không có nghị định nào/ },
    { on: '2026-08-18', input: building, regime: 'GAP', level: null, says: /Theo ND85.*cấp độ 3[\s\S]*/ },
    { on: '2026-08-18', input: levelled, regime: 'GAP', level: 3, says: /LP-T1/ },
    {
      on: '2026-08-19',
      input: building,
      regime: 'ND85',
      level: 3,
      says: /LP-T2[\s\S]*2026-12-31[\s\S]*Theo ND331: cấp độ 2/,
    },
    { on: '2026-12-31', input: building, regime: 'ND85', level: 3, says: /LP-T3/ },
    { on: '2027-01-01', input: building, regime: 'ND331', level: 2, says: /LP-T3.*2027-06-30/ },
    { on: '2026-11-01', input: levelled, regime: 'ND331', level: 2, says: /LP-T1[\s\S]*Đ25/ },
    {
      on: '2026-11-01',
      input: { ...service, in_operation: true },
      regime: 'ND331',
      level: 2,
      says: /LP-T4.*INF/,
    },
    { on: '2010-01-01', input: service, regime: 'none', level: null, says: /2010-01-01/ },
  ])('$on: $regime gives $level', ({ on, input, regime, level, says }) => {
    const given = answer(input, on);

    expect(given).toMatchObject({ regime, level });
    expect(given.warnings.join('\n')).toMatch(says);
  });
});

describe('components', () => {
  const on = '2026-11-01';
  const half = { ...service, subjects: { basic: 60_000, sensitive: 0 } };
  const container = { proposed: 2 };

  it('takes the highest', () => {
    expect(answer({ ...internal, components: [{ ...service, tthc: true }] }, on).level).toBe(3);
  });

  it('does not let two halves stay below a threshold that they may pass together', () => {
    expect(answer({ ...container, components: [half, half] }, on)).toMatchObject({
      level: null,
      floor: 2,
      candidates: [2, 3],
      undecided: ['U-COUNT'],
    });
    expect(
      answer({ ...container, subjects: { basic: 70_000, sensitive: 0 }, components: [half, half] }, on),
    ).toMatchObject({ level: 2, undecided: [] });
    expect(
      answer({ ...container, subjects: { basic: 110_000, sensitive: 0 }, components: [half, half] }, on)
        .candidates,
    ).toContain(3);
  });

  it('refuses a formal split and tells the level of the whole', () => {
    const split = { split_merge_affects_level: true, components: [service, { ...service, tthc: true }] };

    expect(answer(split, on)).toMatchObject({
      level: null,
      floor: 3,
      candidates: [3],
      undecided: ['RESCOPE'],
    });
    expect(answer(split, on).warnings.join('\n')).toMatch(/Đ8\.3[\s\S]*cấp độ 3/);
  });

  it('flags what is proposed below the criteria, of the whole and of a component', () => {
    const { warnings } = answer(
      {
        ...container,
        components: [
          { ...service, name: 'Cổng', proposed: 2 },
          { ...service, tthc: true },
        ],
      },
      on,
    );

    expect(warnings.join('\n')).toMatch(/đề xuất 2 thấp hơn tiêu chí: ít nhất cấp độ 3[\s\S]*«Cổng»/);
  });

  it.each([
    { what: 'procedures', input: { ...service, tthc: true, proposed: 2 }, says: /Đ13\.2b/ },
    {
      what: 'province-wide infrastructure',
      input: { ...infrastructure, serves: 'ministry_sector_province', proposed: 2 },
      says: /Đ13\.3/,
    },
    {
      what: 'many subjects',
      input: { ...service, subjects: { basic: 100_000, sensitive: 0 }, proposed: 2 },
      says: /Đ13\.2c/,
    },
  ])('flags level 2 for $what', ({ input, says }) => {
    expect(answer(input, on).warnings[0]).toMatch(says);
  });

  it.each([
    {
      what: 'a forecast above the threshold',
      input: { ...service, subjects_forecast: 100_000 },
      says: /dự kiến.*V2/,
    },
    { what: 'a part that cannot run alone', input: { ...service, independent: false }, says: /Đ8\.1b/ },
  ])('tells of $what', ({ input, says }) => {
    expect(answer(input, on).warnings.join('\n')).toMatch(says);
    expect(answer(input, on).level).toBe(2);
  });

  it('does not complain of a proposal that is high enough', () => {
    expect(answer({ ...service, tthc: true, proposed: 3 }, on).warnings).toEqual([]);
  });
});

describe('what is not known', () => {
  it.each([
    { what: 'the kind', input: { information: ['public'] }, code: 'U-KIND' },
    { what: 'procedures or not', input: { ...service, tthc: undefined }, code: 'U-TTHC' },
    { what: 'conditional or not', input: { ...service, conditional_business_line: null }, code: 'U-COND' },
    { what: 'how many', input: { ...service, subjects: undefined }, code: 'U-COUNT' },
    { what: 'what information', input: { kind: 'internal' }, code: 'U-INFO' },
    { what: 'whom it serves', input: { kind: 'infrastructure' }, code: 'U-SERVES' },
    {
      what: 'round the clock or not',
      input: { kind: 'infrastructure', serves: 'national' },
      code: 'U-NATION',
    },
    { what: 'the class of works', input: { kind: 'industrial_control' }, code: 'U-WORKS' },
    { what: 'a harm', input: { ...internal, harm: { PUBLIC: null } }, code: 'U-HARM' },
    {
      what: 'a central store',
      input: { ...internal, central_store_of_specially_important_data: null },
      code: 'U-CENTRAL',
    },
    {
      what: 'a static page',
      input: { ...service, information: ['public'], subjects: undefined, static_page: true },
      code: 'U-STATIC',
    },
    {
      what: 'shared e-mail',
      input: { ...internal, information: ['private'], shared_collaboration: true },
      code: 'U-PORTAL-EMAIL',
    },
    {
      what: 'national e-government outside office hours',
      input: { ...service, national_egov: true, continuous_24x7: null },
      code: 'U-EGOV247',
    },
    {
      what: 'state secrets without harm',
      input: { ...secret, ns_harm: 'NONE' },
      code: 'U-SECRET-NOHARM',
      level: 3,
    },
  ])('$what: $code', ({ input, code, level = null }) => {
    const given = answer(input, '2026-11-01');

    expect(given.level).toBe(level);
    expect(given.undecided).toContain(code);
    expect(given.warnings.join('\n')).toContain(`${code}: `);
    if (level === null) expect(given.warnings[0]).toMatch(/^Sơ bộ, chưa kết luận/);
  });
});

describe('input', () => {
  it.each([
    { what: 'an unknown field', input: { kind: 'internal', knd: 1 }, field: 'knd' },
    { what: 'an unknown kind', input: { kind: 'banana' }, field: 'kind' },
    { what: 'a day that does not exist', input: { on: '2026-02-30' }, field: 'on' },
    { what: 'less than nobody', input: { subjects: { basic: -1 } }, field: 'basic' },
    { what: 'half a person', input: { subjects_basic: 0.5 }, field: 'subjects_basic' },
    { what: 'a level that is none', input: { proposed: 6 }, field: 'proposed' },
    {
      what: 'two answers to one question',
      input: { tthc: true, resolves_tthc: false },
      field: 'resolves_tthc',
    },
    { what: 'no information at all', input: { information: [] }, field: 'information' },
    { what: 'a bad component', input: { components: [{ kind: 'x' }] }, field: 'components.0.kind' },
  ])('refuses $what and names the field', ({ input, field }) => {
    const parsed = LevelInput.safeParse({ name: 'Hệ thống', ...input });

    expect(parsed.success).toBe(false);
    const named = parsed.error?.issues.map((issue) =>
      [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.'),
    );
    expect(named?.join(' ')).toContain(field);
  });

  it('takes the same fact twice when it is the same', () => {
    const input = {
      kind: 'public_service',
      types: ['b'],
      tthc: true,
      resolves_tthc: true,
      conditional_business_line: false,
      conditional_line: 'NO',
    };

    expect(LevelInput.safeParse({ name: 'Hệ thống', ...input }).success).toBe(true);
  });
});
