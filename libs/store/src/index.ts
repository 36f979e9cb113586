export { COLLECTIONS } from './collections';
export type { MongoStoreOptions } from './mongo/create-mongo-store';
export { createMongoStore } from './mongo/load-mongo-store';
export { type OpenStoreOptions, openStore } from './open-store';
export type {
  ActivityDraft,
  ActivityRepository,
  AppendOptions,
  Subject,
} from './repositories/activity';
export type { AlertRepository } from './repositories/alerts';
export { createRepositories, type Repositories } from './repositories/create-repositories';
export type { DeadLetterRepository } from './repositories/dead-letters';
export type { IntakeRepository } from './repositories/intake';
export type { LedgerRepository } from './repositories/ledger';
export { readAll } from './repositories/read-all';
export type { LeaseRequest, StateRepository } from './repositories/state';
export { createSqliteStore, type SqliteStoreOptions } from './sqlite/create-sqlite-store';
