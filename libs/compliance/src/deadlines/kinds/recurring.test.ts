import type { Evidence } from '@khien/model';
import { agreement, all, find, plan, short } from '../../testing/deadline-case';
import { assessed, designated, evidence, monitored, ON, sampleSystem } from '../../testing/sample-evidence';

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

    expect(found.map(({ id, title }) => `${id.split('|')[2]} ${title.vi}`)).toEqual([
      '2026 Báo cáo tiến độ (năm 2026)',
      '2027-Q1 Báo cáo tiến độ (quý I năm 2027)',
      '2027-H1 Báo cáo tiến độ (06 tháng đầu năm 2027)',
      '2027-Q3 Báo cáo tiến độ (quý III năm 2027)',
    ]);
    expect(found[0]?.note?.vi).toMatch(/không nêu ngày/);
    expect(found[0]?.mark).toBe('S');
  });

  it('shows a day that nobody of the register owes, and it is over when it is past', () => {
    const cutOff = (on: string) => find(/^report\|level-cutoff\|2026/, { on })[0];

    expect(cutOff(ON)).toMatchObject({ state: 'open', dueOn: '2026-12-14' });
    expect(cutOff(ON)?.agencyId).toBeUndefined();
    expect(cutOff(ON)?.owes).toEqual({ vi: 'Đơn vị vận hành', en: 'Operator' });
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
