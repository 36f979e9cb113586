import type { Evidence, EvidenceFact, LayerVerdict, System } from '@khien/model';
import { LayerStatus } from '@khien/model';
import fc from 'fast-check';
import type { LegalRegimes } from '../legal/legal-file';
import { judge, oneSilent, verdictOf } from '../testing/layer-case';
import {
  antiMalware,
  assessed,
  designated,
  evidence,
  linked,
  monitored,
  NOW,
  ON,
  sampleSystem,
  telemetry,
} from '../testing/sample-evidence';
import { shippedLaw } from '../testing/shipped-law';
import { verdictRank } from './layer-order';

const { law, problems } = shippedLaw();

describe('the shipped four layers', () => {
  it('are read without a complaint', () => {
    expect(problems).toEqual([]);
    expect(law.layerChecks.map(({ layer }) => layer).filter((layer) => layer === 1)).toHaveLength(4);
  });

  it('hold when everything they ask for is on record, each with its reason, clause and mark', () => {
    const { layers } = judge();

    expect(layers.map(({ verdict }) => verdict)).toEqual(['met', 'met', 'met', 'met']);
    expect(layers.map((layer) => LayerStatus.safeParse(layer).success)).toEqual([true, true, true, true]);
    for (const { reasons } of layers)
      for (const { text, clause, mark } of reasons)
        expect([text.vi, text.en, clause, mark].every(Boolean)).toBe(true);
  });

  it('say the last day on which they hold: certificate, roster, interval', () => {
    expect(judge().layers.map(({ expiresOn }) => expiresOn)).toEqual([
      '2028-01-01',
      '2027-06-30',
      '2027-09-10',
      undefined,
    ]);
  });

  it('without anything on record never hold', () => {
    const { layers, technical } = judge({ evidence: [], telemetry: undefined });

    expect(layers.map(({ verdict }) => verdict)).toEqual(['not_met', 'not_met', 'not_met', 'not_met']);
    expect(technical.map(({ verdict }) => verdict)).toEqual([
      'unverifiable',
      'unverifiable',
      'out_of_scope',
      'out_of_scope',
    ]);
  });

  it('take no word from another system, from the future, or one that was corrected', () => {
    const bad = [
      evidence(designated(), { systemId: 'khac' }),
      evidence(designated(), { collectedAt: NOW + 1 }),
      evidence(designated(), { effectiveFrom: '2026-11-21' }),
      evidence(designated(), { _id: 'old' }),
      evidence(designated({ person: undefined }), { supersedes: 'old' }),
    ];
    expect(verdictOf('on-site-designated', { evidence: bad.slice(0, 4) })).toBe('met');
    expect(verdictOf('on-site-designated', { evidence: bad.slice(0, 3) })).toBe('not_met');
    expect(verdictOf('on-site-designated', { evidence: bad })).toBe('not_met');
  });

  it('take the word of the agency and of the province', () => {
    const { systemId: _gone, ...ofProvince } = evidence(monitored());
    expect(verdictOf('monitoring-provider', { evidence: [ofProvince] })).toBe('met');
    expect(verdictOf('monitoring-provider', { evidence: [{ ...ofProvince, agencyId: 'vp-ubnd' }] })).toBe(
      'met',
    );
    expect(verdictOf('monitoring-provider', { evidence: [{ ...ofProvince, agencyId: 'khac' }] })).toBe(
      'not_met',
    );
  });
});

describe('the scope of a province', () => {
  const chosen = (id: string, value: string): LegalRegimes => ({
    ...law,
    parameters: law.parameters.map((each) =>
      each.id === id ? { ...each, entries: each.entries.map((entry) => ({ ...entry, value })) } : each,
    ),
  });
  it.each<{ option: string; system: Partial<System>; level?: number; in: boolean }>([
    { option: 'plan-or-level-3', system: { marks: [] }, level: 2, in: false },
    { option: 'plan-or-level-3', system: { marks: ['specialised'] }, level: 1, in: true },
    { option: 'plan-or-level-3', system: { marks: [] }, level: 3, in: true },
    { option: 'plan-or-level-3', system: { marks: undefined }, level: 1, in: true },
    { option: 'plan-or-level-3', system: { marks: [] }, in: true },
    { option: 'data-centre', system: { marks: ['shared'] }, level: 4, in: false },
    { option: 'all', system: { marks: [] }, level: 1, in: true },
    { option: 'important', system: { marks: ['shared'] }, level: 3, in: false },
    {
      option: 'databases',
      system: { marks: [], datasets: [{ id: 'a', dataClass: 'private' }] },
      level: 1,
      in: true,
    },
    { option: 'no-such-option', system: { marks: [] }, level: 1, in: true },
  ])('K5 $option, $system, level $level: inside $in', ({ option, system, level, in: inside }) => {
    const { layers } = judge({
      system: sampleSystem(system),
      level,
      model: chosen('local.scope.four-layers', option),
    });
    expect(layers.every(({ verdict }) => verdict === 'out_of_scope')).toBe(!inside);
    if (!inside) expect(layers[0]?.reasons[0]?.text.vi).toMatch(/K5/);
  });

  it.each<{ system: Partial<System>; alive: boolean; in: boolean }>([
    { system: { stage: 'construction' }, alive: false, in: false },
    { system: { stage: 'construction' }, alive: true, in: true },
    { system: { stage: 'design', wentLiveOn: '2026-01-01' }, alive: false, in: true },
    { system: { stage: 'retired' }, alive: true, in: false },
    { system: { stage: undefined }, alive: false, in: true },
  ])('$system, heard $alive: judged $in', ({ system, alive, in: inside }) => {
    const { layers } = judge({
      system: sampleSystem(system),
      telemetry: telemetry(alive ? {} : { sources: [] }),
    });
    expect(layers.every(({ verdict }) => verdict === 'out_of_scope')).toBe(!inside);
  });
});

describe('technical layers, an advice beside the four', () => {
  it('are asked from level 3, of the layers the card names', () => {
    const { technical } = judge({ telemetry: oneSilent });
    expect(technical.map(({ layer, verdict }) => [layer, verdict])).toEqual([
      ['network', 'met'],
      ['application', 'not_met'],
      ['database', 'out_of_scope'],
      ['endpoint', 'out_of_scope'],
    ]);
    expect(judge({ level: 2 }).technical.every(({ verdict }) => verdict === 'out_of_scope')).toBe(true);
  });

  it('never weigh on the four', () => {
    const deaf = telemetry({ sources: [{ sourceId: 's', layer: 'network', state: 'alive' }] });
    const { layers, technical } = judge({
      system: sampleSystem({ technicalLayers: undefined }),
      telemetry: deaf,
    });
    expect(technical.filter(({ verdict }) => verdict === 'not_met')).toHaveLength(3);
    expect(layers[1]?.verdict).toBe('met');
  });
});

describe('whatever is on record', () => {
  const maybe = (fact: fc.Arbitrary<EvidenceFact>): fc.Arbitrary<Evidence[]> =>
    fc
      .tuple(
        fc.option(fact, { nil: undefined }),
        fc.constantFrom(undefined, '2026-11-19', '2026-12-01', '2028-01-01'),
      )
      .map(([each, effectiveTo]) => (each ? [evidence(each, effectiveTo ? { effectiveTo } : {})] : []));
  const day = fc.constantFrom('2025-01-01', '2025-11-20', '2026-11-19', '2026-11-25', '2027-06-01');
  const record = fc
    .tuple(
      maybe(
        fc
          .record({ person: fc.constantFrom(undefined, 'A'), validTo: day })
          .map(({ person, validTo }) => designated({ person, certificate: { name: 'c', validTo } })),
      ),
      maybe(
        fc
          .record({
            coverage: fc.constantFrom('24x7', 'office_hours'),
            rosterUntil: fc.option(day, { nil: undefined }),
            providerKind: fc.constantFrom('hired', 'province_soc'),
          })
          .map(monitored),
      ),
      maybe(
        fc
          .record({
            on: day,
            result: fc.constantFrom('pass', 'fail'),
            assessorKind: fc.constantFrom('operator', 'professional_body'),
            assessorId: fc.constantFrom('cong-an-tinh', 'x'),
          })
          .map(assessed),
      ),
      maybe(
        fc
          .record({
            state: fc.constantFrom('connected', 'down', 'planned'),
            lagSeconds: fc.constantFrom(undefined, 1, 999),
            endpoint: fc.constantFrom('vncert', 'la'),
          })
          .map(linked),
      ),
      maybe(fc.record({ connected: fc.boolean() }).map(antiMalware)),
    )
    .map((parts) => parts.flat());
  const protects = (verdict: LayerVerdict): boolean => verdict === 'met' || verdict === 'at_risk';

  it('taking something away never makes a layer protect, nor one that protects better', () => {
    fc.assert(
      fc.property(record, fc.nat(4), fc.boolean(), (held, at, dropTelemetry) => {
        const before = judge({ evidence: held }).layers;
        const after = judge({
          evidence: held.filter((_, index) => index !== at),
          telemetry: dropTelemetry ? undefined : telemetry(),
        }).layers;
        before.forEach((layer, index) => {
          const then = after[index]?.verdict ?? 'met';
          if (protects(layer.verdict))
            expect(verdictRank(then)).toBeGreaterThanOrEqual(verdictRank(layer.verdict));
          else expect(protects(then)).toBe(false);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('a layer is as good as the worst of its checks, and ends on no day that is past', () => {
    fc.assert(
      fc.property(record, (held) => {
        for (const { verdict, reasons, expiresOn } of judge({ evidence: held }).layers) {
          const worst = Math.max(...reasons.map((reason) => verdictRank(reason.verdict)));
          expect(verdictRank(verdict)).toBe(worst);
          if (expiresOn !== undefined) expect(expiresOn >= ON).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([1, 2, 3] as const)('layer %i holds on its last day and is worse the day after', (layer) => {
    const of = (on: string) => judge({ on, now: NOW }).layers.find((each) => each.layer === layer);
    const last = of(ON)?.expiresOn ?? '';
    const next = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);

    expect(protects(of(last)?.verdict ?? 'not_met')).toBe(true);
    expect(verdictRank(of(next)?.verdict ?? 'met')).toBeGreaterThanOrEqual(
      verdictRank(of(last)?.verdict ?? 'not_met'),
    );
  });
});
