import { createHash } from 'node:crypto';
import type { FailureRun, StoredEvent, SystemDigest } from '@khien/model';
import { accountOf } from '../account-of';
import { VIETNAM_OFFSET } from '../registry/working-time';
import { isPublicAddress } from './public-address';
import { see } from './seen';
import { isLockout, isPrivileged, signInOf, withSecondFactor } from './sign-in';
import { technicalLayerOf } from './technical-layer';

/** Events of no registered system are kept under this id. */
export const NO_SYSTEM = '-';
/** Failures further apart than this are two runs. */
export const RUN_GAP_MS = 10 * 60_000;
const DAY = 86_400_000;

/** What a chunk says about each system and Vietnamese day it holds events of. Derived from the events alone. */
export function createSystemDigests(events: readonly StoredEvent[]): SystemDigest[] {
  const digests = new Map<string, Draft>();
  for (const event of events) {
    const at = Date.parse(event['@timestamp']);
    const dayNumber = Math.floor((at + VIETNAM_OFFSET) / DAY);
    const systemId = event.khien.system_id ?? NO_SYSTEM;
    const key = `${dayNumber}|${systemId}`;
    const draft = digests.get(key) ?? open(systemId, new Date(dayNumber * DAY).toISOString().slice(0, 10));
    digests.set(key, draft);
    count(draft, event, at);
  }
  return [...digests.values()].map(close);
}

interface Draft {
  digest: SystemDigest;
  runs: Map<string, FailureRun>;
  accounts: Set<string>;
  ended: Set<string>;
}

export const emptyFacts = () => ({
  events: 0,
  byLayer: { network: 0, application: 0, database: 0, endpoint: 0 },
  signIns: { success: 0, failure: 0, mfa: 0, privileged: 0, privilegedMfa: 0 },
  lockouts: 0,
  publicSources: 0,
  publicSeen: [],
  dataClasses: [],
  datasets: [],
  consumers: [],
  maxSkewMs: 0,
  malwareFindings: 0,
  backups: { success: 0, failure: 0 },
  accountMarks: [],
});

function open(systemId: string, day: string): Draft {
  return {
    digest: { systemId, day, ...emptyFacts(), runs: [], lapsedRun: 0, ended: [], names: [] },
    runs: new Map(),
    accounts: new Set(),
    ended: new Set(),
  };
}

function count(draft: Draft, event: StoredEvent, at: number): void {
  const { digest } = draft;
  const id = event._id;
  digest.events++;
  const layer = technicalLayerOf(event);
  if (layer) digest.byLayer[layer]++;
  const account = accountOf(event);
  if (account !== undefined && draft.accounts.size < 2000) draft.accounts.add(account);
  countSignIn(draft, event, { account, at });
  const from = event.source?.ip ?? event.client?.ip;
  if (from !== undefined && isPublicAddress(from) && event.event.outcome !== 'failure') {
    digest.publicSources++;
    see(digest.publicSeen, { value: from, at, id }, 20);
  }
  countAccess(digest, event, { at, id });
  const { category, action, outcome } = event.event;
  if (category?.includes('malware')) digest.malwareFindings++;
  if (action !== undefined && /^backup(_job)?(_finished|_completed|_success|_failed|_run)?$/.test(action))
    digest.backups[outcome === 'failure' || action.endsWith('failed') ? 'failure' : 'success']++;
  if (event.khien.time_quality === 'device')
    digest.maxSkewMs = Math.max(digest.maxSkewMs, Math.max(0, at - Date.parse(event.khien.received_at)));
  for (const value of namesOf(event)) see(digest.names, { value, at, id }, 200);
}

function countAccess(digest: SystemDigest, event: StoredEvent, { at, id }: { at: number; id: string }): void {
  const { access, xroad, organization } = event;
  if (event.event.outcome === 'failure') return;
  if (access?.data_class !== undefined) see(digest.dataClasses, { value: access.data_class, at, id }, 20);
  if (access?.dataset !== undefined) see(digest.datasets, { value: access.dataset, at, id }, 200);
  const consumer = xroad?.client?.subsystem ?? organization?.id;
  if (consumer !== undefined) see(digest.consumers, { value: consumer, at, id }, 200);
}

function countSignIn(
  draft: Draft,
  event: StoredEvent,
  { account, at }: { account: string | undefined; at: number },
): void {
  const { digest, runs, ended } = draft;
  if (isLockout(event)) {
    digest.lockouts++;
    if (account !== undefined) end(runs, ended, account);
    return;
  }
  const result = signInOf(event);
  if (!result) return;
  digest.signIns[result]++;
  if (result === 'success') {
    const second = withSecondFactor(event);
    if (second) digest.signIns.mfa++;
    if (isPrivileged(event)) {
      digest.signIns.privileged++;
      if (second) digest.signIns.privilegedMfa++;
    }
    if (account !== undefined) end(runs, ended, account);
  } else if (account !== undefined) extend(draft, account, at);
}

function end(runs: Map<string, FailureRun>, ended: Set<string>, account: string): void {
  runs.delete(account);
  if (ended.size < 200) ended.add(account);
}

function extend({ digest, runs }: Draft, account: string, at: number): void {
  const run = runs.get(account);
  if (run && Math.abs(at - run.last) <= RUN_GAP_MS) {
    run.count++;
    run.first = Math.min(run.first, at);
    run.last = Math.max(run.last, at);
    return;
  }
  if (run) digest.lapsedRun = Math.max(digest.lapsedRun, run.count);
  runs.set(account, { account, count: 1, first: at, last: at });
}

function namesOf(event: StoredEvent): string[] {
  const names: string[] = [];
  if (event.host?.name !== undefined) names.push(`host:${event.host.name.toLowerCase()}`);
  const domain = event.url?.domain ?? event.destination?.domain;
  if (domain !== undefined) names.push(`domain:${domain.toLowerCase()}`);
  const consumer = event.xroad?.client?.subsystem ?? event.organization?.id;
  if (consumer !== undefined) names.push(`consumer:${consumer}`);
  return names;
}

function close({ digest, runs, accounts, ended }: Draft): SystemDigest {
  return {
    ...digest,
    accountMarks: [...accounts].map(markOf),
    ended: [...ended],
    runs: [...runs.values()].sort((a, b) => b.count - a.count).slice(0, 50),
  };
}

const markOf = (account: string): string => createHash('sha256').update(account).digest('hex').slice(0, 8);
