import { Deadline as DeadlineSchema, type Dossier } from '@khien/model';
import fc from 'fast-check';
import { agreement, all, clock, dossier, find, plan, short } from '../testing/deadline-case';
import { assessed, designated, evidence, monitored, ON, sampleSystem } from '../testing/sample-evidence';
import { shippedLaw } from '../testing/shipped-law';
import { addDays, dayDiff } from '../working-days/day-arithmetic';

const { law } = shippedLaw();

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
