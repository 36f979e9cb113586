import type { Bilingual, ControlStatus, Day, EvidenceUse, System } from '@khien/model';
import type { z } from 'zod';
import type { ControlAtLevel } from '../control';
import type { EvidenceIndex } from '../evidence-index';
import type { TelemetryView } from '../telemetry-view';

/** What a live test is judged on: one control as one system's level asks for it. */
export interface LiveContext {
  system: System;
  control: ControlAtLevel;
  evidence: EvidenceIndex;
  /** Absent when Khiên sees nothing of the system. */
  telemetry: TelemetryView | undefined;
  /** Vietnamese calendar day of the judgement. */
  on: Day;
  /** The moment of the judgement, epoch ms. */
  now: number;
}

/** `unverifiable` decides nothing: a person's word is asked next, and the reasons stay. */
export interface LiveVerdict {
  status: Exclude<ControlStatus, 'not_applicable'>;
  reasons: Bilingual[];
  evidence: EvidenceUse[];
  /** Last day on which it holds by itself. */
  expiresOn?: Day;
}

/** One way to tell from evidence and telemetry how a control stands. Pure: the same input gives the same verdict. */
export interface LiveTest<Settings extends z.ZodType = z.ZodType> {
  settings: Settings;
  judge(context: LiveContext, settings: z.output<Settings>): LiveVerdict;
}

/** The test of a control with its settings, already read by the schema of its kind. */
export interface LiveTestSetting {
  kind: string;
  /** Whether passing it is enough; otherwise it can refute the control, and a person's word is needed besides. */
  proves: boolean;
  settings: unknown;
}

export const defineLiveTest = <Settings extends z.ZodType>(test: LiveTest<Settings>): LiveTest<Settings> =>
  test;
