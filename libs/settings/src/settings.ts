import { z } from 'zod';

const port = z.number().int().min(0).max(65_535);
const days = z.number().int().min(1).max(36_500);
const redisUrl = z.string().regex(/^rediss?:\/\/\S+$/, 'must look like redis://host:6379');
const mongoUri = z.string().regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must look like mongodb://host:27017');

/** What `config/default.yml`, the environment and the command line add up to, before paths are worked out. */
export const SettingsInput = z.strictObject({
  dataDir: z.string().min(1),
  configDir: z.string().min(1),
  rulesDirs: z.array(z.string().min(1)).min(1),
  host: z.string().min(1),
  port,
  publicUrl: z.url({ protocol: /^https?$/ }).optional(),
  tls: z.strictObject({ certFile: z.string().min(1), keyFile: z.string().min(1) }).optional(),
  ingest: z.strictObject({
    host: z.string().min(1),
    port: port.optional(),
    /** For every receiver; `tls` above is used where this is not set. */
    tls: z.strictObject({ certFile: z.string().min(1), keyFile: z.string().min(1) }).optional(),
    /** Authority (PEM) that signs the certificates of senders. */
    clientCaFile: z.string().min(1).optional(),
  }),
  syslog: z.strictObject({
    host: z.string().min(1),
    udpPort: port.optional(),
    tcpPort: port.optional(),
    tlsPort: port.optional(),
  }),
  lumberjack: z.strictObject({ host: z.string().min(1), tcpPort: port.optional(), tlsPort: port.optional() }),
  gelf: z.strictObject({ host: z.string().min(1), udpPort: port.optional(), tcpPort: port.optional() }),
  /** Files in MMDB format; without them events say nothing of countries and networks. */
  geoip: z
    .strictObject({ placeFile: z.string().min(1).optional(), asnFile: z.string().min(1).optional() })
    .prefault({}),
  /** Files or folders of indicators: CSV, STIX 2.1 bundles, MISP events. */
  threatLists: z.array(z.string().min(1)).prefault([]),
  redisUrl: redisUrl.optional(),
  mongodb: z.strictObject({
    uri: mongoUri.optional(),
    database: z.string().regex(/^[a-zA-Z0-9_-]{1,38}$/, 'letters, digits, - and _'),
  }),
  queue: z.strictObject({
    prefix: z.string().regex(/^[a-zA-Z0-9_{}-]{1,40}$/, 'letters, digits, -, _ and braces'),
    maxWaiting: z.number().int().min(1).max(100_000),
    concurrency: z.number().int().min(1).max(64),
    /** Seconds after which a chunk without its ledger row is published again. */
    republishSeconds: z.number().int().min(1).max(3600),
  }),
  collectorId: z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens'),
  keyFiles: z
    .strictObject({
      data: z.string().min(1).optional(),
      signing: z.string().min(1).optional(),
      cursor: z.string().min(1).optional(),
    })
    .prefault({}),
  logLevel: z.enum(['error', 'warn', 'info', 'debug']),
  /** Days events and sealed journal segments are kept, by the level (cấp độ) of the system they come from. */
  retentionDays: z.strictObject({ level1: days, level2: days, level3: days, level4: days, level5: days }),
  journal: z.strictObject({
    maxBytes: z
      .number()
      .int()
      .min(16 * 1024 * 1024),
  }),
  sample: z.enum(['on', 'off', 'auto']),
});
export type SettingsInput = z.infer<typeof SettingsInput>;

export interface KeyFilePath {
  path: string;
  /** Named by a setting, not the default place: it must exist. */
  named: boolean;
}

/** All paths are absolute. */
export interface Settings extends Omit<SettingsInput, 'keyFiles' | 'mongodb'> {
  /** Only when a server is configured; without it events and alerts are in `storeFile`. */
  mongodb: { uri: string; database: string } | undefined;
  keyFiles: { data: KeyFilePath; signing: KeyFilePath; cursor: KeyFilePath };
  journalDir: string;
  storeFile: string;
  /** Where the in-process queue counts attempts. */
  attemptsFile: string;
  /** Things worth a line in the log that do not keep the monitor from starting. */
  warnings: string[];
}
