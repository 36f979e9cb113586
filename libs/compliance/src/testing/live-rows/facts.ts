import type { Evidence, EvidenceFact, SystemTelemetry } from '@khien/model';
import { addDays } from '../../working-days/day-arithmetic';
import { evidence, NOW, ON } from '../evidence-samples';

export const ago = (days: number): string => addDays(ON, -days);
export const seen = (value: string) => ({ value, first: NOW, last: NOW, count: 1, eventId: 'x' });
export const dead = (state: 'silent' | 'never', layer: 'network' | 'database' = 'network') => ({
  sourceId: 'nguon-hong',
  layer,
  state,
  ...(state === 'silent' ? { lastRecordAt: Date.parse('2026-11-12T03:00:00Z') } : {}),
});
export const alive = (layer: 'network' | 'application' | 'database' | 'endpoint') => ({
  sourceId: `nguon-${layer}`,
  layer,
  state: 'alive' as const,
});
export const backup = (lastGoodOn: string, more = {}): EvidenceFact => ({
  kind: 'backup',
  lastGoodOn,
  copies: 3,
  media: 2,
  offsite: true,
  immutable: true,
  ...more,
});
export const scan = (on: string, critical = 0, high = 0): EvidenceFact => ({
  kind: 'vulnerability_scan',
  on,
  open: { critical, high, medium: 0, low: 0 },
});
export const machines = (covered: number, edrCovered: number, connected = true): EvidenceFact => ({
  kind: 'anti_malware',
  machines: 100,
  covered,
  edrCovered,
  connected,
});
export const pentest = (on: string, more = {}): EvidenceFact => ({
  kind: 'penetration_test',
  on,
  by: 'Đơn vị mẫu',
  inside: true,
  outside: true,
  openCritical: 0,
  ...more,
});
export const assessed = (on: string, more = {}): EvidenceFact => ({
  kind: 'assessment',
  purpose: 'periodic',
  assessor: 'Đơn vị mẫu',
  assessorKind: 'professional_body',
  methods: [],
  on,
  result: 'pass',
  openFindings: { critical: 0, high: 0, medium: 0, low: 0 },
  ...more,
});
export const watched = (more = {}): EvidenceFact => ({
  kind: 'monitoring_service',
  provider: 'SOC mẫu',
  providerKind: 'province_soc',
  coverage: '24x7',
  rosterUntil: '2026-12-31',
  ...more,
});
export const appointed = (role: 'operator' | 'appraiser', more = {}): EvidenceFact => ({
  kind: 'designation',
  role,
  unit: 'phong-cntt',
  decision: { number: '12/QĐ', date: '2026-01-05' },
  ...more,
});
export const ended = (fact: EvidenceFact): Evidence => evidence(fact, { daysAgo: 30, effectiveTo: ago(2) });

/** What a live test says of one control, given this evidence and telemetry. */
export interface LiveRow {
  what: string;
  control: string;
  level: number;
  evidence?: Evidence[];
  telemetry?: SystemTelemetry | undefined;
  status: string;
  says: RegExp;
  expiresOn?: string;
}
