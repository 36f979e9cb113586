import { asBytes, asInteger, asSwitch, asText, type ValueReader } from './value-readers';

export interface Variable {
  name: string;
  /** Where its value goes in SettingsInput. */
  path: readonly string[];
  read: ValueReader;
  /** The value is a secret: `<name>_FILE` may name a file that holds it. */
  secret?: true;
  /** The value is a list, divided by the system's path separator. */
  list?: true;
}

/** Every variable the monitor reads; `docs/configuration.md` explains each. */
export const VARIABLES: readonly Variable[] = [
  { name: 'KHIEN_DATA_DIR', path: ['dataDir'], read: asText },
  { name: 'KHIEN_CONFIG_DIR', path: ['configDir'], read: asText },
  { name: 'KHIEN_RULES_DIRS', path: ['rulesDirs'], read: asText, list: true },
  { name: 'KHIEN_HOST', path: ['host'], read: asText },
  { name: 'KHIEN_PORT', path: ['port'], read: asInteger },
  { name: 'KHIEN_PUBLIC_URL', path: ['publicUrl'], read: asText },
  { name: 'KHIEN_TLS_CERT_FILE', path: ['tls', 'certFile'], read: asText },
  { name: 'KHIEN_TLS_KEY_FILE', path: ['tls', 'keyFile'], read: asText },
  { name: 'KHIEN_INGEST_HOST', path: ['ingest', 'host'], read: asText },
  { name: 'KHIEN_INGEST_PORT', path: ['ingest', 'port'], read: asInteger },
  { name: 'KHIEN_INGEST_TLS_CERT_FILE', path: ['ingest', 'tls', 'certFile'], read: asText },
  { name: 'KHIEN_INGEST_TLS_KEY_FILE', path: ['ingest', 'tls', 'keyFile'], read: asText },
  { name: 'KHIEN_INGEST_CLIENT_CA_FILE', path: ['ingest', 'clientCaFile'], read: asText },
  { name: 'KHIEN_SYSLOG_HOST', path: ['syslog', 'host'], read: asText },
  { name: 'KHIEN_SYSLOG_UDP_PORT', path: ['syslog', 'udpPort'], read: asInteger },
  { name: 'KHIEN_SYSLOG_TCP_PORT', path: ['syslog', 'tcpPort'], read: asInteger },
  { name: 'KHIEN_SYSLOG_TLS_PORT', path: ['syslog', 'tlsPort'], read: asInteger },
  { name: 'KHIEN_LUMBERJACK_HOST', path: ['lumberjack', 'host'], read: asText },
  { name: 'KHIEN_LUMBERJACK_TCP_PORT', path: ['lumberjack', 'tcpPort'], read: asInteger },
  { name: 'KHIEN_LUMBERJACK_TLS_PORT', path: ['lumberjack', 'tlsPort'], read: asInteger },
  { name: 'KHIEN_GELF_HOST', path: ['gelf', 'host'], read: asText },
  { name: 'KHIEN_GELF_UDP_PORT', path: ['gelf', 'udpPort'], read: asInteger },
  { name: 'KHIEN_GELF_TCP_PORT', path: ['gelf', 'tcpPort'], read: asInteger },
  { name: 'KHIEN_GEOIP_FILE', path: ['geoip', 'placeFile'], read: asText },
  { name: 'KHIEN_GEOIP_ASN_FILE', path: ['geoip', 'asnFile'], read: asText },
  { name: 'KHIEN_THREAT_LISTS', path: ['threatLists'], read: asText, list: true },
  { name: 'REDIS_URL', path: ['redisUrl'], read: asText, secret: true },
  { name: 'MONGODB_URI', path: ['mongodb', 'uri'], read: asText, secret: true },
  { name: 'KHIEN_MONGODB_DATABASE', path: ['mongodb', 'database'], read: asText },
  { name: 'KHIEN_QUEUE_PREFIX', path: ['queue', 'prefix'], read: asText },
  { name: 'KHIEN_QUEUE_MAX_WAITING', path: ['queue', 'maxWaiting'], read: asInteger },
  { name: 'KHIEN_CONCURRENCY', path: ['queue', 'concurrency'], read: asInteger },
  { name: 'KHIEN_REPUBLISH_SECONDS', path: ['queue', 'republishSeconds'], read: asInteger },
  { name: 'KHIEN_COLLECTOR_ID', path: ['collectorId'], read: asText },
  { name: 'KHIEN_DATA_KEY_FILE', path: ['keyFiles', 'data'], read: asText },
  { name: 'KHIEN_SIGNING_KEY_FILE', path: ['keyFiles', 'signing'], read: asText },
  { name: 'KHIEN_CURSOR_KEY_FILE', path: ['keyFiles', 'cursor'], read: asText },
  { name: 'KHIEN_LOG_LEVEL', path: ['logLevel'], read: asText },
  { name: 'KHIEN_RETENTION_LEVEL1_DAYS', path: ['retentionDays', 'level1'], read: asInteger },
  { name: 'KHIEN_RETENTION_LEVEL2_DAYS', path: ['retentionDays', 'level2'], read: asInteger },
  { name: 'KHIEN_RETENTION_LEVEL3_DAYS', path: ['retentionDays', 'level3'], read: asInteger },
  { name: 'KHIEN_RETENTION_LEVEL4_DAYS', path: ['retentionDays', 'level4'], read: asInteger },
  { name: 'KHIEN_RETENTION_LEVEL5_DAYS', path: ['retentionDays', 'level5'], read: asInteger },
  { name: 'KHIEN_JOURNAL_MAX_BYTES', path: ['journal', 'maxBytes'], read: asBytes },
  { name: 'KHIEN_SAMPLE', path: ['sample'], read: asSwitch },
];

/** Read by the project's tests, not by the monitor. */
export const TEST_VARIABLES = ['KHIEN_REQUIRE_SERVICES'];
