import type { Dossier, DossierAct, DossierEvent } from '@khien/model';
import { replacedBy } from './moves';
import { newDossier } from './new-dossier';
import {
  contextOf,
  evidenceOf,
  refusal,
  type Step,
  systemOf,
  take,
  until,
  walk,
  wayTo,
} from './testing/province';

const stepOf = (steps: Step[], kind: DossierEvent['kind']): Step =>
  steps.find(({ event }) => event.kind === kind) as Step;

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
    {
      what: 'in use before the law, though built before it',
      system: systemOf({ constructionStartedOn: '2019-03-01', wentLiveOn: '2020-01-15' }),
      on: '2026-10-05',
      problems: ['not_transitional'],
    },
    {
      what: 'in use since, after the law',
      system: systemOf({ constructionStartedOn: '2026-03-01', wentLiveOn: '2026-08-01' }),
      on: '2026-10-05',
      problems: [],
    },
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
