export { Activity, ActivityAction, Actor, activityIdOf, Role } from './activity';
export {
  Alert,
  AlertHit,
  AlertKind,
  AlertRule,
  AlertStatus,
  AlertWorkflow,
  AnomalyReason,
  Bilingual,
  CloseReason,
  EvidenceRef,
  Severity,
} from './alert';
export { Chunk, chunkIdOf, Day, dayOf, MAX_CHUNK_BYTES, MAX_CHUNK_RECORDS } from './chunk';
export { Deadline, DeadlineKind, Reminder } from './deadline';
export { ChunkDigest, DELAY_CLASSES, FeedDigest } from './digest';
export {
  actIdOf,
  Dossier,
  DossierAct,
  DossierClock,
  DossierComponent,
  DossierEvent,
  type DossierEventKind,
  DossierSection,
  DossierStep,
  DossierTrack,
  dossierIdOf,
  PaperRef,
} from './dossier';
export { ERROR_CODES, type ErrorCode, type FieldProblem, MonitorError } from './errors';
export { Access, Answer, ECS_VERSION, Event, type EventDraft, type StoredEvent } from './event';
export { EVENT_FIELDS, type FieldKind } from './event-fields';
export { derivedId, eventIdOf } from './event-id';
export {
  ComplianceSheet,
  ControlResult,
  ControlStatus,
  Evidence,
  EvidenceFact,
  type EvidenceKind,
  type EvidenceOf,
  EvidenceUse,
  GapPlan,
  LayerReason,
  LayerStatus,
  LayerVerdict,
  ProtectionLayer,
  StatusChange,
  TechnicalLayer,
} from './evidence';
export { AccountDay, DeadLetter, DeadLetterReason, IntakeRow, LedgerRow } from './ledger';
export { parseOrThrow } from './parse';
export type { Intake } from './ports/intake';
export type { AppendOptions, IntakeKind, Journal, SegmentInfo } from './ports/journal';
export { type LogFields, type Logger, silentLogger } from './ports/logger';
export type { ChunkHandler, ChunkQueue, Consumer, Delivery } from './ports/queue';
export type {
  CollectionSpec,
  Condition,
  Document,
  Filter,
  Page,
  Query,
  Scalar,
  Store,
  VersionedDocument,
} from './ports/store';
export { RestTransport, SqlTransport, XroadOpmonTransport } from './pull-transports';
export { type IncomingRecord, MAX_RECORD_BYTES, RawRecord } from './raw-record';
export {
  Agency,
  Agreement,
  Calendar,
  DossierState,
  type Registry,
  Source,
  System,
  SystemMark,
  SystemStage,
  Transport,
  WorkingHours,
} from './registry';
export type { Cell, Sheet, SheetColumn, SheetRow, WrittenSheet } from './sheet';
export { FailureRun, Seen, SystemDay, SystemDigest, type SystemTelemetry } from './system-facts';
export { UserAccount, type UserView } from './user';
