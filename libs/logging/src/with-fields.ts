import type { LogFields, Logger } from '@khien/model';

/** The same logger with fields of a part of the program on every line; a line's own fields stand over them. */
export function withFields(log: Logger, fields: LogFields): Logger {
  return {
    error: (message, own) => log.error(message, { ...fields, ...own }),
    warn: (message, own) => log.warn(message, { ...fields, ...own }),
    info: (message, own) => log.info(message, { ...fields, ...own }),
    debug: (message, own) => log.debug(message, { ...fields, ...own }),
  };
}
