import type {
  Activity,
  Alert,
  AlertKind,
  AlertStatus,
  Bilingual,
  DeadLetter,
  DossierState,
  Severity,
  StoredEvent,
  UserView,
} from '@khien/model';

/** What the API answers; see the contract of `libs/api`. */
export interface Page<Item> {
  items: Item[];
  next?: string;
}

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

export interface Session {
  user: UserView;
  capabilities: string[];
}

export interface Totals {
  received: number;
  stored: number;
  duplicate: number;
  deadLettered: number;
  shed: number;
}

export type SourceState = 'alive' | 'silent' | 'never';

export interface SourceView {
  id: string;
  name: Bilingual;
  profile: string;
  transport: 'file' | 'http' | 'syslog' | 'replay';
  systemId: string;
  systemName: Bilingual;
  agencyName?: Bilingual;
  state: SourceState;
  lastRecordAt?: number;
  silenceMinutes: number;
  totals: Totals & { inFlight: number };
  balanced: boolean;
  ratePerMinute: number;
  parseRate: number;
}

export type MinuteRow = Totals & { minute: number };
export interface Accounting {
  minutes: MinuteRow[];
  totals: Totals;
}

export type DeadLetterView = Pick<
  DeadLetter,
  'sourceId' | 'reason' | 'detail' | 'parser' | 'bytes' | 'receivedAt' | 'at' | 'state'
> & { id: string };

export interface OpenedRecord {
  raw: string;
  encoding: 'utf-8' | 'base64';
}

export interface ReplayResult {
  replayed: number;
  stored: number;
  failed: number;
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

export interface ActivityQuery {
  subjectKind?: string;
  subjectId?: string;
  actor?: string;
  action?: string;
  from?: string;
  to?: string;
}
