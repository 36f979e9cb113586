export { type KeyFile, newKeyText, type ParsedKeyFile, parseKeyFile, rotatedKeyText } from './key-file';
export { createKeyRing, deriveKey, type KeyRing, type RingKeys } from './key-ring';
export { createPseudonymiser, type Pseudonymiser } from './pseudonymiser';
export { createSealer, KEY_BYTES, keyIdIn, keyIdOf, SEAL_OVERHEAD, SealError, type Sealer } from './sealer';
