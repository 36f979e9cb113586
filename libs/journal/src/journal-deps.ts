import type { Logger } from '@khien/model';
import type { KeyRing } from '@khien/sealing';
import type { Files } from './files';

export interface JournalLimits {
  /** Octets of journal that may wait to be processed; the high-water marks are shares of it. */
  maxBytes: number;
  /** A segment is sealed at this size or age. */
  segmentBytes: number;
  segmentMs: number;
  /** Small appends wait this long for others before they share an fsync. */
  groupMs: number;
  groupBytes: number;
  waitingBytes: number;
  /** Octets of newest chunks kept in memory for reading. */
  cacheBytes: number;
  /** Refusals are written down at most this often. */
  shedEveryMs: number;
}
export const DEFAULT_LIMITS: Readonly<JournalLimits> = {
  maxBytes: 10 * 1024 ** 3,
  segmentBytes: 64 * 1024 ** 2,
  segmentMs: 3_600_000,
  groupMs: 20,
  groupBytes: 1024 ** 2,
  waitingBytes: 64 * 1024 ** 2,
  cacheBytes: 8 * 1024 ** 2,
  shedEveryMs: 1000,
};
/** Back-pressure can only end when a sealed segment is released, so several have to fit below the mark. */
const SEGMENTS_BELOW_MAX = 16;

export interface JournalDeps {
  directory: string;
  /** `[a-z0-9-]{1,40}`; a directory belongs to one collector for good. */
  collectorId: string;
  keyRing: KeyRing;
  /** Named in messages about keys. */
  keyFile?: string;
  /** Chunks below this number are known elsewhere (the dispatcher's cursor): no new one gets such a number, even when the directory was emptied. */
  minSeq?: number;
  now: () => number;
  log: Logger;
  limits?: Partial<JournalLimits>;
  files?: Files;
}

export function limitsOf(deps: JournalDeps): JournalLimits {
  const limits = { ...DEFAULT_LIMITS, ...deps.limits };
  const segmentBytes = Math.min(limits.segmentBytes, Math.floor(limits.maxBytes / SEGMENTS_BELOW_MAX));
  return { ...limits, segmentBytes };
}
