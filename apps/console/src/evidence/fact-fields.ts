import type { EvidenceKind } from '@khien/model';

export type FactFieldType =
  | 'text'
  | 'long'
  | 'day'
  | 'count'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'paper'
  | 'certificate'
  | 'agency'
  | 'severities';

export interface FactField {
  name: FactFieldName;
  type: FactFieldType;
  optional?: boolean;
  options?: readonly string[];
}

export type FactFieldName =
  | 'role'
  | 'unit'
  | 'person'
  | 'title'
  | 'decision'
  | 'contact24x7'
  | 'certificate'
  | 'provider'
  | 'providerKind'
  | 'licence'
  | 'contract'
  | 'coverage'
  | 'rosterUntil'
  | 'purpose'
  | 'assessor'
  | 'assessorKind'
  | 'methods'
  | 'on'
  | 'result'
  | 'openFindings'
  | 'findingsDueOn'
  | 'report'
  | 'endpoint'
  | 'planApproved'
  | 'connectedOn'
  | 'state'
  | 'machines'
  | 'covered'
  | 'edrCovered'
  | 'connected'
  | 'product'
  | 'lastGoodOn'
  | 'copies'
  | 'media'
  | 'offsite'
  | 'immutable'
  | 'minutes'
  | 'tool'
  | 'open'
  | 'by'
  | 'inside'
  | 'outside'
  | 'openCritical'
  | 'topic'
  | 'people'
  | 'ofPeople'
  | 'paper'
  | 'independent'
  | 'highest'
  | 'nextOn'
  | 'accounts'
  | 'removed'
  | 'withMfa'
  | 'maxSkewMs'
  | 'days'
  | 'validTo'
  | 'period'
  | 'channel';

const field = (name: FactFieldName, type: FactFieldType, more: Partial<FactField> = {}): FactField => ({
  name,
  type,
  ...more,
});
const optional = { optional: true } as const;
const oneOf = (...options: string[]) => ({ options });

/** Connections to centres, by the names of config/legal/four-layers.yml. */
const ENDPOINTS = [
  'trung-tam-anm-quoc-gia',
  'trung-tam-anm-tinh',
  'he-thong-giam-sat-quoc-gia',
  'vncert',
  'trung-tam-an-toan-mang-quoc-gia',
  'he-thong-dieu-hanh-anm-quoc-gia',
  'trung-tam-du-lieu-quoc-gia',
];

/** Kinds that people write down here. Attestations and exceptions belong to a control and are made there. */
export type WrittenKind = Exclude<EvidenceKind, 'attestation' | 'exception'>;

/** What each kind of evidence asks, in the order one would say it. */
export const FACT_FIELDS: Record<WrittenKind, readonly FactField[]> = {
  designation: [
    field(
      'role',
      'choice',
      oneOf(
        'owner',
        'operator',
        'specialised_unit',
        'appraiser',
        'on_site_force',
        'data_lead',
        'data_protection',
        'self_assessor',
        'incident_team',
        'national_link',
      ),
    ),
    field('unit', 'agency', optional),
    field('person', 'text', optional),
    field('title', 'text', optional),
    field('decision', 'paper'),
    field('contact24x7', 'text', optional),
    field('certificate', 'certificate', optional),
  ],
  monitoring_service: [
    field('provider', 'text'),
    field('providerKind', 'choice', oneOf('province_soc', 'data_centre_soc', 'hired')),
    field('coverage', 'choice', oneOf('24x7', 'office_hours')),
    field('rosterUntil', 'day', optional),
    field('licence', 'paper', optional),
    field('contract', 'paper', optional),
  ],
  assessment: [
    field(
      'purpose',
      'choice',
      oneOf('pre_use', 'periodic', 'after_incident', 'after_change', 'on_request', 'conditions'),
    ),
    field('on', 'day'),
    field('assessor', 'text'),
    field('assessorKind', 'choice', oneOf('independent_unit', 'professional_body', 'operator')),
    field('methods', 'choices', oneOf('review', 'interview', 'test', 'black_box', 'grey_box', 'white_box')),
    field('result', 'choice', oneOf('pass', 'pass_with_findings', 'fail')),
    field('openFindings', 'severities'),
    field('findingsDueOn', 'day', optional),
    field('licence', 'paper', optional),
    field('report', 'paper', optional),
  ],
  national_link: [
    field('endpoint', 'choice', { options: ENDPOINTS }),
    field('state', 'choice', oneOf('planned', 'connected', 'down')),
    field('connectedOn', 'day', optional),
    field('planApproved', 'paper', optional),
  ],
  anti_malware: [
    field('machines', 'count'),
    field('covered', 'count'),
    field('edrCovered', 'count'),
    field('connected', 'flag'),
    field('product', 'text', optional),
  ],
  backup: [
    field('lastGoodOn', 'day'),
    field('copies', 'count'),
    field('media', 'count'),
    field('offsite', 'flag'),
    field('immutable', 'flag'),
  ],
  restore_test: [
    field('on', 'day'),
    field('result', 'choice', oneOf('pass', 'fail')),
    field('minutes', 'count', optional),
  ],
  vulnerability_scan: [field('on', 'day'), field('tool', 'text', optional), field('open', 'severities')],
  penetration_test: [
    field('on', 'day'),
    field('by', 'text'),
    field('inside', 'flag'),
    field('outside', 'flag'),
    field('openCritical', 'count'),
  ],
  drill: [field('on', 'day'), field('title', 'text'), field('report', 'paper', optional)],
  training: [
    field('on', 'day'),
    field('topic', 'text'),
    field('people', 'count'),
    field('ofPeople', 'count'),
  ],
  regulation: [field('paper', 'paper')],
  risk_assessment: [
    field('on', 'day'),
    field('independent', 'flag'),
    field('highest', 'choice', oneOf('low', 'medium', 'high', 'very_high')),
    field('nextOn', 'day', optional),
    field('paper', 'paper', optional),
  ],
  account_review: [field('on', 'day'), field('accounts', 'count'), field('removed', 'count')],
  mfa: [field('accounts', 'count'), field('withMfa', 'count')],
  time_sync: [field('on', 'day'), field('maxSkewMs', 'count')],
  log_retention: [field('days', 'count')],
  contract: [field('title', 'text'), field('paper', 'paper'), field('validTo', 'day')],
  report_sent: [
    field('report', 'text'),
    field('period', 'text'),
    field('on', 'day'),
    field('channel', 'choice', oneOf('document_system', 'bca_software', 'email', 'other')),
    field('paper', 'paper', optional),
  ],
};
export const WRITTEN_KINDS = Object.keys(FACT_FIELDS) as WrittenKind[];
export const KINDS: readonly EvidenceKind[] = [...WRITTEN_KINDS, 'attestation', 'exception'];

export const isWritten = (kind: EvidenceKind): kind is WrittenKind => kind in FACT_FIELDS;
