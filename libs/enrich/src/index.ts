export { accountOf } from './account-of';
export { createDigest } from './digest';
export { type AboutRecord, createEnricher, type Enricher, type EnricherOptions } from './enricher';
