import type {
  Activity,
  Alert,
  AlertKind,
  AlertStatus,
  Bilingual,
  DossierState,
  Severity,
  StoredEvent,
} from '@khien/model';

export type AlertView = Alert & {
  id: string;
  systemName?: Bilingual;
  agencyName?: Bilingual;
  sourceName?: Bilingual;
};

export interface AlertSummary {
  byStatus: Record<AlertStatus, number>;
  /** Open alerts only. */
  bySeverity: Partial<Record<Severity, number>>;
}

export interface AlertSystem {
  id: string;
  name: Bilingual;
  level?: number;
  dossierState?: DossierState;
  agencyId?: string;
  agencyName?: Bilingual;
}

/** Why the rule matched the first piece of evidence. */
export interface MatchExplanation {
  condition: string;
  selections: Array<{
    name: string;
    matched: boolean;
    items: Array<{
      item: string;
      matched: boolean;
      absent: boolean;
      actual: string | null;
      values: string[];
    }>;
  }>;
}

export interface AlertDetail {
  alert: AlertView;
  evidence: StoredEvent[];
  /** Absent when the rule is not in force any more, or judges no single event. */
  explanation?: MatchExplanation;
  activity: Activity[];
  system?: AlertSystem;
  related: AlertView[];
}

export type AlertSort = 'priority' | 'lastSeen' | 'createdAt';

export interface AlertQuery {
  status?: AlertStatus[];
  severity?: Severity[];
  kind?: AlertKind[];
  systemId?: string;
  sourceId?: string;
  from?: string;
  to?: string;
  q?: string;
  sort?: AlertSort;
}
