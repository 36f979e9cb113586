export type LogFields = Record<string, unknown>;

/**
 * Static message plus fields. Never a payload, never personal data: ids, sizes, hashes.
 * ERROR: a person must act. WARN: it recovered by itself. INFO: life cycle and counts. DEBUG: per chunk.
 */
export interface Logger {
  error(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
}

/** For callers that have nobody to tell. */
export const silentLogger: Logger = { error() {}, warn() {}, info() {}, debug() {} };
