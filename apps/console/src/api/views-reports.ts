import type { Bilingual } from '@khien/model';

/** A row of Mẫu 08 in the words of its columns; what is blank in the form is absent. */
export interface LevelReportRow {
  systemId: string;
  systemName: Bilingual;
  /** As the form prints it, in Vietnamese. */
  name: string;
  owner?: string;
  operator?: string;
  level?: number;
  status?: string;
  decision?: string;
  regulation?: string;
  expectedApproval?: string;
  deployment?: string;
  expectedDeployment?: string;
  assessed?: string;
}

export const COUNTERS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'] as const;

/** A stage of the yearly report: «trước 20/12» ends on 19/12, and on the last day offices are open before it. */
export interface ReportStage {
  lastDay: string;
  lastWorkingDay: string;
  clause: string;
  mark: string;
}

export interface LevelReport {
  counters: Record<(typeof COUNTERS)[number], number> & { C7?: string };
  rows: LevelReportRow[];
  /** Every chủ quản of the systems in scope, also when the report is of one alone. */
  owners: { id: string; name?: Bilingual; systems: number }[];
  problems: { code: string; systemId?: string; text: Bilingual }[];
  cutOff: string;
  from: string;
  stages: { stage1?: ReportStage; stage2?: ReportStage };
}
