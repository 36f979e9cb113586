import type { Store } from '@khien/model';
import { type ActivityRepository, createActivityRepository } from './activity';
import { type AlertRepository, createAlertRepository } from './alerts';
import { createDeadLetterRepository, type DeadLetterRepository } from './dead-letters';
import { createIntakeRepository, type IntakeRepository } from './intake';
import { createLedgerRepository, type LedgerRepository } from './ledger';
import { createStateRepository, type StateRepository } from './state';

/** Collections whose reading and writing has words of its own; the others are one call of the port where they are used. */
export interface Repositories {
  ledger: LedgerRepository;
  deadLetters: DeadLetterRepository;
  alerts: AlertRepository;
  activity: ActivityRepository;
  intake: IntakeRepository;
  state: StateRepository;
}

export function createRepositories(store: Store): Repositories {
  return {
    ledger: createLedgerRepository(store),
    deadLetters: createDeadLetterRepository(store),
    alerts: createAlertRepository(store),
    activity: createActivityRepository(store),
    intake: createIntakeRepository(store),
    state: createStateRepository(store),
  };
}
