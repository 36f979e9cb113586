import type { Agreement, ComplianceSheet, Day, StatusChange, System, SystemDay } from '@khien/model';
import type { LegalRegimes } from '../legal/legal-file';
import type { ChangeSign } from './change-sign';

/** What a material change is looked for in. */
export interface ChangeInput {
  system: System;
  /** Level in force, else proposed; the card's own unless given. */
  level?: number | undefined;
  /** Any order; only days up to `on` count. */
  days: readonly SystemDay[];
  /** Status changes of the system's controls, any order. */
  drift: readonly StatusChange[];
  /** Agreements on data sharing: a connection that one allows is not new. */
  agreements?: readonly Agreement[] | undefined;
  law: LegalRegimes;
  on: Day;
  now: number;
}

export type MaterialChange = ComplianceSheet['changes'][number];

/** A sign as it was found; the law's part is added to it. Texts say nothing that moves from day to day: the same sign is the same text. */
export type FoundSign = Pick<MaterialChange, 'text' | 'seenAt' | 'evidence'> &
  Partial<Pick<MaterialChange, 'clause' | 'mark'>>;

/** What every look-out is given. */
export interface ChangeCase extends ChangeInput {
  sign: ChangeSign;
  /** Days up to `on`, oldest first. */
  days: readonly SystemDay[];
  /** First day after the learning period; undefined while it runs. */
  learntOn?: Day | undefined;
}
