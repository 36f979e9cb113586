import type { Agreement, Day, StatusChange, System, SystemDay } from '@khien/model';
import type { LegalRegimes } from '../legal/legal-file';

/** What a material change is looked for in. */
export interface ChangeInput {
  system: System;
  /** Any order; only days up to `on`. */
  days: readonly SystemDay[];
  /** Status changes of the system's controls, any order. */
  drift: readonly StatusChange[];
  /** Agreements on data sharing: a connection that one allows is not new. */
  agreements?: readonly Agreement[] | undefined;
  law: LegalRegimes;
  on: Day;
  now: number;
}
