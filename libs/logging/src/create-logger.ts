import type { Writable } from 'node:stream';
import type { LogFields, Logger } from '@khien/model';
import { createLogger as createWinston, format, transports } from 'winston';
import { redact } from './redact';
import { createRepeatLimit } from './repeat-limit';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

export interface LoggerOptions {
  level: LogLevel;
  /** Standard error unless told otherwise: standard output belongs to the commands' results. */
  stream?: Writable;
  /** On every line: which program, which collector. */
  fields?: LogFields;
  now: () => number;
}

/** Winston's own keys of a line; a field of that name is kept under `_<name>`. */
const RESERVED = new Set(['time', 'level', 'message', 'suppressed']);

/** C1 controls, DEL, line separators and marks that turn text around: a terminal obeys them, JSON does not escape them. */
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/** JSON that may go to a terminal: what one obeys stands as `\\u` escapes, which any reader of JSON undoes. */
export function escapeUnsafe(json: string): string {
  return json.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Starts the part of a repeat's key that is no message. */
const PLACE = '\u0000';

/** Ten broken rules are ten facts, though said in the same words: what is to be mended where makes the difference. */
function placeOf({ file, line, problem, warning }: LogFields): string {
  if (file === undefined && problem === undefined && warning === undefined) return '';
  return `${PLACE}${JSON.stringify([file, line, problem, warning])}`;
}

function lineOf(time: string, level: string, message: string, fields: LogFields): string {
  const cleaned = redact(fields);
  const entries = typeof cleaned === 'object' && cleaned !== null ? Object.entries(cleaned) : [];
  const renamed = entries.map(([key, value]) => [RESERVED.has(key) ? `_${key}` : key, value]);
  return escapeUnsafe(
    JSON.stringify({ time, level, message: redact(message), ...Object.fromEntries(renamed) }),
  );
}

/**
 * One line of JSON per fact: `{"time","level","message",…fields}`. Secrets and payloads are left out by key, errors come
 * with their causes, and of equal errors or warnings one is written every ten seconds, with the number `suppressed`.
 */
export function createLogger({ level, stream = process.stderr, fields = {}, now }: LoggerOptions): Logger {
  // Nobody reads the log any more (a closed pipe): no reason to stop monitoring.
  if (stream.listenerCount('error') === 0) stream.on('error', () => {});
  const limit = createRepeatLimit(now);
  const winston = createWinston({
    level,
    levels: { error: 0, warn: 1, info: 2, debug: 3 },
    format: format.printf((info) => String(info.message)),
    transports: [new transports.Stream({ stream, eol: '\n' })],
    exitOnError: false,
  });

  function write(at: LogLevel, message: string, own: LogFields, suppressed: number): void {
    if (!winston.isLevelEnabled(at)) return;
    const line = lineOf(new Date(now()).toISOString(), at, message, { ...fields, ...own });
    const counted = suppressed > 0 ? line.replace(/\}$/, `,"suppressed":${suppressed}}`) : line;
    winston.log({ level: at, message: counted });
  }

  function writeLimited(at: 'error' | 'warn', message: string, own: LogFields): void {
    const admitted = limit.admit(`${at} ${message}${placeOf(own)}`);
    if (admitted) write(at, message, own, admitted.suppressed);
  }

  /** A storm that ended leaves its number behind with whatever is said next. */
  function writeDue(): void {
    for (const { key, suppressed } of limit.due()) {
      const message = key.slice(key.indexOf(' ') + 1).split(PLACE)[0] ?? '';
      write(key.startsWith('error ') ? 'error' : 'warn', message, {}, suppressed);
    }
  }

  const limited =
    (at: 'error' | 'warn') =>
    (message: string, own: LogFields = {}) =>
      writeLimited(at, message, own);
  const plain =
    (at: 'info' | 'debug') =>
    (message: string, own: LogFields = {}) => {
      writeDue();
      write(at, message, own, 0);
    };
  return { error: limited('error'), warn: limited('warn'), info: plain('info'), debug: plain('debug') };
}
