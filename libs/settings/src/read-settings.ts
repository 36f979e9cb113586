import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Logger, silentLogger } from '@khien/model';
import {
  bad,
  type Environment,
  type Said,
  saidByCommandLine,
  saidByEnvironment,
  saidByFile,
  unknownVariables,
} from './said-settings';
import { type Settings, SettingsInput } from './settings';
import { VARIABLES } from './variables';

/** The product's own folder, where `config/` and `rules/` ship. */
export const PRODUCT_DIR = resolve(__dirname, '../../..');
const DEFAULTS_FILE = 'default.yml';

/**
 * The settings: the shipped `config/default.yml`, then the `default.yml` of KHIEN_CONFIG_DIR, then the environment,
 * then the command line (`--data --config --port --host --log-level --sample --no-sample`; others are left to the command).
 * `bad_configuration` names the variable, option, or file and line. Relative paths count from the working folder.
 */
export function readSettings(env: Environment, argv: readonly string[] = []): Settings {
  const warnings = unknownVariables(env);
  const log: Logger = { ...silentLogger, warn: (message) => warnings.push(message) };
  const fromEnvironment = VARIABLES.flatMap((variable) => saidByEnvironment(variable, env, log));
  const fromCommand = saidByCommandLine(argv);
  const shipped = join(PRODUCT_DIR, 'config');
  const named = [...fromEnvironment, ...fromCommand].filter(({ path }) => path[0] === 'configDir').at(-1);
  const configDir = named === undefined ? shipped : resolve(String(named.value));
  if (named !== undefined && !existsSync(configDir)) throw bad(`${named.by}: no such folder ${configDir}`);

  const said: Said[] = [
    { path: ['configDir'], value: configDir, by: 'configDir' },
    { path: ['rulesDirs'], value: [join(PRODUCT_DIR, 'rules')], by: 'rulesDirs' },
    ...saidByFile(join(shipped, DEFAULTS_FILE)),
    ...(configDir === shipped ? [] : saidByFile(join(configDir, DEFAULTS_FILE))),
    ...fromEnvironment,
    ...fromCommand,
  ];
  return settingsOf(merge(said), said, { configDir, warnings });
}

function merge(said: readonly Said[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { path, value, by } of said) {
    let branch = root;
    for (const key of path.slice(0, -1)) {
      if (key === '__proto__') throw bad(`${by}: unknown setting`);
      const inner = branch[key];
      const next: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {};
      branch[key] = next;
      branch = next;
    }
    const last = path.at(-1);
    if (last === undefined || last === '__proto__') throw bad(`${by}: expected settings by name`);
    branch[last] = value;
  }
  return root;
}

function settingsOf(
  input: Record<string, unknown>,
  said: readonly Said[],
  { configDir, warnings }: { configDir: string; warnings: string[] },
): Settings {
  const parsed = SettingsInput.safeParse(input);
  if (!parsed.success)
    throw bad(parsed.error.issues.map((issue) => blame(issue, said)).join('; '), parsed.error);
  const { keyFiles, mongodb, ...rest } = parsed.data;
  const dataDir = resolve(rest.dataDir);
  const key = (path: string | undefined, name: string) => ({
    path: path === undefined ? join(dataDir, 'keys', name) : resolve(path),
    named: path !== undefined,
  });
  const tls = absolute(rest.tls);
  const ingest = ingestOf(rest.ingest);
  const geoip = geoipOf(rest.geoip);
  const threatLists = rest.threatLists.map((path) => resolve(path));
  for (const [name, file] of [
    ['KHIEN_TLS_CERT_FILE', tls?.certFile],
    ['KHIEN_TLS_KEY_FILE', tls?.keyFile],
    ['KHIEN_INGEST_TLS_CERT_FILE', ingest.tls?.certFile],
    ['KHIEN_INGEST_TLS_KEY_FILE', ingest.tls?.keyFile],
    ['KHIEN_INGEST_CLIENT_CA_FILE', ingest.clientCaFile],
    ['KHIEN_GEOIP_FILE', geoip.placeFile],
    ['KHIEN_GEOIP_ASN_FILE', geoip.asnFile],
    ...threatLists.map((path) => ['KHIEN_THREAT_LISTS', path] as const),
  ] as const) {
    if (file !== undefined && !existsSync(file)) throw bad(`${name}: no such file ${file}`);
  }
  for (const [name, port] of [
    ['KHIEN_SYSLOG_TLS_PORT', rest.syslog.tlsPort],
    ['KHIEN_LUMBERJACK_TLS_PORT', rest.lumberjack.tlsPort],
  ] as const) {
    if (port !== undefined && !ingest.tls && !tls)
      throw bad(`${name}: needs KHIEN_INGEST_TLS_CERT_FILE and KHIEN_INGEST_TLS_KEY_FILE`);
  }
  return {
    ...rest,
    ...(tls ? { tls } : {}),
    ingest,
    geoip,
    threatLists,
    dataDir,
    configDir,
    rulesDirs: rest.rulesDirs.map((folder) => resolve(folder)),
    mongodb: mongodb.uri === undefined ? undefined : { uri: mongodb.uri, database: mongodb.database },
    keyFiles: {
      data: key(keyFiles.data, 'data.key'),
      signing: key(keyFiles.signing, 'signing.key'),
      cursor: key(keyFiles.cursor, 'cursor.key'),
    },
    journalDir: join(dataDir, 'journal'),
    storeFile: join(dataDir, 'store.db'),
    attemptsFile: join(dataDir, 'queue.attempts'),
    warnings,
  };
}

type TlsFiles = NonNullable<SettingsInput['tls']>;

function absolute(tls: TlsFiles | undefined): TlsFiles | undefined {
  return tls && { certFile: resolve(tls.certFile), keyFile: resolve(tls.keyFile) };
}

function ingestOf({ tls, clientCaFile, ...rest }: SettingsInput['ingest']): SettingsInput['ingest'] {
  const files = absolute(tls);
  return {
    ...rest,
    ...(files && { tls: files }),
    ...(clientCaFile !== undefined && { clientCaFile: resolve(clientCaFile) }),
  };
}

function geoipOf({ placeFile, asnFile }: SettingsInput['geoip']): SettingsInput['geoip'] {
  return {
    ...(placeFile !== undefined && { placeFile: resolve(placeFile) }),
    ...(asnFile !== undefined && { asnFile: resolve(asnFile) }),
  };
}

/** Who said the value an issue is about; a missing one is blamed on the variable that would give it. Never the value. */
function blame(
  issue: { path: PropertyKey[]; message: string; code?: string; keys?: string[] },
  said: readonly Said[],
): string {
  const path = [...issue.path, ...(issue.keys?.slice(0, 1) ?? [])].map(String);
  const within = (inner: readonly string[], outer: readonly string[]) =>
    outer.every((key, index) => inner[index] === key);
  const exact = said.findLast((one) => one.path.length > 0 && within(path, one.path));
  const inside = said.findLast((one) => within(one.path, path));
  const variable = VARIABLES.find((one) => within(path, one.path))?.name;
  const by = exact?.by ?? (issue.keys ? inside?.by : undefined) ?? variable ?? inside?.by ?? path.join('.');
  return `${by}: ${issue.keys ? `unknown setting ${path.join('.')}` : issue.message}`;
}
