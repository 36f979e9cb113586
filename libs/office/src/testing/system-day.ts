import type { SystemDay } from '@khien/model';

/** A quiet day of a system. */
export const systemDay = (systemId: string, on: string, more: Partial<SystemDay> = {}): SystemDay => ({
  ...{
    _id: `${systemId}|${on}`,
    systemId,
    day: on,
    events: 10,
    byLayer: { network: 0, application: 10 } as SystemDay['byLayer'],
  },
  signIns: { success: 0, failure: 0, mfa: 0, privileged: 0, privilegedMfa: 0 },
  ...{ lockouts: 0, publicSources: 0, publicSeen: [], dataClasses: [], datasets: [], consumers: [] },
  ...{ maxSkewMs: 0, malwareFindings: 0, backups: { success: 0, failure: 0 }, accountMarks: [] },
  ...{ accounts: 0, failureRun: 0, openRuns: [], idleUsed: [], unknown: [], through: {} },
  ...more,
});
