export { createLogger, escapeUnsafe, type LoggerOptions, type LogLevel } from './create-logger';
export { REDACTED, redact } from './redact';
export { withFields } from './with-fields';
