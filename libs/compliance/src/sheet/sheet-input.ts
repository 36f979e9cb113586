import type {
  Agreement,
  ControlResult,
  Day,
  Evidence,
  StatusChange,
  System,
  SystemTelemetry,
} from '@khien/model';
import type { ControlCatalogue } from '../controls/control';
import type { LegalRegimes } from '../legal/legal-file';

/** All that a compliance sheet of one system is computed from. */
export interface SheetInput {
  system: System;
  /** Level in force, else proposed; the card's own unless given. Without one no control can be named, and none is. */
  level?: number | undefined;
  catalogue: ControlCatalogue;
  law: LegalRegimes;
  /** Agencies whose evidence counts for the system: its own and those above it, nearest first; its own alone unless given. */
  line?: readonly string[] | undefined;
  /** Of the system, of the agencies of `line` and of the province; anything else is passed over. */
  evidence: readonly Evidence[];
  telemetry?: SystemTelemetry | undefined;
  /** Results of the platform the system stands on, by control. */
  inherited?: ReadonlyMap<string, ControlResult> | undefined;
  /** Earlier status changes of the system's controls, any order: what `control_drift` is read from. */
  drift?: readonly StatusChange[] | undefined;
  agreements?: readonly Agreement[] | undefined;
  on: Day;
  now: number;
}
