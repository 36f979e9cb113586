import type { Chunk } from '../chunk';
import type { IntakeRow } from '../ledger';
import type { IncomingRecord } from '../raw-record';

/** Kinds of source feel back-pressure differently: HTTP is told to come back, TCP and files are not read, UDP can only be shed. */
export type IntakeKind = 'http' | 'tcp' | 'udp' | 'file';

export interface AppendOptions {
  kind: IntakeKind;
  repeatable?: boolean;
}

export interface SegmentInfo {
  segment: number;
  firstSeq: number;
  lastSeq: number;
  bytes: number;
  sealed: boolean;
  released: boolean;
  sha256?: string;
}

/** The evidence: append-only, on disk before anybody is told «received». */
export interface Journal {
  readonly collectorId: string;
  /**
   * Resolves after the records are on disk (group fsync). Records without a position get the journal's. Records are grouped into chunks of one source.
   * MonitorError `unavailable` (with retryAfter) above the high-water mark of `kind` or when the disk refuses.
   */
  append(sourceId: string, records: readonly IncomingRecord[], options: AppendOptions): Promise<void>;
  /** Records that something was refused or lost before the journal; durable like a record. */
  shed(sourceId: string, reason: string, count: number): Promise<void>;
  /** True while `kind` should stop reading. */
  paused(kind: IntakeKind): boolean;
  /** Chunks from `fromSeq` on that are on disk, in order; ends at the last one on disk now. Unreadable frames are counted and skipped. */
  read(fromSeq: number): AsyncIterable<Chunk>;
  /** Sequence number the next chunk will get; everything below is on disk. */
  nextSeq(): number;
  /** Resolves when nextSeq() exceeds `seq` (or after `timeoutMs`). */
  waitBeyond(seq: number, timeoutMs: number): Promise<void>;
  segments(): SegmentInfo[];
  /** Marks sealed segments whose every chunk is at or below `seq` as released: processed, kept only as evidence. */
  releaseThrough(seq: number): Promise<void>;
  /** Deletes released segments sealed before `epochMs`; what was deleted stays in the chain file. */
  purgeBefore(epochMs: number): Promise<number>;
  /** Intake counts per source and minute, derived from the frames of live segments since the last call with the same rows changed. */
  intakeRows(): IntakeRow[];
  /** Highest natural position journaled per stream prefix (`file:<fingerprint>:`) in live segments, for collectors to resume from. */
  lastPosition(streamPrefix: string): string | undefined;
  /** Torn or damaged octets found at opening, for counters. */
  damage(): { tornBytes: number; badFrames: number };
  close(): Promise<void>;
}
