import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { withFilesIn } from '@khien/collect';
import { createLogger } from '@khien/logging';
import type { Logger, Registry, Source, Store } from '@khien/model';
import { createRegisterDesk } from '@khien/office';
import {
  createKeyRing,
  createPseudonymiser,
  type KeyFile,
  type KeyRing,
  newKeyText,
  type Pseudonymiser,
  parseKeyFile,
} from '@khien/sealing';
import {
  type Keys,
  loadKeys,
  mappingDirectories,
  openRegistry,
  PRODUCT_DIR,
  type Settings,
} from '@khien/settings';
import { createRepositories, openStore, type Repositories } from '@khien/store';
import { sourceHealth } from '@khien/watch';
import { boundHeapGrowth } from './bound-heap-growth';
import { type GeoBook, openGeoBook } from './geo-book';
import { type LawBook, openLawBook } from './law-book';
import { openProfileShelf, type ProfileShelf } from './profile-shelf';
import { createRegistryBook } from './registry-book';
import { lazyRuleBook, type RuleBook } from './rule-book';
import { openThreatBook, type ThreatBook } from './threat-book';

/** What every role stands on: settings, keys, registry, rules and the store. */
export interface Context {
  settings: Settings;
  log: Logger;
  now: () => number;
  keys: Keys<KeyFile>;
  keyRing: KeyRing;
  pseudonymiser: Pseudonymiser;
  /** The register as it stands now: the configuration, overlaid by what people changed. */
  registry: () => Registry;
  /** The register as the configuration alone says it. */
  configuration: Registry;
  /** Brings `registry` up to what stands in the store now. */
  refreshRegister: () => Promise<void>;
  /** Follows what other processes write to the register; returns what stops it. */
  followRegister: () => () => void;
  lawBook: LawBook;
  /** The fictional province is part of the registry. */
  sample: boolean;
  rules: RuleBook;
  /** The profiles that ship and those of the mappings. */
  profiles: ProfileShelf;
  /** Lists of indicators in force. */
  threats: ThreatBook;
  /** Country and network of addresses. */
  geo: GeoBook;
  /** Rules, mappings, threat lists and address files are read again, each kind all or nothing (SIGHUP). */
  reload: () => void;
  store: Store;
  repositories: Repositories;
}

/**
 * Opens what the settings name. MonitorError `bad_configuration` says which file, line or variable is wrong;
 * a single rule or registry entry that cannot be used is logged with file and line, and the rest is in force.
 */
export async function openContext(settings: Settings, role: string): Promise<Context> {
  boundHeapGrowth();
  const log = createLogger({ level: settings.logLevel, fields: { role }, now: Date.now });
  for (const warning of settings.warnings) log.warn('setting ignored', { warning });
  mkdirSync(settings.dataDir, { recursive: true });
  const keys = loadKeys<KeyFile>(settings, {
    random: randomBytes,
    log,
    dataKeys: { create: newKeyText, parse: parseKeyFile },
  });
  const keyRing = createKeyRing(keys.dataKeys);
  const { registry, problems, sample } = openRegistry(settings);
  for (const problem of problems)
    log.warn('registry entry not usable', {
      file: problem.file,
      line: problem.line,
      problem: problem.message,
    });
  const store = await openStore({
    directory: dirname(settings.storeFile),
    cursorKey: keys.cursorKey,
    log,
    ...(settings.mongodb && { mongodbUri: settings.mongodb.uri, database: settings.mongodb.database }),
  });
  const base: Registry = {
    ...registry,
    sources: registry.sources.map((source) => fromDataDir(source, settings.dataDir)),
  };
  const desk = createRegisterDesk({
    store,
    base: () => base,
    sourceHealth: () => sourceHealth(store, base.sources, Date.now()),
    now: Date.now,
    log,
  });
  const rules = lazyRuleBook({
    directories: settings.rulesDirs,
    pipelines: join(PRODUCT_DIR, 'config/pipelines'),
    log,
  });
  const profiles = openProfileShelf({ directories: mappingDirectories(settings.configDir), log });
  const threats = openThreatBook({ paths: settings.threatLists, log });
  const geo = openGeoBook({ settings, log });
  const book = createRegistryBook({ base, desk, log, now: Date.now });
  await book.refresh();
  return {
    settings,
    log,
    now: Date.now,
    keys,
    keyRing,
    pseudonymiser: createPseudonymiser({ key: keys.dataKeys.pseudonym, keyRing }),
    registry: book.current,
    configuration: base,
    refreshRegister: book.refresh,
    followRegister: book.follow,
    lawBook: openLawBook(settings, log),
    sample,
    rules,
    profiles,
    threats,
    geo,
    reload() {
      rules.reload();
      profiles.reload();
      threats.reload();
      geo.reload();
    },
    store,
    repositories: createRepositories(store),
  };
}

/** Relative paths of a source are relative to the data folder, wherever the process was started. */
function fromDataDir(source: Source, dataDir: string): Source {
  const { transport } = source;
  if (transport.kind === 'file')
    return {
      ...source,
      transport: { ...transport, paths: transport.paths.map((path) => resolve(dataDir, path)) },
    };
  if (transport.kind !== 'http') return { ...source, transport: withFilesIn(transport, dataDir) };
  const { tokenFile, hmacKeyFile } = transport;
  const files = {
    ...(tokenFile !== undefined && { tokenFile: resolve(dataDir, tokenFile) }),
    ...(hmacKeyFile !== undefined && { hmacKeyFile: resolve(dataDir, hmacKeyFile) }),
  };
  return { ...source, transport: { ...transport, ...files } };
}
