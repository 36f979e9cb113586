import type { ControlResult, Day, Evidence, System, SystemTelemetry } from '@khien/model';
import type { ControlAtLevel } from './control';

/** All that a judgement of one system's controls looks at. */
export interface JudgeInput {
  system: System;
  /** The level the controls were taken for. */
  level: number;
  controls: readonly ControlAtLevel[];
  /** Agencies whose evidence counts for the system: its own and those above it, nearest first; its own alone unless given. */
  line?: readonly string[] | undefined;
  /** Of the system, of the agencies of `line` and of the province; anything else is passed over. */
  evidence: readonly Evidence[];
  telemetry?: SystemTelemetry | undefined;
  /** Results of the platform the system stands on, by control. */
  inherited?: ReadonlyMap<string, ControlResult> | undefined;
  /** Vietnamese calendar day of the judgement. */
  on: Day;
  /** The moment of the judgement, epoch ms. */
  now: number;
}
