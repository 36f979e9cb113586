export type { Gap } from './dispatch-state';
export { createDispatcher, type Dispatcher, type DispatcherStats } from './dispatcher';
export {
  cursorName,
  DEFAULT_DISPATCH_LIMITS,
  type DispatcherDeps,
  type DispatcherLimits,
  type LedgerView,
  type NumberState,
} from './dispatcher-deps';
export { GAP_SOURCE, gapRows } from './gap-rows';
export { createIntakePort, type IntakePortDeps } from './intake-port';
