import { type CheckRow, ended, good, none, untried, verdictOf, withFact } from '../../testing/layer-case';
import {
  antiMalware,
  assessed,
  evidence,
  linked,
  NOW,
  ON,
  sampleSystem,
} from '../../testing/sample-evidence';

const findings = (critical: number) => ({ critical, high: 0, medium: 0, low: 0 });

const ROWS: CheckRow[] = [
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

it.each(ROWS)('$check when $when: $is', ({ check, over, is }) => {
  expect(verdictOf(check, over)).toBe(is);
});

it('is the subject of a row, each check of layers 3 and 4', () => {
  expect(untried(ROWS, [3, 4])).toEqual([]);
});
