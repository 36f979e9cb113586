import { join } from 'node:path';
import { controlsFor, judgeControls, parseControls } from '@khien/compliance';
import type { ControlResult, Evidence, EvidenceFact, System, SystemDay, SystemTelemetry } from '@khien/model';
import { loadControls } from '@khien/settings';

/** The whole province judged once, in processor time, beside writing its results as JSON in the same run. */
export interface BenchRow {
  name: string;
  systems: number;
  controls: number;
  results: number;
  seconds: number;
  limit: 'JSON.stringify of the results';
  limitSeconds: number;
}

const SYSTEMS = 500;
const CONTROLS = 400;
const DAYS = 400;
const ROUNDS = 3;
const ON = '2026-11-21';
const NOW = Date.parse('2026-11-21T05:00:00Z');
const DAY_MS = 86_400_000;

/** 500 systems of level 5, 400 controls each: every control of the level and some of them twice; a year of days and ninety pieces of evidence a system. */
export function benchControls(): BenchRow[] {
  const { catalogue } = loadControls([join(__dirname, '../../../rules/controls')], parseControls);
  const asked = controlsFor(catalogue, 5);
  const controls = Array.from({ length: CONTROLS }, (_, index) => {
    const control = asked[index % asked.length];
    if (!control) throw new Error('controls-bench: no controls at level 5');
    return index < asked.length ? control : { ...control, id: `${control.id}-2` };
  });
  const inputs = Array.from({ length: SYSTEMS }, (_, index) =>
    inputOf(
      index,
      controls.map(({ id }) => id),
    ),
  );
  let results: ControlResult[][] = [];
  const seconds = best(() => {
    results = inputs.map((input) => judgeControls({ ...input, level: 5, controls, on: ON, now: NOW }));
  });
  const limitSeconds = best(() => void JSON.stringify(results));
  return [
    {
      name: 'judge the province',
      systems: SYSTEMS,
      controls: CONTROLS,
      results: results.flat().length,
      seconds,
      limit: 'JSON.stringify of the results',
      limitSeconds,
    },
  ];
}

function best(run: () => void): number {
  const seconds = Array.from({ length: ROUNDS }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  return Math.round(Math.min(...seconds) * 1000) / 1000;
}

function inputOf(index: number, controlIds: readonly string[]) {
  const systemId = `he-thong-${index}`;
  const system: System = {
    id: systemId,
    name: { vi: systemId, en: systemId },
    agencyId: `co-quan-${index % 100}`,
    dossier: { state: 'approved' },
    networks: [],
    hosts: [],
    domains: [],
    datasets: [],
    technicalLayers: ['network', 'application', 'database', 'endpoint'],
  };
  const facts: EvidenceFact[] = [
    ...FACTS,
    ...controlIds
      .filter((_, at) => (at + index) % 6 === 0)
      .map(
        (controlId): EvidenceFact => ({
          kind: 'attestation',
          controlId,
          result: 'met',
          method: 'review',
          statement: 'Đã xem.',
        }),
      ),
  ];
  return {
    system,
    evidence: facts.map((fact, at) => evidenceOf(systemId, fact, at)),
    telemetry: telemetryOf(systemId),
  };
}

const FACTS: EvidenceFact[] = [
  { kind: 'backup', lastGoodOn: '2026-11-20', copies: 3, media: 2, offsite: true, immutable: true },
  { kind: 'anti_malware', machines: 100, covered: 97, edrCovered: 80, connected: true },
  { kind: 'restore_test', on: '2026-10-01', result: 'pass' },
  { kind: 'vulnerability_scan', on: '2026-10-01', open: { critical: 0, high: 1, medium: 2, low: 3 } },
  {
    kind: 'penetration_test',
    on: '2026-08-01',
    by: 'Đơn vị mẫu',
    inside: true,
    outside: true,
    openCritical: 0,
  },
  { kind: 'drill', on: '2026-07-01', title: 'Diễn tập' },
  { kind: 'training', on: '2026-02-01', topic: 'Nhận thức', people: 90, ofPeople: 100 },
  { kind: 'risk_assessment', on: '2026-09-01', independent: true, highest: 'low' },
  { kind: 'account_review', on: '2026-11-01', accounts: 50, removed: 2 },
  { kind: 'regulation', paper: { number: '05/QĐ', date: '2026-01-05' } },
  {
    kind: 'monitoring_service',
    provider: 'SOC mẫu',
    providerKind: 'province_soc',
    coverage: '24x7',
    rosterUntil: '2026-12-31',
  },
];

function evidenceOf(systemId: string, fact: EvidenceFact, at: number): Evidence {
  return {
    _id: `${systemId}-${at}`,
    systemId,
    collectedAt: NOW - (at % 30) * DAY_MS,
    effectiveFrom: '2026-10-01',
    origin: 'person',
    by: { userId: 'u1', username: 'can-bo', role: 'system_owner' },
    resultHash: '0'.repeat(64),
    fact,
  };
}

function telemetryOf(systemId: string): SystemTelemetry {
  return {
    systemId,
    sources: (['network', 'application', 'database', 'endpoint'] as const).map((layer) => ({
      sourceId: `${systemId}-${layer}`,
      layer,
      state: 'alive',
      lastRecordAt: NOW,
    })),
    days: Array.from({ length: DAYS }, (_, ago) => dayOf(systemId, ago)),
    retention: { heldDays: DAYS, promisedDays: 400 },
    unacknowledged: 0,
    openCriticalAlerts: 0,
  };
}

function dayOf(systemId: string, ago: number): SystemDay {
  const day = new Date(NOW - ago * DAY_MS).toISOString().slice(0, 10);
  return {
    _id: `${systemId}|${day}`,
    systemId,
    day,
    events: 1000,
    byLayer: { network: 400, application: 300, database: 200, endpoint: 100 },
    signIns: { success: 40, failure: 3, mfa: 10, privileged: 5, privilegedMfa: 5 },
    lockouts: 1,
    failureRun: 4,
    idleUsed: [],
    publicSources: 0,
    publicSeen: [],
    dataClasses: [],
    datasets: [],
    consumers: [],
    unknown: [],
    accounts: 20,
    accountMarks: [],
    openRuns: [],
    through: {},
    maxSkewMs: 900,
    malwareFindings: 0,
    backups: { success: 1, failure: 0 },
  };
}
