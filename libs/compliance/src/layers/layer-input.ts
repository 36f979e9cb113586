import type { Day, Evidence, System, SystemTelemetry } from '@khien/model';
import type { LegalRegimes } from '../legal/legal-file';

/** Mô hình 4 lớp as data: checks, conflicts with the option in force, endpoint names, figures. `LegalRegimes` is one. */
export type FourLayerModel = Pick<LegalRegimes, 'layerChecks' | 'conflicts' | 'endpoints' | 'parameters'>;

/** All that a judgement of one system's four layers looks at. */
export interface LayerInput {
  system: System;
  /** Level in force, else proposed; undefined when none is known: then every check is asked. */
  level?: number | undefined;
  model: FourLayerModel;
  /** Agencies whose evidence counts for the system: its own and those above it, nearest first; its own alone unless given. */
  line?: readonly string[] | undefined;
  /** Of the system, of the agencies of `line` and of the province; anything else is passed over. */
  evidence: readonly Evidence[];
  telemetry?: SystemTelemetry | undefined;
  /** Vietnamese calendar day of the judgement. */
  on: Day;
  /** The moment of the judgement, epoch ms. */
  now: number;
}
