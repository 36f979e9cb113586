import type { Bilingual, ControlResult, ControlStatus, EvidenceKind, GapPlan } from '@khien/model';

/** A figure the level asks of a control: a count, a length of time, yes or no, or words. */
export type ControlParameter =
  | number
  | boolean
  | string
  | Bilingual
  | { iso: string; months: number; days: number; minutes: number };

export interface ControlAtLevel {
  id: string;
  title: Bilingual;
  group: string;
  clause: string;
  parameters?: Record<string, ControlParameter>;
  nature: string;
  mark: string;
  evidenceKinds?: EvidenceKind[];
  freshnessDays?: number;
  note?: Bilingual;
}

/** One control of the level with how it stands and, where it is a gap, its plan. */
export interface ControlLine {
  control: ControlAtLevel;
  result: ControlResult;
  gap?: GapPlan;
}

export interface ControlGroup {
  id: string;
  title: Bilingual;
  counts: Record<ControlStatus, number>;
}

export interface ControlList {
  level?: number;
  computedAt?: number;
  items: ControlLine[];
  groups: ControlGroup[];
}

/** The whole plan of one gap; a save replaces it. */
export interface GapDraft {
  owner?: string;
  dueOn?: string;
  note?: string;
  costMillionVnd?: number;
  milestones: { title: string; dueOn: string; doneOn?: string }[];
}
