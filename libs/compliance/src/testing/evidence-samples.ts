import type {
  ControlResult,
  Day,
  Evidence,
  EvidenceFact,
  System,
  SystemDay,
  SystemTelemetry,
} from '@khien/model';
import type { ControlAtLevel } from '../controls/control';
import { controlsFor } from '../controls/controls-for';
import { judgeControls } from '../controls/judge-controls';
import { addDays } from '../working-days/day-arithmetic';
import { shippedControls } from './shipped-controls';

/** The day everything is judged on, at noon in Ha Noi. */
export const ON: Day = '2026-11-21';
export const NOW = Date.parse('2026-11-21T05:00:00Z');
const DAY_MS = 86_400_000;

export const SYSTEM: System = {
  id: 'mot-cua',
  name: { vi: 'Một cửa điện tử', en: 'One-stop portal' },
  agencyId: 'so-mau',
  level: 3,
  dossier: { state: 'approved' },
  networks: [],
  hosts: [],
  domains: [],
  datasets: [],
  technicalLayers: ['network', 'application', 'database', 'endpoint'],
  hostedOn: 'trung-tam-du-lieu',
};

const { catalogue } = shippedControls();

/** A shipped control as a level asks for it. */
export function controlAt(id: string, level: number): ControlAtLevel {
  const control = controlsFor(catalogue, level).find((each) => each.id === id);
  if (!control) throw new Error(`no control ${id} at level ${level}`);
  return control;
}

let number = 0;

/** Evidence of the sample system, collected some days ago; the fact may be odd on purpose. */
export function evidence(fact: EvidenceFact, more: Partial<Evidence> & { daysAgo?: number } = {}): Evidence {
  const { daysAgo = 1, ...rest } = more;
  const collectedAt = NOW - daysAgo * DAY_MS;
  number += 1;
  return {
    _id: `e${String(number).padStart(6, '0')}`,
    systemId: SYSTEM.id,
    collectedAt,
    effectiveFrom: addDays(ON, -daysAgo),
    origin: 'person',
    by: { userId: 'u1', username: 'can-bo', role: 'system_owner' },
    resultHash: '0'.repeat(64),
    fact,
    ...rest,
  };
}

/** One day of events of the sample system, `daysAgo` before the day of judgement. */
export function systemDay(daysAgo: number, more: Partial<SystemDay> = {}): SystemDay {
  const day = addDays(ON, -daysAgo);
  return {
    _id: `${SYSTEM.id}|${day}`,
    systemId: SYSTEM.id,
    day,
    events: 1000,
    byLayer: { network: 400, application: 300, database: 200, endpoint: 100 },
    signIns: { success: 40, failure: 3, mfa: 10, privileged: 5, privilegedMfa: 5 },
    lockouts: 0,
    failureRun: 2,
    idleUsed: [],
    publicSources: 0,
    publicSeen: [],
    dataClasses: [],
    datasets: [],
    consumers: [],
    unknown: [],
    accounts: 20,
    maxSkewMs: 900,
    malwareFindings: 0,
    backups: { success: 0, failure: 0 },
    accountMarks: [],
    openRuns: [],
    through: {},
    ...more,
  };
}

/** Telemetry of the sample system: one alive source per layer and a hundred days like `day`, unless said. */
export function telemetry(
  more: Partial<SystemTelemetry> & { day?: Partial<SystemDay>; length?: number } = {},
): SystemTelemetry {
  const { day = {}, length = 100, ...rest } = more;
  return {
    systemId: SYSTEM.id,
    sources: (['network', 'application', 'database', 'endpoint'] as const).map((layer) => ({
      sourceId: `nguon-${layer}`,
      layer,
      state: 'alive' as const,
      lastRecordAt: NOW - 60_000,
    })),
    days: Array.from({ length }, (_, index) => systemDay(index, day)),
    retention: { heldDays: 100, promisedDays: 400, oldestDay: addDays(ON, -99) },
    unacknowledged: 0,
    openCriticalAlerts: 0,
    ...rest,
  };
}

/** One control of the sample system judged on the day of judgement. */
export function judged(input: {
  control: ControlAtLevel;
  evidence?: Evidence[];
  telemetry?: SystemTelemetry | undefined;
  system?: Partial<System>;
  inherited?: ReadonlyMap<string, ControlResult>;
  line?: readonly string[];
}): ControlResult {
  const { control, inherited } = input;
  const [result] = judgeControls({
    system: { ...SYSTEM, ...input.system },
    level: control.level,
    controls: [control],
    evidence: input.evidence ?? [],
    telemetry: input.telemetry,
    inherited,
    line: input.line,
    on: ON,
    now: NOW,
  });
  if (!result) throw new Error('no result');
  return result;
}
