import {
  type CheckRow,
  ended,
  none,
  oneSilent,
  untried,
  verdictOf,
  withFact,
} from '../../testing/layer-case';
import { designated, monitored, ON, sampleSystem, telemetry } from '../../testing/sample-evidence';

const hired = { providerKind: 'hired', provider: 'Công ty SOC Mẫu', providerId: 'soc-mau' };
const paper = { number: '7/HĐ', date: '2026-08-01' };

const ROWS: CheckRow[] = [
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
];

it.each(ROWS)('$check when $when: $is', ({ check, over, is }) => {
  expect(verdictOf(check, over)).toBe(is);
});

it('is the subject of a row, each check of layers 1 and 2', () => {
  expect(untried(ROWS, [1, 2])).toEqual([]);
});
