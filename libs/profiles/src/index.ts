export { decodeRecord, type SourceEncoding } from './decode/decode-record';
export { canonicalIp } from './decode/ip-address';
export { type MappingDocument, type MappingProblem, parseMappings } from './mapped/parse-mappings';
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
export {
  createProfileBook,
  PROFILES,
  type ProfileBook,
  type ProfileId,
  profileById,
  recogniseProfile,
} from './registry';
