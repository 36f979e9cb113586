export { COLLECTIONS } from './collections';
export { createMongoStore, type MongoStoreOptions } from './mongo/create-mongo-store';
export { type OpenStoreOptions, openStore } from './open-store';
export type {
  ActivityDraft,
  ActivityRepository,
  AppendOptions,
  Subject,
} from './repositories/activity';
export type { AlertHitRepository } from './repositories/alert-hits';
export type { AlertRepository } from './repositories/alerts';
export type { BaselineRepository } from './repositories/baselines';
export type { CorrelationHit, CorrelationHitRepository } from './repositories/correlation-hits';
export { createRepositories, type Repositories } from './repositories/create-repositories';
export type { DeadLetterRepository } from './repositories/dead-letters';
export type { DigestRepository } from './repositories/digests';
export type { EventRepository } from './repositories/events';
export type { IntakeRepository } from './repositories/intake';
export type { LedgerRepository } from './repositories/ledger';
export type { SessionDocument, SessionRepository } from './repositories/sessions';
export type { LeaseRequest, StateRepository } from './repositories/state';
export { type UserRepository, userIdOf } from './repositories/users';
export { createSqliteStore, type SqliteStoreOptions } from './sqlite/create-sqlite-store';
