import type {
  Bilingual,
  ComplianceSheet,
  ControlStatus,
  Deadline,
  Dossier,
  DossierStep,
  LayerVerdict,
  System,
  SystemMark,
  SystemStage,
} from '@khien/model';
import type { LevelAnswer } from './views-level';
import type { SourceState } from './views-sources';

/** One row of the register. */
export interface SystemRow {
  id: string;
  name: Bilingual;
  agencyId: string;
  agencyName: Bilingual;
  level?: number;
  approved: boolean;
  step: DossierStep;
  stage?: SystemStage;
  marks: SystemMark[];
  /** Of layers 1 to 4. */
  layers: LayerVerdict[];
  gaps: { open: number; overdue: number };
  nextDeadline?: { id: string; title: Bilingual; dueOn: string; daysLeft: number };
  /** Material changes seen: reasons to determine the level again. */
  changes: number;
  heard: 'alive' | 'silent' | 'never' | 'no_source';
}

export interface SystemTotals {
  systems: number;
  /** By level; `none` or an empty key for those without. */
  byLevel: Record<string, number>;
  byStep: Partial<Record<DossierStep, number>>;
}

export interface SystemList {
  items: SystemRow[];
  next?: string;
  totals: SystemTotals;
}

export type SystemSort = 'name' | 'level' | 'agency' | 'gaps' | 'due';

export interface SystemQuery {
  agencyId?: string;
  level?: string;
  step?: string;
  layer?: string;
  verdict?: string;
  mark?: string;
  q?: string;
  sort?: SystemSort;
}

/** A body a system names: with its name where the register knows it. */
export interface NamedAgency {
  id: string;
  name: Bilingual;
}

export interface DossierVersion {
  id: string;
  determination: number;
  step: DossierStep;
  level?: number;
  approvedOn?: string;
}

export interface SystemSource {
  id: string;
  name: Bilingual;
  state: SourceState;
  lastRecordAt?: number;
}

/** Controls that are not met, partly met or cannot be verified. */
export interface GapSummary {
  total: number;
  overdue: number;
  byStatus: Partial<Record<ControlStatus, number>>;
}

/** Everything about one system on one screen. */
export interface SystemDetail {
  system: System;
  version: number;
  agency?: NamedAgency;
  owner?: NamedAgency;
  operator?: NamedAgency;
  specialisedUnit?: NamedAgency;
  appraiser?: NamedAgency;
  dossier?: Dossier;
  dossiers: DossierVersion[];
  sheet?: Omit<ComplianceSheet, 'controls'>;
  gaps: GapSummary;
  sources: SystemSource[];
  deadlines: Deadline[];
  level: LevelAnswer;
  reconciliation: { notHeard: boolean };
  /** For who may see alerts. */
  alerts?: { open: number; critical: number };
}
