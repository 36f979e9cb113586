import type { Dossier, DossierAct, DossierEvent } from '@khien/model';
import fc from 'fast-check';
import { allowedEvents, decide } from './decide';
import type { DossierContext } from './dossier-context';
import { foldActs } from './fold-acts';
import { newDossier } from './new-dossier';
import { actor, answerOf, contextOf, paper, systemOf, WHO, wholeSections } from './testing/province';

const RETURNED = new Set(['supplementing', 'revising']);
const opinion = (conclusion: 'suitable' | 'not_suitable', more: object) =>
  ({
    kind: 'opinion_given',
    conclusion,
    form: 'meeting',
    opinion: 'Ý kiến',
    defects: ['x'],
    coordinating: [],
    ...more,
  }) as DossierEvent;

/** Commands of every kind, whole and not, by everybody who might try. */
const level = fc.integer({ min: 1, max: 5 });
const maybePaper = fc.option(fc.constant({ paper: paper('1/CV') }), { nil: {} });
const anyEvent: fc.Arbitrary<DossierEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<DossierEvent>({ kind: 'started' }) },
  {
    weight: 4,
    arbitrary: fc.record({ level, criticalList: fc.boolean() }).map<DossierEvent>((more) => ({
      kind: 'level_proposed',
      ...more,
      computed: { level: null, floor: null, candidates: [], undecided: [], clauses: [], regime: 'none' },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.boolean().map<DossierEvent>((independent) => ({ kind: 'risk_assessed', independent })),
  },
  { weight: 2, arbitrary: fc.constant<DossierEvent>({ kind: 'regulation_issued', paper: paper('1/QC') }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('so-khcn', 'xa', undefined).map<DossierEvent>((appraiserId) => ({
      kind: 'appraiser_assigned',
      appraiser: 'x',
      paper: paper('2/QĐ'),
      ...(appraiserId ? { appraiserId } : {}),
    })),
  },
  { weight: 2, arbitrary: fc.constant<DossierEvent>({ kind: 'expert_opinion_requested' }) },
  {
    weight: 2,
    arbitrary: fc
      .boolean()
      .map<DossierEvent>((favourable) => ({ kind: 'expert_opinion_given', favourable, opinion: 'x' })),
  },
  { weight: 6, arbitrary: fc.constant<DossierEvent>({ kind: 'submitted' }) },
  { weight: 2, arbitrary: fc.constant<DossierEvent>({ kind: 'found_incomplete', missing: ['x'] }) },
  { weight: 5, arbitrary: fc.constant<DossierEvent>({ kind: 'accepted' }) },
  { weight: 5, arbitrary: maybePaper.map((more) => opinion('suitable', { centralBody: 'BCA', ...more })) },
  { weight: 1, arbitrary: fc.constant(opinion('not_suitable', {})) },
  { weight: 4, arbitrary: fc.constant<DossierEvent>({ kind: 'approval_requested' }) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom('mau-06' as const, 'mau-07' as const, 'internal' as const)
      .map<DossierEvent>((form) => ({ kind: 'approved', form, paper: paper('9/QĐ') })),
  },
  { weight: 1, arbitrary: fc.constant<DossierEvent>({ kind: 'approval_refused', reason: 'chưa đạt' }) },
  { weight: 1, arbitrary: fc.constant<DossierEvent>({ kind: 'listed_critical', paper: paper('3/QĐ-TTg') }) },
  { weight: 1, arbitrary: fc.constant<DossierEvent>({ kind: 'deployment_declared', deployment: 'full' }) },
  { weight: 1, arbitrary: fc.constant<DossierEvent>({ kind: 'went_live' }) },
  { weight: 1, arbitrary: fc.constant<DossierEvent>({ kind: 'reported_to_owner' }) },
);
const anyActor = fc.constantFrom(
  WHO.drafter,
  WHO.police,
  WHO.policeChief,
  WHO.owner,
  {
    actor: actor('drafter'),
    unit: 'tinh',
  },
  { actor: actor('so'), unit: 'so-khcn' },
);
/** Either what somebody thought of, or what would come next on the right way, so that runs get far; `skip` leaves a step of it out. */
const anyCommand = fc.record({
  event: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anyEvent }),
  skip: fc.constantFrom('none', 'none', 'none', 'none', 'risk', 'regulation', 'expert', 'appraiser', 'form'),
  by: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anyActor }),
  days: fc.integer({ min: 0, max: 3 }),
  whole: fc.boolean(),
});
type Command = typeof anyCommand extends fc.Arbitrary<infer C> ? C : never;

function next(
  dossier: Dossier,
  { skip }: Command,
  world: Pick<World, 'computed' | 'operatorId'>,
): DossierEvent {
  const { step, track, papers } = dossier;
  const fifth = track === 'L4' || track === 'L5';
  if (step === 'not_started') return { kind: 'started' };
  if (step === 'awaiting_expert_opinion')
    return { kind: 'expert_opinion_given', favourable: true, opinion: 'x' };
  if (step === 'submitted') return { kind: 'accepted' };
  if (step === 'accepted') return opinion('suitable', { centralBody: 'BCA', paper: paper('5/YK') });
  if (step === 'appraised') return { kind: 'approval_requested' };
  if (step === 'approval_requested') {
    const right = track === 'L1-2' ? 'internal' : track === 'L5' ? 'mau-07' : 'mau-06';
    return { kind: 'approved', form: skip === 'form' ? 'mau-06' : right, paper: paper('9/QĐ') };
  }
  if (dossier.proposedLevel === undefined)
    return {
      kind: 'level_proposed',
      level: world.computed.level ?? 3,
      computed: { level: null, floor: null, candidates: [], undecided: [], clauses: [], regime: 'none' },
    };
  if (dossier.riskAssessedOn === undefined && skip !== 'risk')
    return { kind: 'risk_assessed', independent: true };
  if (papers.regulation === undefined && skip !== 'regulation')
    return { kind: 'regulation_issued', paper: paper('1/QC') };
  if (fifth && dossier.expertOpinionOn === undefined && skip !== 'expert')
    return { kind: 'expert_opinion_requested' };
  if (world.operatorId === 'cong-an' && papers.appraiserAssignment === undefined && skip !== 'appraiser')
    return { kind: 'appraiser_assigned', appraiser: 'x', appraiserId: 'so-khcn', paper: paper('2/QĐ') };
  return { kind: 'submitted' };
}

const anyWorld = fc.record({
  computed: fc.constantFrom(answerOf(1), answerOf(2), answerOf(3), answerOf(4), answerOf(5)),
  operatorId: fc.constantFrom('xa', 'cong-an', 'so-khcn'),
  regime: fc.constantFrom('ND331', 'ND85'),
  commands: fc.array(anyCommand, { minLength: 12, maxLength: 40 }),
});
type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

/** Whoever is right for the event, so that long ways get far; a named actor is tried as is. */
const fitting = (event: DossierEvent, dossier: Dossier) => {
  if (['accepted', 'opinion_given', 'found_incomplete', 'expert_opinion_given'].includes(event.kind))
    return {
      ...WHO.police,
      unit: event.kind === 'expert_opinion_given' ? 'cong-an' : (dossier.appraiserId ?? 'cong-an'),
    };
  if (event.kind === 'approved' || event.kind === 'approval_refused')
    return dossier.track === 'L1-2' ? WHO.policeChief : WHO.owner;
  return WHO.drafter;
};

interface Moment {
  before: Dossier;
  after: Dossier;
  act: DossierAct;
  context: DossierContext;
  whole: boolean;
}

/** Tries every command in turn and tells of those that were let through. */
function run({ computed, operatorId, regime, commands }: World): { start: Dossier; moments: Moment[] } {
  const system = systemOf({ operatorId, constructionStartedOn: '2026-03-01', stage: 'construction' });
  const start = newDossier({ system, determination: 1, regime });
  const moments: Moment[] = [];
  let [dossier, day] = [start, Date.parse('2026-10-05')];
  for (const command of commands) {
    const { by, days, whole } = command;
    const event = command.event ?? next(dossier, command, { computed, operatorId });
    day += days * 86_400_000;
    const base = contextOf(3, { system, computed, ...(by ?? fitting(event, dossier)) });
    const context = { ...base, sections: whole || by === undefined ? wholeSections(dossier, base) : [] };
    const decision = decide(dossier, { event, on: new Date(day).toISOString().slice(0, 10) }, context);
    if (!decision.ok) continue;
    const after = foldActs(dossier, [decision.act], context);
    moments.push({ before: dossier, after, act: decision.act, context, whole: context.sections.length > 0 });
    dossier = after;
  }
  return { start, moments };
}

describe('whatever is tried', () => {
  it('nothing is approved past a guard', () => {
    let approvals = 0;
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { moments } = run(world);
        const kinds = moments.map(({ act }) => act.event.kind);
        for (const { before, act, context, whole } of moments) {
          if (act.event.kind !== 'approved') continue;
          approvals += 1;
          const track = before.track ?? 'none';
          const low = track === 'L1-2';
          expect(before.proposedLevel).toBeGreaterThanOrEqual(world.computed.level ?? 0);
          expect(kinds).toContain('submitted');
          expect(kinds).toContain('accepted');
          expect(before.papers.regulation?.date).toBeDefined();
          expect(whole).toBe(true);
          expect(context.unit).toBe(low ? 'cong-an' : 'tinh');
          expect(before.drafters).not.toContain(act.actor.userId);
          expect(before.appraisers).not.toContain(act.actor.userId);
          expect(act.snapshot).toBe(context.snapshot);
          if (!low) expect(before.appraisers.length).toBeGreaterThan(0);
          if (!low) expect(before.step).toBe('approval_requested');
          if (track === 'L4' || track === 'L5') expect(before.expertOpinionOn).toBeDefined();
          else if (world.operatorId === 'cong-an') expect(before.papers.appraiserAssignment).toBeDefined();
          if (world.regime === 'ND331') {
            expect(before.riskAssessedOn).toBeDefined();
            expect(act.event.form).toBe(low ? 'internal' : track === 'L5' ? 'mau-07' : 'mau-06');
            if (!low) expect(before.papers.opinion).toBeDefined();
          }
        }
      }),
      { numRuns: 400 },
    );
    // The property says something only while some runs get that far.
    expect(approvals).toBeGreaterThan(60);
  }, 60_000);

  it('the fold of the acts is the dossier, a clock never runs while it is returned, and approval is a state of its own', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { start, moments } = run(world);
        const acts = moments.map(({ act }) => act);
        const context = contextOf(3);
        expect(foldActs(start, acts, context)).toEqual(moments.at(-1)?.after ?? start);
        expect(acts.map(({ seq }) => seq)).toEqual(acts.map((_, index) => index + 1));
        for (const { after } of moments) {
          const running = after.clocks.filter(({ state }) => state === 'running');
          if (RETURNED.has(after.step) || after.step === 'drafting') expect(running).toEqual([]);
          expect(new Set(running.map(({ parameter }) => parameter)).size).toBe(running.length);
          expect(after.state === 'approved').toBe(after.step === 'approved');
          for (const { startedOn, endedOn } of after.clocks)
            expect((endedOn ?? '9999') >= startedOn).toBe(true);
        }
      }),
      { numRuns: 250 },
    );
  }, 60_000);

  it('two people who decide on one state get one act id, and so one act', () => {
    fc.assert(
      fc.property(anyWorld, anyCommand, anyCommand, (world, one, other) => {
        const { start, moments } = run(world);
        const dossier = moments.at(-1)?.after ?? start;
        const on = dossier.lastOn ?? '2026-10-05';
        const ids = [one, other].flatMap((command) => {
          const { by } = command;
          const event = command.event ?? next(dossier, command, world);
          const base = contextOf(3, { computed: world.computed, ...(by ?? fitting(event, dossier)) });
          const decision = decide(
            dossier,
            { event, on },
            { ...base, sections: wholeSections(dossier, base) },
          );
          return decision.ok ? [decision.act._id] : [];
        });
        expect(new Set(ids).size).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('what is not offered is refused', () => {
    fc.assert(
      fc.property(anyWorld, anyCommand, (world, command) => {
        const { start, moments } = run(world);
        const dossier = moments.at(-1)?.after ?? start;
        const event = command.event ?? next(dossier, command, world);
        const base = contextOf(3, { computed: world.computed, ...fitting(event, dossier) });
        const context = { ...base, sections: wholeSections(dossier, base) };
        const offered = allowedEvents(dossier, context).find(({ kind }) => kind === event.kind);
        const decision = decide(dossier, { event, on: '2027-12-01' }, context);
        if (offered === undefined)
          expect(decision).toMatchObject({ ok: false, problems: [{ code: 'wrong_step' }] });
        else if (event.kind !== 'level_proposed' && offered.problems.length > 0)
          expect(decision.ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
