import type {
  ControlCatalogue,
  FourLayerModel,
  LegalRegimes,
  LevelAnswer,
  SimulatedSystem,
  StatusRule,
} from '@khien/compliance';
import type {
  allowedEvents,
  completeness,
  DossierCommand,
  diffDossiers,
  Inheritable,
  levelReport,
  SectionSpec,
} from '@khien/dossier';
import type {
  Activity,
  Actor,
  Agency,
  ComplianceSheet,
  ControlResult,
  Day,
  Deadline,
  DeadlineKind,
  Dossier,
  DossierAct,
  DossierSection,
  DossierStep,
  Evidence,
  EvidenceFact,
  EvidenceKind,
  GapPlan,
  Logger,
  Registry,
  Reminder,
  StatusChange,
  Store,
  System,
  TechnicalLayer,
  UserView,
} from '@khien/model';
import type { Scope } from '@khien/policy';
import type { AlertRecorder } from '@khien/record';
import type { RegisterDesk } from './register-desk';
import type { DossierRow, SystemRow } from './rows';

/** Who does something: the person as the record names them, from where, and for which unit (agency id). */
export interface By {
  actor: Actor;
  from: Activity['from'];
  unit?: string | undefined;
  user?: UserView | undefined;
}

/** One page of a list; `next` is the cursor of the page after. */
export interface Listed<T> {
  items: T[];
  next?: string;
}

/** How a source is doing; what libs/watch measures is more than this. */
export interface HeardSource {
  sourceId: string;
  state: 'alive' | 'silent' | 'never';
  lastRecordAt?: number | undefined;
}

export interface OfficeDeps {
  store: Store;
  /** The register in force: configuration overlaid by what is in the store. */
  registry: () => Registry;
  /** The register as the configuration alone says it; the register in force unless given. */
  configuration?: () => Registry;
  law: () => LegalRegimes;
  controls: () => ControlCatalogue;
  fourLayers: () => FourLayerModel;
  sections: () => readonly SectionSpec[];
  recorder: AlertRecorder;
  /** Which changes of a sheet raise an alert (rules/compliance). */
  statusRules: () => readonly StatusRule[];
  sourceHealth: () => Promise<readonly HeardSource[]>;
  /** Technical layer (R16) that records of a profile speak for. */
  layerOf?: (profile: string) => TechnicalLayer | undefined;
  /** Days of events the settings promise for a level (undefined: level not known). */
  retention: { promisedDays(level: number | undefined): number };
  now: () => number;
  randomBytes: (size: number) => Buffer;
  log: Logger;
}

export interface DossierView {
  dossier: Dossier;
  /** Oldest first. */
  acts: DossierAct[];
  sections: DossierSection[];
  /** What may be done next by the person who asks, and what stands in the way. */
  allowed: ReturnType<typeof allowedEvents>;
  completeness: ReturnType<typeof completeness>;
  /** What the calculator says of the card today. */
  level: LevelAnswer;
  /** Sections that the platform it stands on has answered already. */
  inheritable: Inheritable[];
}

export interface DossierDesk {
  /** The newest version. */
  current(systemId: string): Promise<Dossier | undefined>;
  /** The version that is approved and not replaced. */
  inForce(systemId: string): Promise<Dossier | undefined>;
  /** All versions, newest first. */
  versions(systemId: string): Promise<Dossier[]>;
  /** Newest change first. */
  list(query: {
    scope: Scope;
    step?: DossierStep | undefined;
    agencyId?: string | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  }): Promise<Listed<DossierRow>>;
  /** MonitorError `not_found`. */
  get(by: By, dossierId: string): Promise<DossierView>;
  /** First or repeated determination. `conflict` while another version is on its way, `not_found` for a system nobody knows. */
  start(by: By, systemId: string, reason?: string): Promise<Dossier>;
  /**
   * One act, inserted once. `precondition_failed` when somebody was quicker than `expectedSeq`, `conflict` with `problems` (pointer
   * `/event`, with code, clause, mark and text in both languages) when a guard refuses, `invalid` when the event is not one.
   */
  act(by: By, dossierId: string, command: DossierCommand, expectedSeq: number): Promise<Dossier>;
  /** Answers of one section; `expectedVersion` 0 for a new one. `conflict` unless the dossier is with its drafter. */
  saveSection(
    by: By,
    dossierId: string,
    section: string,
    answers: SectionDraft,
    expectedVersion: number,
  ): Promise<DossierSection>;
  /** Against the version before; without one, everything is new. */
  diff(dossierId: string): Promise<{ against?: string; changes: ReturnType<typeof diffDossiers> }>;
  /** What was held at submission, opinion or approval; `verified` when the content still gives the hash. */
  snapshot(hash: string): Promise<{ hash: string; content: unknown; verified: boolean } | undefined>;
}

export interface SectionDraft {
  answers: DossierSection['answers'];
  files?: DossierSection['files'] | undefined;
  inheritedFrom?: string | undefined;
}

export interface EvidenceDraft {
  systemId?: string | undefined;
  agencyId?: string | undefined;
  effectiveFrom: Day;
  effectiveTo?: Day | undefined;
  fact: EvidenceFact;
  note?: string | undefined;
  supersedes?: string | undefined;
  /** For imports: what was asked. */
  query?: string | undefined;
  origin?: 'person' | 'import' | undefined;
}

/** What the monitor itself saw, as evidence: the same fact on the same day is inserted once. */
export interface TelemetryDraft {
  systemId: string;
  effectiveFrom: Day;
  effectiveTo?: Day | undefined;
  fact: EvidenceFact;
  query: string;
}

export interface ExceptionDecision {
  decision: 'approved' | 'refused' | 'revoked';
  note: string;
  /** Last day of an approved exception; needed unless the request names one. */
  effectiveTo?: Day | undefined;
}

export interface EvidenceDesk {
  /** `invalid` with a problem per field. Facts of kind `exception` are requests here. */
  add(by: By, draft: EvidenceDraft): Promise<Evidence>;
  /** Inserted only where the fact differs from the newest of its kind, or that one is not of today; returns how many were new. */
  addTelemetry(drafts: readonly TelemetryDraft[]): Promise<number>;
  get(id: string): Promise<Evidence | undefined>;
  /** Newest first. */
  list(query: {
    scope: Scope;
    systemId?: string | undefined;
    agencyId?: string | undefined;
    kind?: EvidenceKind | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  }): Promise<Listed<Evidence>>;
  /** Appends the decision, which names the request. `forbidden` for the requester, `conflict` when it was decided already. */
  decideException(by: By, requestId: string, decision: ExceptionDecision): Promise<Evidence>;
}

export interface GapRow {
  controlId: string;
  result: ControlResult;
  plan?: GapPlan;
  /** The planned day has passed. */
  overdue: boolean;
}
export interface GapPatch {
  owner?: string | undefined;
  dueOn?: Day | undefined;
  note?: string | undefined;
  costMillionVnd?: number | undefined;
  milestones: Array<{ title: string; dueOn: Day; doneOn?: Day | undefined }>;
}

export interface GapDesk {
  /** Controls of a system that are not met, partly met or cannot be verified, with their plan. */
  list(systemId: string): Promise<GapRow[]>;
  plans(systemId: string): Promise<GapPlan[]>;
  /** `expectedVersion` 0 for a new plan. The whole plan is replaced by the patch. */
  plan(
    by: By,
    systemId: string,
    controlId: string,
    patch: GapPatch,
    expectedVersion: number,
  ): Promise<GapPlan>;
}

/** A sheet without its control results. */
export type SheetSummary = Omit<ComplianceSheet, 'controls'>;

export interface SheetDesk {
  /** The whole sheet with its controls, as of today: what has expired since it was computed is not green. */
  get(systemId: string): Promise<ComplianceSheet | undefined>;
  summary(systemId: string): Promise<SheetSummary | undefined>;
  all(scope: Scope): Promise<SheetSummary[]>;
  /** When everything was computed last, whether or not something changed. */
  computedAt(): Promise<number | undefined>;
  /**
   * Computes (all, or these systems and what stands on them), stores the sheets that changed, appends status changes and raises an
   * alert for each layer that got worse and each material change.
   */
  recompute(systemIds?: readonly string[]): Promise<{ computed: number; changed: number; alerts: number }>;
  /** Newest first. Days of the Vietnamese calendar, both inclusive. */
  history(query: {
    scope: Scope;
    systemId?: string | undefined;
    from?: Day | undefined;
    to?: Day | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  }): Promise<Listed<StatusChange>>;
}

export interface DeadlineFilter {
  from?: Day | undefined;
  to?: Day | undefined;
  kind?: DeadlineKind | undefined;
  state?: Deadline['state'] | undefined;
  agencyId?: string | undefined;
  systemId?: string | undefined;
}

/** A person's subscription of the calendar. The token itself is never stored. */
export interface CalendarFeed {
  id: string;
  userId: string;
  createdAt: number;
  revokedAt?: number;
}

export interface DeadlineDesk {
  /** By day. */
  list(scope: Scope, filter?: DeadlineFilter): Promise<Deadline[]>;
  /** Reminders that became due since `since` (epoch ms), newest first. */
  reminders(scope: Scope, since: number): Promise<Reminder[]>;
  /** Inserts the reminders that are due; returns how many were new. */
  remind(): Promise<number>;
  feeds: {
    /** The token is 256 random bits, base64url, shown once. */
    make(by: By): Promise<{ id: string; token: string }>;
    /** Only one's own; `not_found` otherwise. */
    revoke(by: By, id: string): Promise<void>;
    of(userId: string): Promise<CalendarFeed[]>;
    byToken(token: string): Promise<CalendarFeed | undefined>;
  };
}

/** A stored file; `owners` are the agencies and systems it was handed in for. */
export interface StoredFile {
  sha256: string;
  name: string;
  mediaType: string;
  bytes: Buffer;
  owners: Array<{ agencyId?: string; systemId?: string }>;
}
export interface FileDraft {
  name: string;
  mediaType: string;
  bytes: Buffer;
  /** Whose file it is: `*` scope alone sees what belongs to nobody. */
  agencyId?: string | undefined;
  systemId?: string | undefined;
}
export interface FileDesk {
  /** At most 8 MiB (`too_large`). The same bytes are stored once. */
  put(by: By, file: FileDraft): Promise<{ sha256: string; bytes: number }>;
  /** Undefined when there is none; `internal` when what is stored does not give its hash any more. */
  get(sha256: string): Promise<StoredFile | undefined>;
}

export interface SimulationItem extends SimulatedSystem {
  systemId: string;
  agencyId: string;
  agencyName: Agency['name'];
}
export interface Simulation {
  from: { on: Day; regime: string };
  to: { on: Day; regime: string };
  items: SimulationItem[];
  /** Cards whose facts are missing or cannot be read, with what is wrong. */
  unreadable: Array<{ systemId: string; name: System['name']; problems: string[] }>;
  totals: { same: number; raised: number; lowered: number; open: number };
}

export type LevelReportOptions = NonNullable<Parameters<typeof levelReport>[0]['options']>;

/** Keeps the register, dossiers, evidence and what follows from them. Scope is checked by the caller; lists take it. */
export interface Office {
  register: RegisterDesk & {
    /** Rows of the list of systems, by name. */
    systems(scope: Scope): Promise<SystemRow[]>;
  };
  dossiers: DossierDesk;
  evidence: EvidenceDesk;
  gaps: GapDesk;
  sheets: SheetDesk;
  deadlines: DeadlineDesk;
  files: FileDesk;
  /** What the calculator says of a card, with other facts where given (what-if; nothing is stored). `invalid` for unreadable facts. */
  levelOf(system: System, facts?: Record<string, unknown>): LevelAnswer;
  simulate(scope: Scope, moments: { from: Day; to: Day }): Simulation;
  /** Mẫu 08 of one year (state at the cut-off), for the systems in scope. */
  levelReport(
    scope: Scope,
    year: number,
    options?: LevelReportOptions,
  ): Promise<ReturnType<typeof levelReport>>;
  /**
   * After a crash: imports that were cut off are finished; acts whose projection, successor or activity is missing get it; sheets say
   * what they still had to say. Call once before serving. Returns how many there were.
   */
  repair(): Promise<{ dossiers: number; activities: number; sheets: number; imports: number }>;
  /** Resolves when what was begun behind answers (sheets of many systems) is done: before the store is closed. */
  settled(): Promise<void>;
}
