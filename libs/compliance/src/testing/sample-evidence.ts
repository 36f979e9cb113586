import type { Evidence, EvidenceFact, System, SystemDay, SystemTelemetry } from '@khien/model';

export const ON = '2026-11-20';
export const NOW = Date.parse('2026-11-20T03:00:00Z');
const DAY_MS = 86_400_000;

/** A level-3 shared system of an invented province, everything known. */
export const sampleSystem = (over: Partial<System> = {}): System => ({
  id: 'mot-cua',
  name: { vi: 'Một cửa điện tử', en: 'One-stop shop' },
  agencyId: 'vp-ubnd',
  operatorId: 'ttdl',
  level: 3,
  dossier: { state: 'approved' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
  stage: 'operating',
  marks: ['shared'],
  technicalLayers: ['network', 'application'],
  ...over,
});

let made = 0;
/** Evidence of the sample system; every field may be said otherwise. */
export function evidence(fact: EvidenceFact, over: Partial<Evidence> = {}): Evidence {
  made += 1;
  return {
    _id: `e${made}`,
    systemId: 'mot-cua',
    collectedAt: NOW - DAY_MS,
    effectiveFrom: '2026-08-20',
    origin: 'person',
    by: { userId: 'u-1', username: 'canbo-mau', role: 'system' },
    fact,
    resultHash: '0'.repeat(64),
    ...over,
  };
}

const paper = { number: '12/QĐ-UBND', date: '2026-08-20' };

export const designated = (over: object = {}): EvidenceFact => ({
  kind: 'designation',
  role: 'on_site_force',
  person: 'Trần Thị Mẫu',
  decision: paper,
  contact24x7: '0900 000 000',
  certificate: { name: 'An ninh mạng cơ bản', validTo: '2028-01-01' },
  ...over,
});
export const monitored = (over: object = {}): EvidenceFact => ({
  kind: 'monitoring_service',
  provider: 'SOC Công an tỉnh',
  providerId: 'cong-an-tinh',
  providerKind: 'province_soc',
  coverage: '24x7',
  rosterUntil: '2027-06-30',
  ...over,
});
export const assessed = (over: object = {}): EvidenceFact => ({
  kind: 'assessment',
  purpose: 'periodic',
  assessor: 'Công ty Kiểm định Mẫu',
  assessorId: 'kiem-dinh-mau',
  assessorKind: 'professional_body',
  methods: ['review', 'black_box'],
  on: '2026-09-10',
  result: 'pass',
  openFindings: { critical: 0, high: 0, medium: 1, low: 2 },
  ...over,
});
export const linked = (over: object = {}): EvidenceFact => ({
  kind: 'national_link',
  endpoint: 'trung-tam-anm-quoc-gia',
  planApproved: paper,
  connectedOn: '2026-09-01',
  state: 'connected',
  lastSentAt: NOW - 60_000,
  lagSeconds: 12,
  ...over,
});
export const antiMalware = (over: object = {}): EvidenceFact => ({
  kind: 'anti_malware',
  machines: 10,
  covered: 10,
  edrCovered: 4,
  connected: true,
  ...over,
});

export const systemDay = (day: string, over: Partial<SystemDay> = {}): SystemDay => ({
  _id: `mot-cua|${day}`,
  systemId: 'mot-cua',
  day,
  events: 100,
  byLayer: { network: 50, application: 50, database: 0, endpoint: 0 },
  signIns: { success: 0, failure: 0, mfa: 0, privileged: 0, privilegedMfa: 0 },
  lockouts: 0,
  failureRun: 0,
  idleUsed: [],
  publicSources: 0,
  publicSeen: [],
  dataClasses: [],
  datasets: [],
  consumers: [],
  unknown: [],
  accounts: 0,
  maxSkewMs: 0,
  malwareFindings: 0,
  backups: { success: 0, failure: 0 },
  accountMarks: [],
  openRuns: [],
  through: {},
  ...over,
});

export const telemetry = (over: Partial<SystemTelemetry> = {}): SystemTelemetry => ({
  systemId: 'mot-cua',
  sources: [
    { sourceId: 's-net', layer: 'network', state: 'alive' },
    { sourceId: 's-web', layer: 'application', state: 'alive' },
  ],
  days: [],
  retention: { heldDays: 90, promisedDays: 90 },
  unacknowledged: 0,
  openCriticalAlerts: 0,
  ...over,
});
