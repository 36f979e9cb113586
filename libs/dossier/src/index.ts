export { type ClockStanding, clockStanding } from './clocks';
export { allowedEvents, decide } from './decide';
export type { AllowedEvent, Decision, DossierCommand, DossierContext, GuardProblem } from './dossier-context';
export type { DossierLaw } from './dossier-law';
export { foldActs } from './fold-acts';
export { assessmentProblems } from './level-report/assessments';
export {
  type LevelCounters,
  type LevelReport,
  type LevelReportInput,
  levelReport,
} from './level-report/level-report';
export { isInTime, type LevelReportDue, levelReportDue, type ReportDue } from './level-report/report-due';
export type { Mau08Row, ReportStatus } from './level-report/report-row';
export { isEditable, replacedBy, waitingFor } from './moves';
export { newDossier } from './new-dossier';
export {
  type Appraiser,
  appraiserOf,
  approverOf,
  namedAppraiserOf,
  operatorOf,
  ownerOf,
  type Roles,
  specialisedUnitOf,
} from './parties';
export { diffDossiers, type FieldChange } from './sections/diff-dossiers';
export {
  type Completeness,
  checkAnswers,
  completeness,
  type FilledField,
  type FilledSection,
  type Form,
  filledSections,
} from './sections/form';
export { type Inheritable, inheritSections } from './sections/inherit-sections';
export { parseSections } from './sections/parse-sections';
export type { Card } from './sections/prefill';
export { askedAt, type ColumnSpec, type FieldSpec, SectionSpec } from './sections/section-spec';
export { type Answer, tableAnswer, tableRows } from './sections/table-answer';
export { canonicalJson, hashOf, snapshotOf, verifySnapshot } from './snapshot';
export { EVENT_TITLES, STEP_TITLES } from './titles';
