import { Dossier, DossierAct, type DossierEvent } from '@khien/model';
import { clockStanding } from './clocks';
import { allowedEvents, decide } from './decide';
import { foldActs } from './fold-acts';
import { assessmentProblems } from './level-report/assessments';
import { isInTime, levelReportDue } from './level-report/report-due';
import { replacedBy, waitingFor } from './moves';
import { newDossier } from './new-dossier';
import {
  actor,
  answerOf,
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
} from './testing/province';
import { CALENDAR, LAW } from './testing/shipped';

const approval = (steps: Step[]): Step => steps.at(-1) as Step;
const stepOf = (steps: Step[], kind: DossierEvent['kind']): Step =>
  steps.find(({ event }) => event.kind === kind) as Step;

describe('the way through the procedure', () => {
  it.each([
    { level: 1, track: 'L1-2' },
    { level: 2, track: 'L1-2' },
    { level: 3, track: 'L3' },
    { level: 4, track: 'L4' },
    { level: 5, track: 'L5' },
    { level: 3, track: 'L5', criticalList: true },
  ])(
    'level $level on track $track gets approved, and is what the words say',
    ({ level, track, criticalList }) => {
      const { dossier, acts } = walk(wayTo(level, criticalList ? { criticalList } : {}), contextOf(level));

      expect(dossier).toMatchObject({ state: 'approved', step: 'approved', approvedLevel: level, track });
      expect(Dossier.parse(dossier)).toEqual(dossier);
      expect(acts.map((act) => DossierAct.parse(act))).toEqual(acts);
      expect(acts.filter(({ snapshot }) => snapshot).map(({ event }) => event.kind)).toEqual([
        'submitted',
        'opinion_given',
        'approved',
      ]);
      expect(dossier.approvedSnapshot).toBe('a'.repeat(64));
    },
  );

  it('may be one act at levels 1 and 2, and only there', () => {
    const low = contextOf(2);
    const { dossier } = walk([...until(wayTo(2), 'opinion_given'), approval(wayTo(2))], low);
    const level3 = walk(until(wayTo(3), 'opinion_given'), contextOf(3));

    expect(dossier.state).toBe('approved');
    expect(refusal(level3, approval(wayTo(3)), contextOf(3))).toEqual(['wrong_step']);
  });

  it('names who has to act', () => {
    const at = (kind: DossierEvent['kind']) => waitingFor(walk(until(wayTo(4), kind), contextOf(4)).dossier);

    expect(
      ['submitted', 'accepted', 'opinion_given', 'approval_requested', 'approved'].map((kind) =>
        at(kind as never),
      ),
    ).toEqual(['owner', 'appraiser', 'appraiser', 'owner', 'approver']);
  });
});

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

describe('the level that is proposed', () => {
  const propose = (level: number, rationale?: string): Step => {
    const step = stepOf(wayTo(3), 'level_proposed');
    return { ...step, event: { ...step.event, level, ...(rationale ? { rationale } : {}) } as DossierEvent };
  };
  const started = walk(wayTo(3).slice(0, 1), contextOf(3));

  it.each([
    { computed: answerOf(3), level: 2, problems: ['level_below_criteria'] },
    { computed: answerOf(3), level: 3, problems: [] },
    { computed: answerOf(3), level: 4, problems: [] },
    { computed: answerOf(null, { floor: 2 }), level: 2, problems: ['rationale_missing'] },
    { computed: answerOf(null, { floor: 2 }), level: 2, why: 'vì chưa đếm được', problems: [] },
    { computed: answerOf(null, { floor: 3 }), level: 2, why: 'vì chưa đếm được', problems: [] },
  ])('computed $computed.level, proposed $level: $problems', ({ computed, level, why, problems }) => {
    expect(refusal(started, propose(level, why), contextOf(3, { computed }))).toEqual(problems);
  });

  it('is recorded with what the calculator said, whatever was sent', () => {
    const decision = decide(started.dossier, propose(3), contextOf(3, { computed: answerOf(3) }));

    expect(decision).toMatchObject({
      ok: true,
      act: { event: { computed: { level: 3, clauses: ['Đ13.2b'] } } },
    });
  });

  it('is held against the criteria again when the dossier goes up', () => {
    const way = wayTo(2);
    const crossed = contextOf(2, { computed: answerOf(3) });

    expect(refusal(walk(until(way, 'submitted'), contextOf(2)), stepOf(way, 'submitted'), crossed)).toEqual([
      'level_below_criteria',
    ]);
    expect(refusal(walk(until(way, 'approved'), contextOf(2)), approval(way), crossed)).toEqual([
      'level_below_criteria',
    ]);
  });

  it('ends an expert opinion on another level', () => {
    const given = walk(until(wayTo(4), 'submitted'), contextOf(4));
    const other = take(given, { ...propose(5), on: '2026-10-06' }, contextOf(4));

    expect(given.dossier.expertOpinionOn).toBe('2026-10-05');
    expect(other.dossier.expertOpinionOn).toBeUndefined();
  });
});

describe('people', () => {
  it('keeps drafter, appraiser and approver apart, by account', () => {
    const way = wayTo(3);
    const accepted = walk(until(way, 'opinion_given'), contextOf(3));
    const opinion = stepOf(way, 'opinion_given');
    const requested = walk(until(way, 'approved'), contextOf(3));
    const as = (userId: string, unit: string) => ({ actor: actor(userId), unit });

    expect(refusal(accepted, { ...opinion, as: as('drafter', 'cong-an') }, contextOf(3))).toEqual([
      'actor_drafted',
    ]);
    expect(refusal(requested, { ...approval(way), as: as('drafter', 'tinh') }, contextOf(3))).toEqual([
      'actor_drafted',
    ]);
    expect(refusal(requested, { ...approval(way), as: as('appraiser', 'tinh') }, contextOf(3))).toEqual([
      'actor_appraised',
    ]);
  });

  it('counts what was typed into the form as drafting', () => {
    const way = wayTo(3);
    const walked = walk(until(way, 'opinion_given'), contextOf(3));
    const sections = wholeSections(walked.dossier, contextOf(3), 'appraiser');
    const opinion = stepOf(way, 'opinion_given');

    expect(refusal(walked, { ...opinion, as: { ...WHO.police, sections } }, contextOf(3))).toEqual([
      'actor_drafted',
    ]);
  });

  it('takes the specialised unit from its designation where the card has none', () => {
    const { specialisedUnitId: _none, ...bare } = systemOf();
    const designation = evidenceOf(
      { kind: 'designation', role: 'specialised_unit', unit: 'cong-an', decision: paper('1/QĐ') },
      { systemId: undefined, agencyId: 'tinh' },
    );
    const submit = stepOf(wayTo(2), 'submitted');
    const without = contextOf(2, { system: bare });

    expect(refusal(walk(until(wayTo(2), 'submitted'), without), submit, without)).toEqual([
      'appraiser_unknown',
    ]);
    expect(
      refusal(walk(until(wayTo(2), 'submitted'), without), submit, { ...without, evidence: [designation] }),
    ).toEqual([]);
  });
});

describe('returns and clocks', () => {
  const back: Step = {
    event: { kind: 'found_incomplete', missing: ['Sơ đồ mạng'] },
    on: '2026-10-09',
    as: WHO.police,
  };
  const way = wayTo(3);

  it('stands still while it is returned, and starts anew with what is sent again', () => {
    const returned = take(walk(until(way, 'accepted'), contextOf(3)), back, contextOf(3));
    const again = take(returned, { ...stepOf(way, 'submitted'), on: '2026-10-15' }, contextOf(3));

    expect(returned.dossier).toMatchObject({
      state: 'drafting',
      step: 'supplementing',
      toSupplement: ['Sơ đồ mạng'],
    });
    expect(returned.dossier.clocks).toMatchObject([
      { parameter: 'LP-A8', state: 'paused', endedOn: '2026-10-09' },
    ]);
    expect(again.dossier.clocks).toMatchObject([
      { parameter: 'LP-A8', state: 'ended', endedOn: '2026-10-09' },
      { parameter: 'LP-A8', state: 'running', startedOn: '2026-10-15', dueOn: '2026-10-22' },
    ]);
    expect(again.dossier.toSupplement).toEqual([]);
  });

  it('has the clocks of the procedure', () => {
    const clocks = (level: number) =>
      walk(wayTo(level), contextOf(level)).dossier.clocks.map(({ parameter, startedOn, dueOn, endedOn }) => [
        parameter,
        startedOn,
        dueOn,
        endedOn,
      ]);

    expect(clocks(3)).toEqual([
      ['LP-A8', '2026-10-05', '2026-10-12', '2026-10-12'],
      ['LP-A10', '2026-10-12', '2026-11-02', '2026-10-20'],
      ['LP-A12', '2026-11-03', '2026-11-12', '2026-11-10'],
    ]);
    expect(clocks(4).slice(0, 3)).toEqual([
      ['LP-A19', '2026-10-02', undefined, '2026-10-05'],
      ['LP-A8', '2026-10-05', '2026-10-12', '2026-10-12'],
      ['LP-A11', '2026-10-12', '2026-11-16', '2026-10-20'],
    ]);
  });

  it('lists what is not suitable before it returns', () => {
    const opinion = stepOf(way, 'opinion_given');
    const not = (defects: string[]): Step => ({
      ...opinion,
      event: { ...opinion.event, conclusion: 'not_suitable', defects } as DossierEvent,
    });
    const accepted = walk(until(way, 'opinion_given'), contextOf(3));
    const returned = take(accepted, not(['Thiếu phân vùng mạng']), contextOf(3));

    expect(refusal(accepted, not([]), contextOf(3))).toEqual(['defects_missing']);
    expect(returned.dossier).toMatchObject({
      state: 'drafting',
      step: 'revising',
      toSupplement: ['Thiếu phân vùng mạng'],
    });
    expect(returned.dossier.clocks.at(-1)).toMatchObject({ parameter: 'LP-A10', state: 'paused' });
  });

  it('goes back from the approver with a reason', () => {
    const refuse: Step = {
      event: { kind: 'approval_refused', reason: 'Chưa rõ kinh phí' },
      on: '2026-11-05',
      as: WHO.owner,
    };
    const { dossier } = take(walk(until(way, 'approved'), contextOf(3)), refuse, contextOf(3));

    expect(dossier).toMatchObject({
      state: 'drafting',
      step: 'revising',
      toSupplement: ['Chưa rõ kinh phí'],
    });
  });
});

describe('days', () => {
  const started = (on: string): Step => ({ event: { kind: 'started' }, on });
  const fresh = { dossier: newDossier({ system: systemOf(), determination: 1, regime: 'ND331' }), acts: [] };

  it.each([
    { on: '2027-12-02', code: 'day_in_future' },
    { on: '2026-02-30', code: 'no_such_day' },
  ])('refuses $on', ({ on, code }) => {
    expect(refusal(fresh, started(on), contextOf(3))).toContain(code);
  });

  it('refuses a day before the last act, and a paper of a later day than its act', () => {
    const walked = walk(wayTo(3).slice(0, 3), contextOf(3));
    const issued = (on: string, date: string): Step => ({
      event: { kind: 'regulation_issued', paper: paper('1/QC', date) },
      on,
    });

    expect(refusal(walked, issued('2026-10-01', '2026-09-01'), contextOf(3))).toEqual(['day_before_last']);
    expect(refusal(walked, issued('2026-10-02', '2026-10-03'), contextOf(3))).toEqual(['paper_later']);
    expect(refusal(walked, issued('2026-10-02', '2026-10-02'), contextOf(3))).toEqual([]);
  });
});

describe('versions', () => {
  it('determines again while the old stays in force, and replaces it when the new one is approved', () => {
    const context = contextOf(3);
    const old = walk(wayTo(3), context).dossier;
    const next = newDossier({ system: context.system, determination: 2, regime: 'ND331' });
    const again = { ...context, otherVersions: [old] };
    const replaced = (by: string, others: Dossier[]): string[] =>
      refusal(
        { dossier: old, acts: [] },
        { event: { kind: 'replaced', by }, on: '2026-11-12' },
        { ...context, otherVersions: others },
      );
    const approvedNext = wayTo(3).reduce((walked, step) => take(walked, step, again), {
      dossier: next,
      acts: [] as DossierAct[],
    }).dossier;

    expect(replaced(next._id, [next])).toEqual(['no_newer_approved']);
    expect(replacedBy(approvedNext, [old])).toEqual([old]);
    expect(replaced(approvedNext._id, [approvedNext])).toEqual([]);
    const gone = take(
      { dossier: old, acts: [] },
      { event: { kind: 'replaced', by: approvedNext._id }, on: '2026-11-12' },
      { ...context, otherVersions: [approvedNext] },
    );
    expect(gone.dossier).toMatchObject({ state: 'retired', step: 'replaced' });
  });

  it('has one open version at a time', () => {
    const open = walk(wayTo(3).slice(0, 2), contextOf(3)).dossier;
    const next = { dossier: newDossier({ system: systemOf(), determination: 2, regime: 'ND331' }), acts: [] };

    expect(
      refusal(
        next,
        { event: { kind: 'started' }, on: '2026-10-01' },
        contextOf(3, { otherVersions: [open] }),
      ),
    ).toEqual(['other_version_open']);
  });

  it('asks for a risk assessment of its own', () => {
    const way = wayTo(3).filter(({ event }) => event.kind !== 'risk_assessed');
    const old = { ...walk(wayTo(3), contextOf(3)).dossier, approvedOn: '2026-09-15' };
    const risk = (on: string) =>
      evidenceOf({ kind: 'risk_assessment', on, independent: true, highest: 'low' });
    const asks = (on: string): string[] => {
      const context = contextOf(3, { otherVersions: [old], evidence: [risk(on)] });
      const start = {
        dossier: newDossier({ system: context.system, determination: 2, regime: 'ND331' }),
        acts: [] as DossierAct[],
      };
      const drafted = until(way, 'submitted').reduce((walked, step) => take(walked, step, context), start);
      return refusal(drafted, stepOf(way, 'submitted'), context);
    };

    expect(asks('2026-09-01')).toContain('risk_not_assessed');
    expect(asks('2026-10-01')).not.toContain('risk_not_assessed');
  });
});

describe('a dossier under NĐ 85', () => {
  const transitional = systemOf({ constructionStartedOn: '2026-03-01', stage: 'construction' });

  it('counts days as written, and has no reply clock', () => {
    const context = contextOf(3, { system: transitional });
    const { dossier } = walk(wayTo(3), context, 'ND85');

    expect(
      dossier.clocks.map(({ parameter, limit, unit, dueOn }) => [parameter, limit, unit, dueOn]),
    ).toEqual([
      ['LP-A8', null, 'working_day', undefined],
      ['LP-A10', 15, 'day', '2026-10-27'],
      ['LP-A12', 7, 'working_day', '2026-11-12'],
    ]);
  });

  it.each([
    { what: 'in construction', system: transitional, on: '2026-10-05', problems: [] },
    { what: 'in operation', system: systemOf(), on: '2026-10-05', problems: ['not_transitional'] },
    { what: 'after the transition', system: transitional, on: '2027-01-01', problems: ['transition_over'] },
  ])('$what on $on: $problems', ({ system, on, problems }) => {
    const drafted = walk(until(wayTo(3), 'started'), contextOf(3, { system }), 'ND85');
    const way = until(wayTo(3), 'submitted').map((step) => ({ ...step }));
    const folded = way.reduce(
      (walked, step) => take(walked, step, contextOf(3, { system: transitional })),
      drafted,
    );

    expect(refusal(folded, { ...stepOf(wayTo(3), 'submitted'), on }, contextOf(3, { system }))).toEqual(
      problems,
    );
  });
});

describe('what the page offers', () => {
  it('is what the step allows, with why not', () => {
    const { dossier } = walk(until(wayTo(3), 'submitted'), contextOf(3));
    const offered = allowedEvents(dossier, contextOf(3, { evidence: [] }));
    const submit = offered.find(({ kind }) => kind === 'submitted');

    expect(offered.map(({ kind }) => kind)).not.toContain('approved');
    expect(submit?.problems.map(({ code }) => code)).toEqual(['components_incomplete']);
    expect(submit?.problems[0]?.text.vi).toMatch(/^Thành phần hồ sơ còn thiếu\. Hãy điền nốt: /);
  });

  it('says in both languages, with an article and a mark, whatever stands in the way', () => {
    const { dossier } = walk(until(wayTo(4), 'approved'), contextOf(4));
    const told = allowedEvents(dossier, contextOf(4, { computed: answerOf(5), unit: 'xa' })).flatMap(
      ({ problems, warnings }) => [...problems, ...warnings],
    );

    expect(told.length).toBeGreaterThan(2);
    for (const { clause, mark, text } of told) {
      expect(clause).toMatch(/Đ\d/);
      expect(['V1', 'V2', 'INF', 'M', 'S']).toContain(mark);
      expect(text.vi.length).toBeGreaterThan(20);
      expect(text.en.length).toBeGreaterThan(20);
    }
  });

  it('offers only the beginning of a dossier that has none', () => {
    const fresh = newDossier({ system: systemOf(), determination: 1, regime: 'ND331' });

    expect(allowedEvents(fresh, contextOf(3)).map(({ kind }) => kind)).toEqual(['started', 'retired']);
  });
});

it('folds the same acts once, in any order', () => {
  const { dossier, acts } = walk(wayTo(4), contextOf(4));
  const start = newDossier({ system: systemOf(), determination: 1, regime: 'ND331' });

  expect(foldActs(start, [...acts].reverse(), contextOf(4))).toEqual(dossier);
  expect(foldActs(dossier, acts, contextOf(4))).toEqual(dossier);
});
