export { alertHitIdOf, alertIdOf } from './alert-id';
export { foldActivity } from './fold-activity';
export { foldHits } from './fold-hits';
export { type AlertCommand, MIN_CLOSE_NOTE, nextActivity, type TakenBy } from './next-activity';
export { priorityOf } from './priority-of';
