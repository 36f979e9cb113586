export { decodeRecord, type SourceEncoding } from './decode/decode-record';
export { canonicalIp } from './decode/ip-address';
export {
  defineProfile,
  type Logsource,
  type ParseResult,
  type Profile,
  type ProfileContext,
  parserOf,
  type Refusal,
  type TimeQuality,
} from './profile';
export { PROFILES, type ProfileId, profileById, recogniseProfile } from './registry';
