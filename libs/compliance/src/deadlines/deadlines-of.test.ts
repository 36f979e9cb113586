import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Agency, Agreement, Deadline, Dossier, DossierClock, Evidence, GapPlan } from '@khien/model';
import { Calendar, Deadline as DeadlineSchema } from '@khien/model';
import fc from 'fast-check';
import { parse } from 'yaml';
import { assessed, designated, evidence, monitored, ON, sampleSystem } from '../testing/sample-evidence';
import { shippedLaw } from '../testing/shipped-law';
import { addDays, dayDiff } from '../working-days/day-arithmetic';
import { createWorkingCalendar } from '../working-days/working-calendar';
import type { DeadlineInput } from './deadline-input';
import { deadlinesOf } from './deadlines-of';

const { law } = shippedLaw();
const calendar = createWorkingCalendar(
  Calendar.parse(parse(readFileSync(join(__dirname, '../../../../config/calendar.yml'), 'utf8'))),
);
const agency = (id: string, kind: Agency['kind'] = 'department'): Agency => ({
  id,
  name: { vi: `Đơn vị ${id}`, en: `Unit ${id}` },
  kind,
});
const agencies = [agency('ubnd', 'province'), agency('vp-ubnd'), agency('ttdl', 'centre')];
const dossier = (over: Partial<Dossier> = {}): Dossier => ({
  _id: 'mot-cua.v1',
  version: 1,
  systemId: 'mot-cua',
  agencyId: 'vp-ubnd',
  determination: 1,
  state: 'submitted',
  step: 'accepted',
  seq: 3,
  regime: 'ND331',
  criticalList: false,
  drafters: [],
  appraisers: [],
  approvers: [],
  toSupplement: [],
  papers: {},
  clocks: [],
  deployment: 'none',
  owesReportToOwner: false,
  updatedAt: 0,
  ...over,
});
const clock = (over: Partial<DossierClock> = {}): DossierClock => ({
  parameter: 'LP-A10',
  startedOn: '2026-11-10',
  limit: 15,
  unit: 'working_day',
  dueOn: '2026-12-01',
  state: 'running',
  clause: 'NĐ 331 Đ23.3a',
  mark: 'V1',
  ...over,
});
const plan = (over: Partial<GapPlan> = {}): GapPlan => ({
  _id: 'mot-cua:x.1',
  version: 1,
  systemId: 'mot-cua',
  agencyId: 'vp-ubnd',
  controlId: 'x.1',
  dueOn: '2026-12-31',
  milestones: [{ title: 'Mua sắm', dueOn: '2026-11-30', doneOn: '2026-11-15' }],
  updatedAt: 0,
  updatedBy: 'u',
  ...over,
});
const agreement = (over: Partial<Agreement> = {}): Agreement => ({
  id: 'TT-1',
  consumer: 'mot-cua',
  provider: 'kho',
  datasets: ['ho-tich'],
  purposes: ['tthc'],
  validFrom: '2026-01-01',
  validTo: '2026-12-15',
  citation: 'Thỏa thuận số 01',
  ...over,
});

const all = (over: Partial<DeadlineInput> = {}): Deadline[] =>
  deadlinesOf({
    systems: [sampleSystem()],
    agencies,
    dossiers: [],
    evidence: [],
    gapPlans: [],
    agreements: [],
    law,
    calendar,
    on: ON,
    ...over,
  });
const find = (pattern: RegExp, over: Partial<DeadlineInput> = {}): Deadline[] =>
  all(over).filter(({ id }) => pattern.test(id));
const short = ({ dueOn, state, doneOn }: Deadline) => `${dueOn} ${state}${doneOn ? ` ${doneOn}` : ''}`;

describe('clocks of a dossier', () => {
  it.each([
    { what: 'running', clocks: [clock()], is: ['2026-12-01 open'] },
    { what: 'past', clocks: [clock({ dueOn: '2026-11-19' })], is: ['2026-11-19 overdue'] },
    { what: 'due today', clocks: [clock({ dueOn: ON })], is: ['2026-11-20 open'] },
    {
      what: 'paused and past',
      clocks: [clock({ dueOn: '2026-11-19', state: 'paused' })],
      is: ['2026-11-19 paused'],
    },
    {
      what: 'answered',
      clocks: [clock({ state: 'ended', endedOn: '2026-11-18' })],
      is: ['2026-12-01 done 2026-11-18'],
    },
    { what: 'answered long ago', clocks: [clock({ state: 'ended', endedOn: '2026-01-18' })], is: [] },
    { what: 'without a limit in the law', clocks: [clock({ limit: null, dueOn: undefined })], is: [] },
    { what: 'begun twice on a day', clocks: [clock(), clock()], is: ['2026-12-01 open', '2026-12-01 open'] },
  ])('$what: $is', ({ clocks, is }) => {
    expect(find(/^dossier/, { dossiers: [dossier({ clocks })] }).map(short)).toEqual(is);
  });

  it('say whose they are, by which clause, where to go and how many working days are left', () => {
    expect(find(/^dossier/, { dossiers: [dossier({ clocks: [clock()] })] })[0]).toMatchObject({
      id: 'dossier|mot-cua.v1|LP-A10|2026-11-10',
      title: { vi: 'Thời hạn thẩm định cấp độ 3: Một cửa điện tử' },
      systemId: 'mot-cua',
      agencyId: 'vp-ubnd',
      clause: 'NĐ 331 Đ23.3a',
      href: '/dossiers/mot-cua.v1',
      daysLeft: 11,
      workingDaysLeft: 7,
    });
  });

  it('owe nothing of a version that was replaced', () => {
    expect(find(/^dossier/, { dossiers: [dossier({ step: 'replaced', clocks: [clock()] })] })).toEqual([]);
  });

  it('stand beside the days the owner set', () => {
    const expected = { approvalExpectedOn: '2026-12-10', deploymentExpectedOn: '2027-03-01' };
    const approved = {
      ...expected,
      approvedOn: '2026-11-18',
      validUntil: '2027-11-18',
      deployment: 'full' as const,
    };

    expect(find(/^dossier/, { dossiers: [dossier(expected)] }).map(short)).toEqual([
      '2026-12-10 open',
      '2027-03-01 open',
    ]);
    expect(find(/^dossier/, { dossiers: [dossier(approved)] }).map(short)).toEqual([
      '2026-12-10 done 2026-11-18',
      '2027-03-01 done',
      '2027-11-18 open',
    ]);
  });
});

describe('the transition', () => {
  const legacy = { transition: { levelLegacy: 3 } };
  const built = { constructionStartedOn: '2026-02-01', stage: 'construction' as const };
  it.each([
    { what: 'levelled before', system: legacy, is: ['LP-T1 2027-06-30 open'] },
    {
      what: 'under construction before',
      system: built,
      is: ['LP-T2 2026-12-31 open', 'LP-T3 2027-06-30 open'],
    },
    { what: 'live before', system: { ...built, stage: 'operating' as const }, is: [] },
    { what: 'begun after', system: { ...built, constructionStartedOn: '2026-07-01' }, is: [] },
    {
      what: 'under the rule on its card',
      system: { transition: { rule: 'LP-T2' } },
      is: ['LP-T2 2026-12-31 open', 'LP-T3 2027-06-30 open'],
    },
    { what: 'of which nothing is said', system: {}, is: [] },
    {
      what: 'under construction, approved',
      system: { ...built, dossier: { state: 'approved' as const, approvedOn: '2026-10-01' } },
      is: ['LP-T2 2026-12-31 done 2026-10-01', 'LP-T3 2027-06-30 open'],
    },
  ])('of a system $what: $is', ({ system, is }) => {
    const systems = [sampleSystem({ dossier: { state: 'drafting' }, ...system })];
    const found = find(/^transition/, { systems });
    expect(found.map((each) => `${each.id.split('|')[1]} ${short(each)}`)).toEqual(is);
    for (const { mark, note } of found)
      expect([mark, note?.vi]).toEqual(['INF', expect.stringMatching(/cách đếm khác/)]);
  });

  it('ends when the plan of the new decree is deployed in full, and only of that one', () => {
    const done = (over: Partial<Dossier>) =>
      find(/LP-T1/, {
        systems: [sampleSystem(legacy)],
        dossiers: [dossier({ state: 'approved', deployment: 'full', ...over })],
      })[0]?.state;
    expect([done({}), done({ regime: 'ND85' }), done({ deployment: 'some' })]).toEqual([
      'done',
      'open',
      'open',
    ]);
  });
});

describe('cycles', () => {
  it('count from the day the figure counts where nothing was ever done', () => {
    expect(find(/^cycle\|assessment/).map((each) => `${each.id} ${short(each)} ${each.mark}`)).toEqual([
      'cycle|assessment|mot-cua|2026-08-19 2027-08-19 open INF',
    ]);
    const newer = [sampleSystem({ wentLiveOn: '2026-10-01' })];
    expect(find(/^cycle\|assessment/, { systems: newer }).map(short)).toEqual(['2027-10-01 open']);
  });

  it('begin again with each answer, which ends the one before under the same id', () => {
    const before = find(/^cycle\|assessment/);
    const after = find(/^cycle\|assessment/, { evidence: [evidence(assessed({ on: '2026-09-10' }))] });

    expect(after.map(short)).toEqual(['2027-08-19 done 2026-09-10', '2027-09-10 open']);
    expect(after[0]?.id).toBe(before[0]?.id);
  });

  it.each([
    { level: 1, due: '2028-08-19' },
    { level: 3, due: '2027-08-19' },
    { level: 5, due: '2027-02-19' },
  ])('of level $level: assessed by $due', ({ level, due }) => {
    expect(find(/^cycle\|assessment/, { systems: [sampleSystem({ level })] })[0]?.dueOn).toBe(due);
  });

  it.each<{ what: string; level?: number; is: string[] }>([
    {
      what: 'level 3',
      level: 3,
      is: ['account-review', 'assessment', 'drill-shared', 'risk', 'scan', 'training'],
    },
    {
      what: 'level 4',
      level: 4,
      is: [
        'account-review',
        'assessment',
        'drill',
        'drill-shared',
        'pentest',
        'restore-test',
        'risk',
        'scan',
        'training',
      ],
    },
    { what: 'no known level', is: ['drill-shared'] },
  ])('owed at $what: $is', ({ level, is }) => {
    const found = find(/^cycle/, { systems: [{ ...sampleSystem(), level }] });
    expect([...new Set(found.map(({ id }) => id.split('|')[1]))].sort()).toEqual(is);
  });

  it('are not owed by what does not run yet', () => {
    expect(find(/^cycle/, { systems: [sampleSystem({ stage: 'construction' })] })).toEqual([]);
    expect(all({ systems: [sampleSystem({ stage: 'retired' })] }).filter(({ systemId }) => systemId)).toEqual(
      [],
    );
  });

  it('take a failed restore for no answer, and an earlier day that a risk assessment names', () => {
    const systems = [sampleSystem({ level: 4 })];
    const failed = [evidence({ kind: 'restore_test', on: '2026-10-01', result: 'fail' })];
    const risk = [
      evidence({
        kind: 'risk_assessment',
        on: '2026-10-01',
        independent: true,
        highest: 'low',
        nextOn: '2026-12-01',
      }),
    ];

    expect(find(/restore/, { systems, evidence: failed }).map(short)).toEqual(['2027-01-24 open']);
    expect(find(/risk/, { systems, evidence: risk }).map(short)).toEqual([
      '2026-12-01 open',
      '2027-01-24 done 2026-10-01',
    ]);
  });
});

describe('what runs out', () => {
  const exception = (state: 'requested' | 'approved' | 'revoked') =>
    ({ kind: 'exception', controlId: 'x.1', reason: 'chưa có kinh phí', state }) as const;
  it.each<{ what: string; held: Evidence[]; is: string[] }>([
    {
      what: 'a certificate',
      held: [evidence(designated(), { _id: 'd1' })],
      is: ['certificate|d1 2028-01-01 open'],
    },
    {
      what: 'a certificate and its decision',
      held: [evidence(designated(), { _id: 'd1', effectiveTo: '2026-12-01' })],
      is: ['evidence|d1|end 2026-12-01 open', 'certificate|d1 2028-01-01 open'],
    },
    {
      what: 'a certificate renewed for the same person',
      held: [
        evidence(designated(), { _id: 'd1' }),
        evidence(designated({ certificate: { name: 'y', validTo: '2029-01-01' } }), {
          _id: 'd2',
          effectiveFrom: '2026-09-01',
        }),
      ],
      is: ['certificate|d2 2029-01-01 open'],
    },
    {
      what: 'a certificate corrected',
      held: [
        evidence(designated(), { _id: 'd1' }),
        evidence(designated({ certificate: undefined }), { _id: 'd2', supersedes: 'd1' }),
      ],
      is: [],
    },
    {
      what: 'a monitoring service and its roster',
      held: [evidence(monitored(), { _id: 'm', effectiveTo: '2026-11-19' })],
      is: ['contract|m|end 2026-11-19 overdue', 'roster|m 2027-06-30 open'],
    },
    {
      what: 'a contract',
      held: [
        evidence(
          {
            kind: 'contract',
            title: 'Bảo trì',
            paper: { number: '7/HĐ', date: '2026-01-01' },
            validTo: '2026-12-01',
          },
          { _id: 'c', effectiveTo: '2026-12-01' },
        ),
      ],
      is: ['contract|c 2026-12-01 open'],
    },
    {
      what: 'an exception asked for',
      held: [evidence(exception('requested'), { _id: 'x', effectiveTo: '2026-12-01' })],
      is: [],
    },
    {
      what: 'an exception approved',
      held: [evidence(exception('approved'), { _id: 'x', effectiveTo: '2026-12-01' })],
      is: ['exception|x|end 2026-12-01 open'],
    },
    {
      what: 'an exception revoked',
      held: [
        evidence(exception('approved'), { _id: 'x', effectiveTo: '2026-12-01' }),
        evidence(exception('revoked'), { _id: 'y', effectiveFrom: '2026-09-01', effectiveTo: '2026-12-01' }),
      ],
      is: [],
    },
    { what: 'evidence of another system', held: [evidence(designated(), { systemId: 'khac' })], is: [] },
    {
      what: 'evidence that does not count yet',
      held: [evidence(designated(), { effectiveFrom: '2026-11-21' })],
      is: [],
    },
  ])('$what: $is', ({ held, is }) => {
    const found = find(/^(certificate|evidence|contract|roster|exception)/, { evidence: held });
    expect(found.map((each) => `${each.id} ${short(each)}`)).toEqual(is);
  });

  it('people’s words on controls, all that end on one day as one', () => {
    const said = (controlId: string, effectiveTo: string) =>
      evidence(
        { kind: 'attestation', controlId, result: 'met', method: 'review', statement: 'đã xem' },
        { effectiveTo },
      );
    const control = (controlId: string, expiresOn: string) => ({
      ...{ controlId, status: 'met', basis: 'attested', reasons: [], evidence: [], expiresOn },
    });
    const sheet = {
      _id: 'mot-cua',
      controls: [control('a', '2027-01-01'), control('c', '2027-01-01')],
    } as never;
    const found = find(/^(controls|evidence)/, {
      evidence: [said('a', '2027-01-01'), said('b', '2027-01-01'), said('d', '2027-02-01')],
      sheets: [sheet],
    });

    expect(found.map(({ id, title }) => `${id} ${title.vi}`)).toEqual([
      'controls|mot-cua|2027-01-01 Xác nhận lại 3 biện pháp: Một cửa điện tử',
      'controls|mot-cua|2027-02-01 Xác nhận lại 1 biện pháp: Một cửa điện tử',
    ]);
  });

  it('an agreement, until a later one between the same two is there', () => {
    const later = agreement({ id: 'TT-2', validFrom: '2026-12-01', validTo: '2027-12-15' });
    expect(find(/^agreement/, { agreements: [agreement()] }).map(short)).toEqual(['2026-12-15 open']);
    expect(find(/^agreement/, { agreements: [agreement(), later] }).map(short)).toEqual([
      '2026-12-15 done 2026-12-01',
      '2027-12-15 open',
    ]);
    expect(find(/^agreement/, { agreements: [agreement(), { ...later, consumer: 'khac' }] })[0]?.state).toBe(
      'open',
    );
  });

  it('a plan for a gap and its milestones, until the control is met', () => {
    const sheet = (status: 'met' | 'not_met') =>
      ({
        _id: 'mot-cua',
        controls: [{ controlId: 'x.1', status, basis: 'live', reasons: [], evidence: [] }],
      }) as never;
    const of = (status?: 'met' | 'not_met') =>
      find(/^gap/, { gapPlans: [plan()], ...(status && { sheets: [sheet(status)] }) }).map(short);

    expect(of()).toEqual(['2026-11-30 done 2026-11-15', '2026-12-31 open']);
    expect(of('not_met')).toEqual(of());
    expect(of('met')).toEqual(['2026-11-30 done 2026-11-15', '2026-12-31 done']);
  });
});

describe('the reporting calendar', () => {
  const sent = (over: object = {}, by: Partial<Evidence> = { agencyId: 'ubnd' }): Evidence => {
    const { systemId: _none, ...rest } = evidence(
      {
        kind: 'report_sent',
        report: 'level-stage-2',
        period: '2026',
        on: '2026-12-22',
        channel: 'document_system',
        ...over,
      },
      by,
    );
    return rest;
  };

  it('has the last day in time, and the last working day before it where that is none', () => {
    const stage = (n: 1 | 2) => find(new RegExp(`^report\\|level-stage-${n}\\|2026`));

    expect(stage(1).map(({ dueOn, agencyId }) => [dueOn, agencyId])).toEqual([['2026-12-19', 'ttdl']]);
    expect(stage(1)[0]?.note?.vi).toMatch(/«trước 20\/12».*ngày nghỉ.*18\/12\/2026/);
    expect(stage(2).map(({ dueOn, agencyId }) => [dueOn, agencyId])).toEqual([['2026-12-24', 'ubnd']]);
    expect(stage(2)[0]?.note?.vi).not.toMatch(/ngày nghỉ/);
    expect(stage(1)[0]).toMatchObject({ clause: 'NĐ 331 Đ35.4a', mark: 'V1', href: '/reports/level' });
  });

  it('is owed by the bodies on the cards', () => {
    const systems = [
      sampleSystem({ ownerId: 'so-1', specialisedUnitId: 'cat' }),
      sampleSystem({ id: 'b', agencyId: 'vp-ubnd', operatorId: undefined }),
    ];
    const bodies = (n: 1 | 2) =>
      find(new RegExp(`^report\\|level-stage-${n}\\|2026`), { systems })
        .map(({ agencyId }) => agencyId)
        .sort();

    expect(bodies(1)).toEqual(['cat', 'ttdl', 'vp-ubnd']);
    expect(bodies(2)).toEqual(['so-1', 'ubnd']);
  });

  it.each([
    { what: 'nothing was sent', held: [], on: '2026-12-25', is: 'overdue' },
    { what: 'it was sent', held: [sent()], on: '2026-12-25', is: 'done' },
    { what: 'another period was sent', held: [sent({ period: '2025' })], on: '2026-12-25', is: 'overdue' },
    { what: 'another body sent it', held: [sent({}, { agencyId: 'ttdl' })], on: '2026-12-25', is: 'overdue' },
    { what: 'its last day is today', held: [], on: '2026-12-24', is: 'open' },
  ])('when $what on $on: $is', ({ held, on, is }) => {
    expect(find(/^report\|level-stage-2\|2026/, { evidence: held, on })[0]?.state).toBe(is);
  });

  it('has an end of every period where the plan names no day, and says so', () => {
    const found = find(/^report\|progress\|.*\|ttdl$/).filter(({ state }) => state === 'open');

    expect(found.map(({ id }) => id.split('|')[2])).toEqual([
      '2026-H2',
      '2026-Q4',
      '2026',
      '2027-Q1',
      '2027-H1',
      '2027-Q2',
      '2027-Q3',
    ]);
    expect(found[0]?.note?.vi).toMatch(/không nêu ngày/);
    expect(found[0]?.mark).toBe('S');
  });

  it('shows a day that nobody of the register owes, and it is over when it is past', () => {
    const cutOff = (on: string) => find(/^report\|level-cutoff\|2026/, { on })[0];

    expect(cutOff(ON)).toMatchObject({ state: 'open', dueOn: '2026-12-14' });
    expect(cutOff(ON)?.agencyId).toBeUndefined();
    expect(cutOff('2026-12-15')).toMatchObject({ state: 'done' });
  });

  it('asks the results of critical systems of their owners only', () => {
    expect(find(/critical-check/)).toEqual([]);
    const critical = [sampleSystem({ marks: ['critical_list'], ownerId: 'so-1' })];
    expect(find(/critical-check\|2027/, { systems: critical }).map(({ agencyId }) => agencyId)).toEqual([
      'so-1',
    ]);
  });
});

describe('whatever is owed', () => {
  const day = fc.integer({ min: 0, max: 1200 }).map((n) => addDays('2025-06-01', n));
  const systems = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd'),
        level: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        live: day,
      }),
      { selector: ({ id }) => id },
    )
    .map((rows) =>
      rows.map(({ id, level, live }) => ({
        ...sampleSystem({ id, wentLiveOn: live, transition: { levelLegacy: 3 } }),
        level,
      })),
    );
  const held = fc
    .array(
      fc.record({
        systemId: fc.constantFrom('a', 'b', 'z'),
        on: day,
        from: day,
        what: fc.constantFrom('assessment', 'designation', 'monitoring'),
      }),
      { maxLength: 12 },
    )
    .map((rows) =>
      rows.map(({ systemId, on, from, what }) =>
        evidence(
          what === 'assessment'
            ? assessed({ on })
            : what === 'designation'
              ? designated({ certificate: { name: 'c', validTo: on } })
              : monitored(),
          { systemId, effectiveFrom: from, effectiveTo: addDays(from, 300) },
        ),
      ),
    );

  it('is there once, is what the model says, and its state follows from the day', () => {
    fc.assert(
      fc.property(systems, held, day, (own, known, on) => {
        const found = all({
          systems: own,
          evidence: known,
          on,
          agreements: [agreement()],
          gapPlans: [plan({ systemId: 'a', _id: 'a:x.1' })],
          dossiers: [dossier({ systemId: 'a', _id: 'a.v1', clocks: [clock(), clock()] })],
        });
        const ids = found.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const each of found) {
          expect(DeadlineSchema.safeParse(each).error).toBeUndefined();
          expect(each.daysLeft).toBe(dayDiff(on, each.dueOn));
          if (each.state === 'overdue') expect(each.daysLeft).toBeLessThan(0);
          if (each.state === 'open') expect(each.daysLeft).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its id from one day to the next unless it is done or out of sight', () => {
    fc.assert(
      fc.property(systems, held, day, (own, known, on) => {
        const ids = (at: string) =>
          new Map(all({ systems: own, evidence: known, on: at }).map((each) => [each.id, each]));
        const [now, next] = [ids(on), ids(addDays(on, 1))];
        for (const [id, { state, kind }] of now)
          if (state === 'open' && kind !== 'report' && kind !== 'transition' && !next.has(id))
            // Only evidence that begins to count tomorrow, or a law that begins or ends, may change what is owed.
            expect(
              known.some(
                ({ effectiveFrom, fact }) =>
                  effectiveFrom === addDays(on, 1) || ('on' in fact && fact.on === addDays(on, 1)),
              ) || startsOrEnds(addDays(on, 1)),
            ).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  const startsOrEnds = (on: string): boolean =>
    law.parameters.some(({ entries }) =>
      entries.some(
        (entry) =>
          entry.effective_from === on ||
          (entry.effective_to !== undefined && addDays(entry.effective_to, 1) === on),
      ),
    );
});
