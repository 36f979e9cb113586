export { accountOf } from './account-of';
export { createDigest } from './digest';
export { type AboutRecord, createEnricher, type Enricher, type EnricherOptions } from './enricher';
export {
  foldSystemDigest,
  isFolded,
  markDayFolded,
  newSystemDay,
  type Place,
  systemDayIdOf,
} from './system-days/fold-system-digest';
export { see } from './system-days/seen';
export { NO_SYSTEM } from './system-days/system-digests';
export { technicalLayerOf } from './system-days/technical-layer';
