import type { Bilingual } from '@khien/model';

export interface LevelReportRow {
  systemId: string;
  name: Bilingual | string;
  owner?: Bilingual | string;
  operator?: Bilingual | string;
  level?: number;
  /** Columns 6, 10 and 12 in the words of the form. */
  status?: string;
  decision?: string;
  regulation?: string;
  approvalExpectedOn?: string;
  deployment?: string;
  deploymentExpectedOn?: string;
  assessed?: string;
}

export interface LevelReport {
  counters: Record<string, number | string | null>;
  rows: LevelReportRow[];
  problems: (Bilingual | { text: Bilingual; systemId?: string })[];
  cutOff: string;
  due: { stage1: string; stage2: string };
}
