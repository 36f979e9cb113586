import { parseArgs } from 'node:util';
import { escapeUnsafe } from '@khien/logging';

/** The command line is not of the command's form; exit status 2. */
export class UsageError extends Error {}

export interface Command {
  usage: string;
  /** One line for the help. */
  does: string;
  /** Exit status. */
  run: (argv: string[]) => Promise<number>;
}

interface Option {
  type: 'string' | 'boolean';
  multiple?: boolean;
  default?: string;
}
type Options = Record<string, Option>;
type ValueOf<O extends Option> = O extends { multiple: true }
  ? string[]
  : O['type'] extends 'boolean'
    ? boolean
    : string;
interface Parsed<T extends Options> {
  values: { [K in keyof T]: T[K] extends { default: string } ? ValueOf<T[K]> : ValueOf<T[K]> | undefined };
  positionals: string[];
}

/** Options of a command; a wrong one is a UsageError that repeats the usage. */
export function optionsOf<T extends Options>(argv: string[], usage: string, options: T): Parsed<T> {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true }) as unknown as Parsed<T>;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\nusage: khien ${usage}`);
  }
}

/** One JSON line on stdout; what an attacker wrote into a log does not reach the terminal as a command. Resolves when the reader has taken it, so a slow one slows us down instead of filling memory. */
export function printLine(value: unknown): Promise<void> | void {
  if (process.stdout.write(`${escapeUnsafe(JSON.stringify(value))}\n`)) return;
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** Settings options every command takes, as `readSettings` wants them. */
export function settingsArguments(values: {
  data?: string | undefined;
  port?: string | undefined;
}): string[] {
  return [
    ...(values.data === undefined ? [] : ['--data', values.data]),
    ...(values.port === undefined ? [] : ['--port', values.port]),
  ];
}
