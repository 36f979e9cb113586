import type { IncomingRecord } from '../raw-record';
import type { IntakeKind } from './journal';

/** What receivers hand records to. Resolves only when the records are on disk; that is the moment to acknowledge the sender. */
export interface Intake {
  accept(
    sourceId: string,
    records: readonly IncomingRecord[],
    options: { kind: IntakeKind; repeatable?: boolean },
  ): Promise<void>;
  /** Something was refused or lost before it could be journaled: counted, never silent. */
  shed(sourceId: string, reason: string, count: number): void;
  paused(kind: IntakeKind): boolean;
  lastPosition(streamPrefix: string): string | undefined;
}
