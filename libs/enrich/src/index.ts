export { accountOf } from './account-of';
export { createDigest } from './digest';
export { type AboutRecord, createEnricher, type Enricher, type EnricherOptions } from './enricher';
export { createGeoLookup, type GeoLookup } from './geo/geo-lookup';
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
export type { Indicator } from './threat-intel/indicator';
export {
  parseThreatList,
  type ThreatListAnswer,
  type ThreatListFile,
} from './threat-intel/parse-threat-list';
export { compileThreatTable, type ThreatMatch, type ThreatTable } from './threat-intel/threat-table';
