export { isDomain, isHostName, isNetwork } from './address';
export { canonicalJson } from './canonical-json';
export { cardFields } from './card-fields';
export type { CellProblem, SheetNote } from './cell-problem';
export { type CardCheck, checkAgencyCard, checkSystemCard, type FieldFault } from './check-card';
export { type Card, type ColumnSpec, fieldOf } from './column';
export { GUIDE_SHEET, LISTS_SHEET, SHEET_NAMES, type SheetKind } from './find-sheets';
export {
  type ImportPlan,
  MAX_DETAIL_ROWS,
  MAX_ROWS,
  type PlannedCard,
  planImport,
  type RegisterState,
} from './plan-import';
export type { FieldDiff } from './read-row';
export {
  type HeardName,
  type HeardSource,
  type Reconciled,
  reconcile,
  type UnheardSystem,
} from './reconcile';
export { registerGuide } from './register-guide';
export { registerSheets, type SheetLanguage } from './register-sheets';
