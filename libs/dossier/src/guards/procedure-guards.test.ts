import type { DossierEvent } from '@khien/model';
import { clockStanding } from '../clocks';
import { decide } from '../decide';
import { assessmentProblems } from '../level-report/assessments';
import { isInTime, levelReportDue } from '../level-report/report-due';
import {
  actor,
  contextOf,
  evidenceOf,
  paper,
  refusal,
  type Step,
  systemOf,
  take,
  until,
  WHO,
  walk,
  wayTo,
  wholeSections,
} from '../testing/province';
import { CALENDAR, LAW } from '../testing/shipped';

const approval = (steps: Step[]): Step => steps.at(-1) as Step;
const stepOf = (steps: Step[], kind: DossierEvent['kind']): Step =>
  steps.find(({ event }) => event.kind === kind) as Step;

describe('guard tests of the procedure', () => {
  it('G01 blocks the approval of level 3 without Mẫu 04', () => {
    const way = wayTo(3);
    const opinion = stepOf(way, 'opinion_given');
    const bare = { ...opinion, event: { ...opinion.event, paper: undefined } as DossierEvent };
    const appraised = take(walk(until(way, 'opinion_given'), contextOf(3)), bare, contextOf(3));

    expect(refusal(appraised, stepOf(way, 'approval_requested'), contextOf(3))).toEqual([
      'opinion_not_attached',
    ]);
    // The signed form is filed afterwards, and only that.
    const not = { ...opinion.event, conclusion: 'not_suitable', defects: ['x'] } as DossierEvent;
    expect(refusal(appraised, { ...opinion, event: not }, contextOf(3))).toEqual(['already_appraised']);
    expect(walk(until(way, 'approved'), contextOf(3)).dossier.papers.opinion?.number).toBe('05/YK');
    const filed = take(appraised, opinion, contextOf(3));
    expect(refusal(filed, stepOf(way, 'approval_requested'), contextOf(3))).toEqual([]);
    // Whatever way it got there, the approval itself asks again.
    const requested = walk(until(way, 'approved'), contextOf(3));
    const { opinion: _gone, ...papers } = requested.dossier.papers;
    const stripped = { ...requested, dossier: { ...requested.dossier, papers } };
    expect(refusal(stripped, approval(way), contextOf(3))).toEqual(['opinion_not_attached']);
  });

  it('G02 lets level 2 be approved without Mẫu 04', () => {
    const way = wayTo(2);
    const opinion = stepOf(way, 'opinion_given');
    const bare = { ...opinion, event: { ...opinion.event, paper: undefined } as DossierEvent };

    expect(walk([...until(way, 'opinion_given'), bare, approval(way)], contextOf(2)).dossier.state).toBe(
      'approved',
    );
  });

  it.each([1, 2, 3, 4, 5])('G03 blocks level %i while the regulation is not issued', (level) => {
    const way = wayTo(level).filter(({ event }) => event.kind !== 'regulation_issued');
    const walked = walk(until(way, 'approved'), contextOf(level));
    const onRecord = evidenceOf(
      { kind: 'regulation', paper: paper('01/QC') },
      { agencyId: 'tinh', systemId: undefined },
    );
    const late = evidenceOf({ kind: 'regulation', paper: paper('01/QC', '2026-11-11') });

    expect(refusal(walked, approval(way), contextOf(level))).toEqual(['regulation_missing']);
    expect(refusal(walked, approval(way), contextOf(level, { evidence: [onRecord] }))).toEqual([]);
    expect(refusal(walked, approval(way), contextOf(level, { evidence: [late] }))).toEqual([
      'regulation_later',
    ]);
  });

  it('G04 keeps a unit that operates the system from appraising it', () => {
    const context = contextOf(3, { system: systemOf({ agencyId: 'cong-an' }) });
    const way = wayTo(3);
    const drafted = walk(until(way, 'submitted'), context);
    const assigned = (appraiserId?: string): Step => ({
      event: {
        kind: 'appraiser_assigned',
        appraiser: 'Hội đồng',
        paper: paper('09/QĐ'),
        ...(appraiserId ? { appraiserId } : {}),
      },
      on: '2026-10-05',
    });
    const byCouncil = take(drafted, assigned(), context);
    const byUnit = take(drafted, assigned('so-khcn'), context);

    expect(refusal(drafted, stepOf(way, 'submitted'), context)).toEqual(['appraiser_operates']);
    expect(refusal(drafted, assigned('cong-an'), context)).toEqual(['appraiser_operates']);
    expect(refusal(byCouncil, stepOf(way, 'submitted'), context)).toEqual([]);
    const sent = take(byUnit, stepOf(way, 'submitted'), context);
    expect(refusal(sent, stepOf(way, 'accepted'), context)).toEqual(['wrong_appraiser']);
    expect(
      refusal(sent, { ...stepOf(way, 'accepted'), as: { actor: actor('other'), unit: 'so-khcn' } }, context),
    ).toEqual([]);
  });

  it('G04 also where the operator is another unit than the agency of the card, and warns of a unit above it', () => {
    const operates = contextOf(2, { system: systemOf({ operatorId: 'cong-an' }) });
    const above = contextOf(2, { system: systemOf({ agencyId: 'ttdl', specialisedUnitId: 'so-khcn' }) });
    const submit = stepOf(wayTo(2), 'submitted');
    const warned = (() => {
      const { dossier } = walk(until(wayTo(2), 'submitted'), above);
      return decide(dossier, submit, { ...above, sections: wholeSections(dossier, above) });
    })();

    expect(refusal(walk(until(wayTo(2), 'submitted'), operates), submit, operates)).toEqual([
      'appraiser_operates',
    ]);
    expect(warned).toMatchObject({ ok: true, warnings: [{ code: 'appraiser_related', mark: 'INF' }] });
  });

  it('G04 asks at level 2 for the opinion of the assigned unit before the approval', () => {
    const context = contextOf(2, { system: systemOf({ operatorId: 'cong-an', appraiserId: 'so-khcn' }) });
    const accept = { ...stepOf(wayTo(2), 'accepted'), as: { actor: actor('other'), unit: 'so-khcn' } };
    const accepted = walk([...until(wayTo(2), 'accepted'), accept], context);

    expect(refusal(accepted, approval(wayTo(2)), context)).toEqual(['opinion_missing']);
  });

  it('G05 keeps level 4 from being sent without the expert opinion', () => {
    const way = wayTo(4);
    const walked = walk(until(way, 'expert_opinion_requested'), contextOf(4));

    expect(refusal(walked, stepOf(way, 'submitted'), contextOf(4))).toContain('expert_opinion_missing');
    expect(
      refusal(
        walk(until(wayTo(3), 'submitted'), contextOf(3)),
        stepOf(way, 'expert_opinion_requested'),
        contextOf(3),
      ),
    ).toEqual(['expert_opinion_not_needed']);
  });

  it.each([
    { id: 'G06', level: 3, by: WHO.policeChief, code: 'wrong_approver', clause: 'NĐ 331 Đ18.2b' },
    { id: 'G06', level: 4, by: WHO.policeChief, code: 'wrong_approver', clause: 'NĐ 331 Đ18.3d' },
    { id: 'G06', level: 2, by: WHO.owner, code: 'wrong_approver', clause: 'NĐ 331 Đ18.1' },
  ])('$id refuses the wrong approver of level $level', ({ level, by, code, clause }) => {
    const way = wayTo(level);
    const { dossier } = walk(until(way, 'approved'), contextOf(level));
    const decision = decide(dossier, approval(way), {
      ...contextOf(level),
      ...by,
      sections: wholeSections(dossier, contextOf(level)),
    });

    expect(decision).toMatchObject({ ok: false, problems: [{ code, clause, mark: 'V1' }] });
  });

  it('G07 leaves the report to the owner as an open task after the approval of level 2', () => {
    const walked = walk(wayTo(2), contextOf(2));
    const report: Step = {
      event: { kind: 'reported_to_owner', paper: paper('08/BC') },
      on: '2026-11-11',
      as: WHO.policeChief,
    };

    expect(walked.dossier.owesReportToOwner).toBe(true);
    expect(refusal(walked, { ...report, as: WHO.drafter }, contextOf(2))).toEqual(['wrong_reporter']);
    const reported = take(walked, report, contextOf(2));
    expect(reported.dossier).toMatchObject({ state: 'approved', owesReportToOwner: false });
    expect(refusal(reported, report, contextOf(2))).toEqual(['no_report_owed']);
    expect(walk(wayTo(3), contextOf(3)).dossier.owesReportToOwner).toBe(false);
  });

  it.each([
    { id: 'G08', level: 5, form: 'mau-06', problems: ['wrong_form'] },
    { id: 'G08', level: 5, form: 'mau-07', problems: [] },
    { id: 'G08', level: 3, form: 'mau-07', problems: ['wrong_form'] },
    { id: 'G08', level: 4, form: 'mau-06', problems: [] },
    { id: 'G08', level: 1, form: 'mau-06', problems: ['wrong_form'] },
  ])('$id level $level on $form: $problems', ({ level, form, problems }) => {
    const way = wayTo(level);
    const step = { ...approval(way), event: { ...approval(way).event, form } as DossierEvent };

    expect(refusal(walk(until(way, 'approved'), contextOf(level)), step, contextOf(level))).toEqual(problems);
  });

  it('G09 switches a level 3 on the critical list to the procedure of level 5', () => {
    const listed: Step = { event: { kind: 'listed_critical', paper: paper('10/QĐ-TTg') }, on: '2026-10-02' };
    const drafted = walk(until(wayTo(3), 'submitted'), contextOf(3));
    const onList = take(drafted, listed, contextOf(3));
    const fromCard = walk(
      until(wayTo(3), 'submitted'),
      contextOf(3, { system: systemOf({ marks: ['critical_list'] }) }),
    );

    expect(drafted.dossier.track).toBe('L3');
    expect(onList.dossier).toMatchObject({ track: 'L5', proposedLevel: 3 });
    expect(fromCard.dossier).toMatchObject({ track: 'L5', criticalList: true });
    expect(refusal(onList, stepOf(wayTo(3), 'submitted'), contextOf(3))).toContain('expert_opinion_missing');
    expect(refusal(walk(until(wayTo(2), 'submitted'), contextOf(2)), listed, contextOf(2))).toEqual([
      'not_for_critical_list',
    ]);
  });

  it('G09 neither lets a proposal take the list back nor lets a system listed since go up', () => {
    const listed: Step = { event: { kind: 'listed_critical', paper: paper('10/QĐ-TTg') }, on: '2026-10-02' };
    const onList = take(walk(until(wayTo(3), 'submitted'), contextOf(3)), listed, contextOf(3));
    const proposal = stepOf(wayTo(3), 'level_proposed');
    const denied = {
      ...proposal,
      on: '2026-10-02',
      event: { ...proposal.event, criticalList: false } as DossierEvent,
    };
    const since = contextOf(3, { system: systemOf({ marks: ['critical_list'] }) });
    const drafted = walk(until(wayTo(3), 'submitted'), contextOf(3));

    expect(take(onList, denied, contextOf(3)).dossier).toMatchObject({ criticalList: true, track: 'L5' });
    expect(refusal(drafted, stepOf(wayTo(3), 'submitted'), since)).toEqual(['listing_not_followed']);
  });

  it('G10 keeps a new system from going live while the plan is partly deployed', () => {
    const context = contextOf(3, { system: systemOf({ stage: 'construction' }) });
    const live: Step = { event: { kind: 'went_live' }, on: '2026-12-01' };
    const deployed = (deployment: 'some' | 'full'): Step => ({
      event: { kind: 'deployment_declared', deployment },
      on: '2026-12-01',
    });
    const assessed = evidenceOf({
      kind: 'assessment',
      purpose: 'conditions',
      assessor: 'Đơn vị độc lập',
      assessorKind: 'independent_unit',
      methods: ['review'],
      on: '2026-11-20',
      result: 'pass',
      openFindings: { critical: 0, high: 0, medium: 0, low: 0 },
    });
    const approved = walk(wayTo(3), context);
    const [partly, fully] = [
      take(approved, deployed('some'), context),
      take(approved, deployed('full'), context),
    ];

    expect(refusal(partly, live, { ...context, evidence: [assessed] })).toEqual(['go_live_not_deployed']);
    expect(refusal(fully, live, context)).toEqual(['go_live_not_assessed']);
    expect(refusal(fully, live, { ...context, evidence: [assessed] })).toEqual([]);
    const draft = walk(until(wayTo(3), 'submitted'), context);
    expect(refusal(draft, live, context)).toEqual([
      'go_live_unapproved',
      'go_live_not_deployed',
      'go_live_not_assessed',
    ]);
    const running = contextOf(3);
    const { dossier } = walk(until(wayTo(3), 'submitted'), running);
    expect(decide(dossier, live, running)).toMatchObject({
      ok: true,
      warnings: [{ code: 'go_live_unapproved' }, {}, {}],
    });
  });

  it('G11 only flags a reply that is late: nothing is accepted by itself', () => {
    const { dossier } = walk(until(wayTo(3), 'accepted'), contextOf(3));
    const [clock] = dossier.clocks;
    const accept = stepOf(wayTo(3), 'accepted');

    expect(clock).toMatchObject({
      parameter: 'LP-A8',
      startedOn: '2026-10-05',
      dueOn: '2026-10-12',
      limit: 5,
      clause: 'NĐ 331 Đ23.2',
    });
    if (!clock) throw new Error('no clock');
    expect(clockStanding(clock, '2026-10-12', CALENDAR)).toEqual({
      late: false,
      workingDaysLeft: 0,
      guessed: false,
    });
    expect(clockStanding(clock, '2026-10-13', CALENDAR)).toEqual({
      late: true,
      workingDaysLeft: -1,
      guessed: false,
    });
    expect(dossier.step).toBe('submitted');
    expect(
      decide(dossier, { ...accept, on: '2026-10-13' }, { ...contextOf(3), ...WHO.police }),
    ).toMatchObject({
      ok: true,
      warnings: [{ code: 'late', clause: 'NĐ 331 Đ23.2' }],
    });
  });

  it('G12 has no legal limit for appraising level 2, only the local one', () => {
    const { dossier } = walk(until(wayTo(2), 'opinion_given'), contextOf(2));
    const running = dossier.clocks.filter(({ state }) => state === 'running');

    expect(running).toMatchObject([
      { parameter: 'LP-A9', limit: null, clause: 'NĐ 331 Đ23.3' },
      { parameter: 'local.appraisal.level-1-2', limit: 7, mark: 'V2' },
    ]);
    expect(running.map((clock) => clockStanding(clock, '2026-11-24', CALENDAR).late)).toEqual([false, true]);
  });

  it('G13 finds a report of 20/12 late and one of 19/12 in time', () => {
    const { stage1, stage2 } = levelReportDue(LAW, CALENDAR, 2026);
    if (!stage1 || !stage2) throw new Error('no dates');

    expect([isInTime(stage1, '2026-12-19'), isInTime(stage1, '2026-12-20')]).toEqual([true, false]);
    expect([isInTime(stage2, '2026-12-24'), isInTime(stage2, '2026-12-25')]).toEqual([true, false]);
    expect(stage1.lastWorkingDay).toBe('2026-12-18');
  });

  const assessment = {
    kind: 'assessment' as const,
    assessor: 'Đơn vị',
    methods: [],
    on: '2026-12-01',
    result: 'pass' as const,
    openFindings: { critical: 0, high: 0, medium: 0, low: 0 },
  };
  it.each([
    { id: 'G14', fact: { purpose: 'periodic', assessorKind: 'operator' }, problem: 'assessor_operates' },
    {
      id: 'G14',
      fact: { purpose: 'periodic', assessorKind: 'independent_unit', assessorId: 'xa' },
      problem: 'assessor_operates',
    },
    {
      id: 'G15',
      fact: { purpose: 'after_change', assessorKind: 'independent_unit' },
      problem: 'professional_body_needed',
    },
    { id: 'G15', fact: { purpose: 'after_change', assessorKind: 'professional_body' }, problem: undefined },
    { id: '-', fact: { purpose: 'periodic', assessorKind: 'independent_unit' }, problem: undefined },
  ] as const)('$id $fact.purpose by $fact.assessorKind: $problem', ({ fact, problem }) => {
    const found = assessmentProblems({ ...assessment, ...fact }, { system: systemOf(), critical: false });

    expect(found.map(({ code }) => code)).toEqual(problem === undefined ? [] : [problem]);
  });
});
