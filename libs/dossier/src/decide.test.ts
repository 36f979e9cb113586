import { Dossier, DossierAct, type DossierEvent } from '@khien/model';
import { allowedEvents, decide } from './decide';
import { foldActs } from './fold-acts';
import { waitingFor } from './moves';
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
