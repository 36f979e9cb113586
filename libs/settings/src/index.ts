export { type DataKeyFormat, type Keys, type LoadKeysOptions, loadKeys, type SigningKey } from './load-keys';
export { type LoadedRegistry, loadLegalCalendar, loadRegistry } from './load-registry';
export { loadRuleFiles, MAX_RULE_FILE_BYTES } from './load-rule-files';
export { openRegistry, SAMPLE_DIR } from './open-registry';
export { PRODUCT_DIR, readSettings } from './read-settings';
export { openSecretFile, type SecretFileOptions } from './secret-file';
export type { KeyFilePath, Settings } from './settings';
export type { Problem } from './yaml-document';
export type { TextFile } from './yaml-files';
