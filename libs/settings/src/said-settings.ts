import { existsSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Logger, MonitorError } from '@khien/model';
import { readSecret } from './secret-file';
import { TEST_VARIABLES, VARIABLES, type Variable } from './variables';
import { parseYaml } from './yaml-document';
import { readTextFile } from './yaml-files';

const MAX_FILE_BYTES = 256 * 1024;

export type Environment = Record<string, string | undefined>;

/** A value on its way into the settings, and who said so. */
export interface Said {
  path: readonly string[];
  value: unknown;
  by: string;
}

export function bad(message: string, cause?: unknown): MonitorError {
  return new MonitorError('bad_configuration', message, { cause });
}

export function unknownVariables(env: Environment): string[] {
  const known = new Set(TEST_VARIABLES);
  for (const { name, secret } of VARIABLES) {
    known.add(name);
    if (secret) known.add(`${name}_FILE`);
  }
  const unknown = Object.keys(env).filter((name) => name.startsWith('KHIEN_') && !known.has(name));
  return unknown.sort().map((name) => `${name} is no setting of this version: it has no effect`);
}

export function saidByEnvironment(variable: Variable, env: Environment, log: Logger): Said[] {
  const { name, path, read, secret, list } = variable;
  const direct = env[name] || undefined;
  const file = secret ? env[`${name}_FILE`] || undefined : undefined;
  if (direct !== undefined && file !== undefined) throw bad(`${name} and ${name}_FILE are both set`);
  const text = direct ?? (file === undefined ? undefined : secretAt(`${name}_FILE`, file, log));
  if (text === undefined) return [];
  try {
    const value = list ? text.split(delimiter).filter(Boolean).map(read) : read(text);
    return [{ path, value, by: file === undefined ? name : `${name}_FILE` }];
  } catch (error) {
    throw bad(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function secretAt(name: string, file: string, log: Logger): string {
  try {
    return readSecret(resolve(file), log);
  } catch (error) {
    throw bad(`${name}: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

/** Options of ours as the variables they stand for. */
const OPTIONS: Record<string, string> = {
  data: 'KHIEN_DATA_DIR',
  config: 'KHIEN_CONFIG_DIR',
  port: 'KHIEN_PORT',
  host: 'KHIEN_HOST',
  'log-level': 'KHIEN_LOG_LEVEL',
};

export function saidByCommandLine(argv: readonly string[]): Said[] {
  const options = {
    ...Object.fromEntries(Object.keys(OPTIONS).map((option) => [option, { type: 'string' as const }])),
    sample: { type: 'boolean' as const },
    'no-sample': { type: 'boolean' as const },
  };
  const { values } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true });
  const said = Object.entries(OPTIONS).flatMap(([option, name]) => {
    const value = values[option];
    if (value === undefined) return [];
    if (typeof value !== 'string' || value === '') throw bad(`--${option}: needs a value`);
    const variable = VARIABLES.find((candidate) => candidate.name === name);
    if (!variable) return [];
    try {
      return [{ path: variable.path, value: variable.read(value), by: `--${option}` }];
    } catch (error) {
      throw bad(`--${option}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  if (values.sample) said.push({ path: ['sample'], value: 'on', by: '--sample' });
  if (values['no-sample']) said.push({ path: ['sample'], value: 'off', by: '--no-sample' });
  return said;
}

export function saidByFile(file: string): Said[] {
  if (!existsSync(file)) return [];
  const read = readTextFile(file, MAX_FILE_BYTES);
  if (!read.ok) throw bad(`${file}: ${read.problem.message}`);
  const parsed = parseYaml(file, read.text);
  if (!parsed.ok) {
    const [first] = parsed.problems;
    throw bad(`${file}:${first?.line}: ${first?.message}`);
  }
  const { value, lineAt } = parsed.document;
  const leaves = (branch: unknown, path: string[]): Said[] =>
    typeof branch === 'object' && branch !== null && !Array.isArray(branch)
      ? Object.entries(branch).flatMap(([key, inner]) => leaves(inner, [...path, key]))
      : [{ path, value: branch, by: `${file}:${lineAt(path)}` }];
  return value === null || value === undefined ? [] : leaves(value, []);
}
