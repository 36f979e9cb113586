import type { Evidence, EvidenceFact, LayerVerdict, System } from '@khien/model';
import { LayerStatus } from '@khien/model';
import fc from 'fast-check';
import type { LegalRegimes } from '../legal/legal-file';
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
import { judgeLayers } from './judge-layers';
import type { LayerInput } from './layer-input';
import { verdictRank } from './layer-order';

const { law, problems } = shippedLaw();
type Facts = { d?: EvidenceFact; m?: EvidenceFact; a?: EvidenceFact; n?: EvidenceFact; v?: EvidenceFact };

const all = ({ d, m, a, n, v }: Facts): Evidence[] =>
  [d, m, a, n, v].flatMap((fact) => (fact ? [evidence(fact)] : []));
const good = (over: Facts = {}): Evidence[] =>
  all({ d: designated(), m: monitored(), a: assessed(), n: linked(), v: antiMalware(), ...over });

const judge = (over: Partial<LayerInput> = {}) =>
  judgeLayers({
    system: sampleSystem(),
    level: 3,
    model: law,
    evidence: good(),
    telemetry: telemetry(),
    on: ON,
    now: NOW,
    ...over,
  });
const verdictOf = (check: string, over: Partial<LayerInput> = {}): LayerVerdict | undefined =>
  judge(over)
    .layers.flatMap(({ reasons }) => reasons)
    .find((reason) => reason.check === check)?.verdict;

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

const withFact = (fact: EvidenceFact, over: Partial<Evidence> = {}): Partial<LayerInput> => ({
  evidence: [...good().filter((each) => each.fact.kind !== fact.kind), evidence(fact, over)],
});
const ended = { effectiveTo: '2026-11-19' };
const none = (kind: EvidenceFact['kind']): Partial<LayerInput> => ({
  evidence: good().filter(({ fact }) => fact.kind !== kind),
});
const oneSilent = telemetry({
  sources: [
    { sourceId: 's-net', layer: 'network', state: 'alive' },
    { sourceId: 's-web', layer: 'application', state: 'silent' },
  ],
});
const hired = { providerKind: 'hired', provider: 'Công ty SOC Mẫu', providerId: 'soc-mau' };
const paper = { number: '7/HĐ', date: '2026-08-01' };
const findings = (critical: number) => ({ critical, high: 0, medium: 0, low: 0 });

interface Row {
  check: string;
  when: string;
  over: Partial<LayerInput>;
  is: LayerVerdict | undefined;
}

const ROWS: Row[] = [
  { check: 'on-site-designated', when: 'nobody is designated', over: none('designation'), is: 'not_met' },
  {
    check: 'on-site-designated',
    when: 'only another role is',
    over: withFact(designated({ role: 'owner' })),
    is: 'not_met',
  },
  {
    check: 'on-site-designated',
    when: 'the decision ended',
    over: withFact(designated(), ended),
    is: 'not_met',
  },
  {
    check: 'on-site-designated',
    when: 'it ends today',
    over: withFact(designated(), { effectiveTo: ON }),
    is: 'at_risk',
  },
  {
    check: 'on-site-designated',
    when: 'it ends in 30 days',
    over: withFact(designated(), { effectiveTo: '2026-12-20' }),
    is: 'at_risk',
  },
  {
    check: 'on-site-designated',
    when: 'it ends in 31 days',
    over: withFact(designated(), { effectiveTo: '2026-12-21' }),
    is: 'met',
  },
  {
    check: 'on-site-designated',
    when: 'no person is named',
    over: withFact(designated({ person: undefined })),
    is: 'not_met',
  },
  {
    check: 'on-site-certificate',
    when: 'it ended',
    over: withFact(designated({ certificate: { name: 'x', validTo: '2026-11-19' } })),
    is: 'not_met',
  },
  {
    check: 'on-site-certificate',
    when: 'it ends today',
    over: withFact(designated({ certificate: { name: 'x', validTo: ON } })),
    is: 'at_risk',
  },
  {
    check: 'on-site-certificate',
    when: 'there is none before the day of the decree',
    over: withFact(designated({ certificate: undefined })),
    is: 'at_risk',
  },
  {
    check: 'on-site-certificate',
    when: 'there is none after it',
    over: { ...withFact(designated({ certificate: undefined })), on: '2029-08-20' },
    is: 'not_met',
  },
  {
    check: 'on-site-certificate',
    when: 'there is none on the day itself',
    over: { ...withFact(designated({ certificate: undefined })), on: '2029-08-19' },
    is: 'at_risk',
  },
  {
    check: 'on-site-certificate',
    when: 'the level is 2',
    over: { ...withFact(designated({ certificate: undefined })), level: 2 },
    is: undefined,
  },
  {
    check: 'on-site-certificate',
    when: 'the level is not known',
    over: { ...withFact(designated({ certificate: undefined })), level: undefined },
    is: 'at_risk',
  },
  {
    check: 'on-site-certificate',
    when: 'nobody is designated',
    over: none('designation'),
    is: 'unverifiable',
  },
  {
    check: 'on-site-contact',
    when: 'it is blank',
    over: withFact(designated({ contact24x7: ' ' })),
    is: 'at_risk',
  },
  {
    check: 'on-site-contact',
    when: 'the decision ended',
    over: withFact(designated(), ended),
    is: 'at_risk',
  },
  {
    check: 'on-site-acknowledges',
    when: 'nothing is seen',
    over: { telemetry: undefined },
    is: 'unverifiable',
  },
  {
    check: 'on-site-acknowledges',
    when: 'alerts wait',
    over: { telemetry: telemetry({ unacknowledged: 2 }) },
    is: 'at_risk',
  },
  { check: 'monitoring-provider', when: 'nobody monitors', over: none('monitoring_service'), is: 'not_met' },
  {
    check: 'monitoring-provider',
    when: 'the contract ended',
    over: withFact(monitored(), ended),
    is: 'not_met',
  },
  {
    check: 'monitoring-provider',
    when: 'it ends soon',
    over: withFact(monitored(), { effectiveTo: '2026-12-01' }),
    is: 'at_risk',
  },
  {
    check: 'monitoring-provider',
    when: 'a hired firm has no licence',
    over: withFact(monitored({ ...hired, contract: paper })),
    is: 'not_met',
  },
  {
    check: 'monitoring-provider',
    when: 'a hired firm has no contract',
    over: withFact(monitored({ ...hired, licence: paper })),
    is: 'not_met',
  },
  {
    check: 'monitoring-provider',
    when: 'a hired firm has both',
    over: withFact(monitored({ ...hired, licence: paper, contract: paper })),
    is: 'met',
  },
  {
    check: 'monitoring-roster',
    when: 'there is none',
    over: withFact(monitored({ rosterUntil: undefined })),
    is: 'unverifiable',
  },
  {
    check: 'monitoring-roster',
    when: 'it ended yesterday',
    over: withFact(monitored({ rosterUntil: '2026-11-19' })),
    is: 'at_risk',
  },
  {
    check: 'monitoring-roster',
    when: 'it runs out this week',
    over: withFact(monitored({ rosterUntil: '2026-11-22' })),
    is: 'at_risk',
  },
  {
    check: 'monitoring-sources',
    when: 'nothing is seen',
    over: { telemetry: undefined },
    is: 'unverifiable',
  },
  {
    check: 'monitoring-sources',
    when: 'no source is connected',
    over: { telemetry: telemetry({ sources: [] }) },
    is: 'not_met',
  },
  {
    check: 'monitoring-sources',
    when: 'all are silent',
    over: { telemetry: telemetry({ sources: [{ sourceId: 's', state: 'silent' }] }) },
    is: 'not_met',
  },
  { check: 'monitoring-sources', when: 'one is silent', over: { telemetry: oneSilent }, is: 'at_risk' },
  {
    check: 'monitoring-sources',
    when: 'a layer of the card is not heard',
    over: { system: sampleSystem({ technicalLayers: ['database'] }) },
    is: 'at_risk',
  },
  {
    check: 'monitoring-24x7',
    when: 'only office hours',
    over: withFact(monitored({ coverage: 'office_hours' })),
    is: 'not_met',
  },
  {
    check: 'monitoring-24x7',
    when: 'K1 does not ask it',
    over: {
      ...withFact(monitored({ coverage: 'office_hours' })),
      system: sampleSystem({ marks: ['specialised'] }),
    },
    is: 'out_of_scope',
  },
  {
    check: 'monitoring-24x7',
    when: 'level 4 whatever its marks',
    over: {
      ...withFact(monitored({ coverage: 'office_hours' })),
      system: sampleSystem({ marks: [] }),
      level: 4,
    },
    is: 'not_met',
  },
  {
    check: 'monitoring-24x7',
    when: 'the card has no marks',
    over: {
      ...withFact(monitored({ coverage: 'office_hours' })),
      system: sampleSystem({ marks: undefined }),
    },
    is: 'not_met',
  },
  { check: 'assessment-recorded', when: 'there is none', over: none('assessment'), is: 'not_met' },
  {
    check: 'assessment-recorded',
    when: 'it failed',
    over: withFact(assessed({ result: 'fail' })),
    is: 'not_met',
  },
  {
    check: 'assessment-recorded',
    when: 'it passed with findings',
    over: withFact(assessed({ result: 'pass_with_findings' })),
    is: 'met',
  },
  {
    check: 'assessment-recorded',
    when: 'its report ended',
    over: withFact(assessed(), ended),
    is: 'not_met',
  },
  {
    check: 'assessment-recorded',
    when: 'its day is to come',
    over: withFact(assessed({ on: '2026-12-01' })),
    is: 'not_met',
  },
  {
    check: 'assessment-recorded',
    when: 'a later one failed',
    over: {
      evidence: [
        ...good(),
        evidence(assessed({ on: '2026-10-01', result: 'fail' }), { collectedAt: NOW - 9e9 }),
      ],
    },
    is: 'not_met',
  },
  {
    check: 'assessor-not-operator',
    when: 'the operator assessed',
    over: withFact(assessed({ assessorKind: 'operator' })),
    is: 'not_met',
  },
  {
    check: 'assessor-not-operator',
    when: 'it is the operator by id',
    over: withFact(assessed({ assessorId: 'ttdl', assessorKind: 'independent_unit' })),
    is: 'not_met',
  },
  {
    check: 'assessor-not-operator',
    when: 'no operator is named and the agency assessed',
    over: {
      ...withFact(assessed({ assessorId: 'vp-ubnd' })),
      system: sampleSystem({ operatorId: undefined }),
    },
    is: 'not_met',
  },
  {
    check: 'assessor-not-operator',
    when: 'an independent unit assessed',
    over: withFact(assessed({ assessorKind: 'independent_unit' })),
    is: 'met',
  },
  {
    check: 'assessor-not-operator',
    when: 'an independent unit at level 5',
    over: { ...withFact(assessed({ assessorKind: 'independent_unit' })), level: 5 },
    is: 'not_met',
  },
  {
    check: 'assessor-not-operator',
    when: 'an independent unit, critical list',
    over: {
      ...withFact(assessed({ assessorKind: 'independent_unit' })),
      system: sampleSystem({ marks: ['critical_list'] }),
    },
    is: 'not_met',
  },
  {
    check: 'assessor-not-monitor',
    when: 'the monitor assessed (by id)',
    over: withFact(assessed({ assessorId: 'cong-an-tinh' })),
    is: 'at_risk',
  },
  {
    check: 'assessor-not-monitor',
    when: 'the monitor assessed (by name)',
    over: withFact(assessed({ assessorId: undefined, assessor: 'soc  công an TỈNH' })),
    is: 'at_risk',
  },
  {
    check: 'assessor-not-monitor',
    when: 'the monitor is not known',
    over: none('monitoring_service'),
    is: 'unverifiable',
  },
  {
    check: 'assessment-interval',
    when: 'a year ago to the day, level 3',
    over: withFact(assessed({ on: '2025-11-20' })),
    is: 'at_risk',
  },
  {
    check: 'assessment-interval',
    when: 'a year and a day ago, level 3',
    over: withFact(assessed({ on: '2025-11-19' })),
    is: 'not_met',
  },
  {
    check: 'assessment-interval',
    when: 'a year and a day ago, level 2',
    over: { ...withFact(assessed({ on: '2025-11-19' })), level: 2 },
    is: 'met',
  },
  {
    check: 'assessment-interval',
    when: '7 months ago, level 5',
    over: { ...withFact(assessed({ on: '2026-04-19' })), level: 5 },
    is: 'not_met',
  },
  {
    check: 'assessment-interval',
    when: 'the level is not known',
    over: { level: undefined },
    is: 'unverifiable',
  },
  {
    check: 'assessment-findings',
    when: 'a critical one is past its day',
    over: withFact(assessed({ openFindings: findings(1), findingsDueOn: '2026-11-19' })),
    is: 'not_met',
  },
  {
    check: 'assessment-findings',
    when: 'a critical one is due today',
    over: withFact(assessed({ openFindings: findings(1), findingsDueOn: ON })),
    is: 'at_risk',
  },
  {
    check: 'assessment-findings',
    when: 'a critical one has no day',
    over: withFact(assessed({ openFindings: findings(1) })),
    is: 'at_risk',
  },
  { check: 'link-up', when: 'there is none', over: none('national_link'), is: 'not_met' },
  { check: 'link-up', when: 'it is down', over: withFact(linked({ state: 'down' })), is: 'not_met' },
  {
    check: 'link-up',
    when: 'it is only planned',
    over: withFact(linked({ state: 'planned' })),
    is: 'not_met',
  },
  {
    check: 'link-up',
    when: 'nothing was sent for 61 minutes',
    over: withFact(linked({ lastSentAt: NOW - 61 * 60_000 })),
    is: 'unverifiable',
  },
  {
    check: 'link-up',
    when: 'nothing was sent for 60 minutes',
    over: withFact(linked({ lastSentAt: NOW - 60 * 60_000 })),
    is: 'met',
  },
  {
    check: 'link-up',
    when: 'no sending is on record',
    over: withFact(linked({ lastSentAt: undefined })),
    is: 'unverifiable',
  },
  {
    check: 'link-up',
    when: 'the receiver is the national data centre',
    over: withFact(linked({ endpoint: 'trung-tam-du-lieu-quoc-gia' })),
    is: 'not_met',
  },
  {
    check: 'link-up',
    when: 'the receiver is the provincial centre',
    over: withFact(linked({ endpoint: 'trung-tam-anm-tinh' })),
    is: 'met',
  },
  {
    check: 'link-up',
    when: 'the receiver is named by an alias',
    over: withFact(linked({ endpoint: 'VNCERT' })),
    is: 'met',
  },
  { check: 'link-up', when: 'the record ran out', over: withFact(linked(), ended), is: 'unverifiable' },
  {
    check: 'link-endpoint',
    when: 'nobody knows the receiver',
    over: withFact(linked({ endpoint: 'trung-tam-la' })),
    is: 'unverifiable',
  },
  { check: 'link-lag', when: 'it lags', over: withFact(linked({ lagSeconds: 301 })), is: 'at_risk' },
  {
    check: 'link-lag',
    when: 'it lags by the figure',
    over: withFact(linked({ lagSeconds: 300 })),
    is: 'met',
  },
  {
    check: 'link-lag',
    when: 'it is not measured',
    over: withFact(linked({ lagSeconds: undefined })),
    is: 'unverifiable',
  },
  {
    check: 'link-plan-first',
    when: 'there is no plan',
    over: withFact(linked({ planApproved: undefined })),
    is: 'not_met',
  },
  {
    check: 'link-plan-first',
    when: 'the plan came after',
    over: withFact(linked({ connectedOn: '2026-08-19' })),
    is: 'not_met',
  },
  {
    check: 'link-plan-first',
    when: 'the plan is of the same day',
    over: withFact(linked({ connectedOn: '2026-08-20' })),
    is: 'met',
  },
  {
    check: 'anti-malware-connected',
    when: 'nothing is known',
    over: none('anti_malware'),
    is: 'unverifiable',
  },
  {
    check: 'anti-malware-connected',
    when: 'it is not connected',
    over: withFact(antiMalware({ connected: false })),
    is: 'not_met',
  },
];

describe('each check', () => {
  it.each(ROWS)('$check when $when: $is', ({ check, over, is }) => {
    expect(verdictOf(check, over)).toBe(is);
  });

  it('is the subject of a row', () => {
    const tried = new Set(ROWS.map(({ check }) => check));
    expect(law.layerChecks.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
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
