export { createOffice } from './create-office';
export { levelOfCard } from './level/level-of-card';
export type {
  By,
  CalendarFeed,
  DeadlineDesk,
  DeadlineFilter,
  DossierDesk,
  DossierView,
  EvidenceDesk,
  EvidenceDraft,
  ExceptionDecision,
  FileDesk,
  FileDraft,
  GapDesk,
  GapPatch,
  GapRow,
  HeardSource,
  LevelReportOptions,
  Listed,
  Office,
  OfficeDeps,
  SectionDraft,
  SheetDesk,
  SheetSummary,
  Simulation,
  SimulationItem,
  StoredFile,
  TelemetryDraft,
} from './office';
export { createRegisterDesk } from './register/create-register-desk';
export type {
  AgencyCard,
  Reconciliation,
  RegisterDesk,
  SheetKind,
  SheetRow,
  SystemCard,
} from './register-desk';
export type { DossierRow, SystemRow } from './rows';
