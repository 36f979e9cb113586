import type { Document, Store } from '@khien/model';
import { type ActivityRepository, createActivityRepository } from './activity';
import { type AlertHitRepository, createAlertHitRepository } from './alert-hits';
import { type AlertRepository, createAlertRepository } from './alerts';
import { type BaselineRepository, createBaselineRepository } from './baselines';
import { type CorrelationHitRepository, createCorrelationHitRepository } from './correlation-hits';
import { createDeadLetterRepository, type DeadLetterRepository } from './dead-letters';
import { createDigestRepository, type DigestRepository } from './digests';
import { createEventRepository, type EventRepository } from './events';
import { createIntakeRepository, type IntakeRepository } from './intake';
import { createLedgerRepository, type LedgerRepository } from './ledger';
import { createSessionRepository, type SessionDocument, type SessionRepository } from './sessions';
import { createStateRepository, type StateRepository } from './state';
import { createUserRepository, type UserRepository } from './users';

/** Every collection behind its own words. `S` and `B` are the session and baseline documents of those who own them. */
export interface Repositories<S extends SessionDocument = SessionDocument, B extends Document = Document> {
  events: EventRepository;
  ledger: LedgerRepository;
  deadLetters: DeadLetterRepository;
  alerts: AlertRepository;
  alertHits: AlertHitRepository;
  activity: ActivityRepository;
  users: UserRepository;
  sessions: SessionRepository<S>;
  intake: IntakeRepository;
  digests: DigestRepository;
  correlationHits: CorrelationHitRepository;
  baselines: BaselineRepository<B>;
  state: StateRepository;
}

export function createRepositories<
  S extends SessionDocument = SessionDocument,
  B extends Document = Document,
>(store: Store): Repositories<S, B> {
  return {
    events: createEventRepository(store),
    ledger: createLedgerRepository(store),
    deadLetters: createDeadLetterRepository(store),
    alerts: createAlertRepository(store),
    alertHits: createAlertHitRepository(store),
    activity: createActivityRepository(store),
    users: createUserRepository(store),
    sessions: createSessionRepository<S>(store),
    intake: createIntakeRepository(store),
    digests: createDigestRepository(store),
    correlationHits: createCorrelationHitRepository(store),
    baselines: createBaselineRepository<B>(store),
    state: createStateRepository(store),
  };
}
