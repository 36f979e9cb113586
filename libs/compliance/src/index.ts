export { type BusHalf, type BusSide, busHalfOf, busKeyOf } from './bus/bus-half';
export {
  BUS_DETECTORS,
  BusRule,
  type BusRules,
  busAlertRule,
  busRulesOf,
  partnerCounts,
} from './bus/bus-rule';
export {
  disagreeSentence,
  endName,
  exchangeName,
  missingSentence,
  unheardSentence,
} from './bus/bus-sentences';
export { type Difference, type Exchange, judgeMessage } from './bus/judge-message';
export {
  type Control,
  type ControlAtLevel,
  type ControlCatalogue,
  type ControlGroup,
  ControlNature,
  type LawHeading,
  type ParameterValue,
  Unstated,
} from './controls/control';
export { controlsFor } from './controls/controls-for';
export { type Gap, gapsOf } from './controls/gaps-of';
export { judgeControls } from './controls/judge-controls';
export type { JudgeInput } from './controls/judge-input';
export { parameterSentences } from './controls/parameter-words';
export { parseControls } from './controls/parse-controls';
export { type Period, periodWords } from './controls/period';
export type { DeadlineInput } from './deadlines/deadline-input';
export { deadlinesOf } from './deadlines/deadlines-of';
export { type IcsOptions, icsOf } from './deadlines/ics-of';
export { type ReminderStep, reminderSteps, remindersDue } from './deadlines/reminders-due';
export { type ConflictInForce, type ConflictOption, conflictsOn } from './layers/conflict';
export { ACKNOWLEDGE_WITHIN, EXPIRY_WARNING, judgeLayers } from './layers/judge-layers';
export type { FourLayerModel, LayerInput } from './layers/layer-input';
export { verdictRank, worstVerdict } from './layers/layer-order';
export { parseFourLayers } from './layers/parse-four-layers';
export { type ProvinceLayer, provinceLayers } from './layers/province-layers';
export { dutiesOf, type OwedDuty } from './legal/duty';
export { LegalFile, type LegalRegimes, type ReportDate } from './legal/legal-file';
export { MARK_CAVEATS, Mark } from './legal/mark';
export { type Parameter, type ParameterEntry, parameterEntry } from './legal/parameter';
export { type LegalDocument, type LegalProblem, parseLegal } from './legal/parse-legal';
export { wasUnderConstruction } from './legal/under-construction';
export { assessLevel, computeLevel, levelInBothLanguages } from './level/compute-level';
export type { LevelAnswer, LevelAssessment, LevelReason } from './level/level-answer';
export { LevelInput, type LevelPart } from './level/level-input';
export {
  createSimulator,
  type Moment,
  type SimulatedSystem,
  simulateRegimes,
} from './level/simulate-regimes';
export type { ChangeInput, MaterialChange } from './material-change/change-input';
export { materialChanges } from './material-change/material-changes';
export { compareSheets } from './sheet/compare-sheets';
export { computeSheet } from './sheet/compute-sheet';
export type { SheetInput } from './sheet/sheet-input';
export { changeAlertRule, layerAlertRule, StatusRule } from './sheet/status-rule';
export {
  type SourceHeard,
  SourceSilenceRule,
  type SourceState,
  silenceAlertRule,
  silenceFires,
  silenceSentence,
  sourceState,
} from './source-silence';
export { addDays, addMonths, dayDiff, isDay, today } from './working-days/day-arithmetic';
export { createWorkingCalendar, type WorkingCalendar } from './working-days/working-calendar';
