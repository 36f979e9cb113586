import type { Bilingual } from './alert';

/** Every error code of the product, with the HTTP status it becomes and whether trying again can help. */
export const ERROR_CODES = {
  bad_request: { status: 400, retry: false },
  unauthenticated: { status: 401, retry: false },
  forbidden: { status: 403, retry: false },
  not_found: { status: 404, retry: false },
  conflict: { status: 409, retry: false },
  precondition_failed: { status: 412, retry: false },
  too_large: { status: 413, retry: false },
  unsupported_media_type: { status: 415, retry: false },
  invalid: { status: 422, retry: false },
  precondition_required: { status: 428, retry: false },
  too_many_requests: { status: 429, retry: true },
  internal: { status: 500, retry: false },
  unavailable: { status: 503, retry: true },
  bad_configuration: { status: 500, retry: false },
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** `text` is the message in both languages where there is one; a guard of the law adds its code, clause and confidence mark. */
export interface FieldProblem {
  pointer: string;
  message: string;
  code?: string;
  clause?: string;
  mark?: string;
  text?: Bilingual;
}

/** The one error class: a code from the table, a message that starts with what it concerns, and the cause. */
export class MonitorError extends Error {
  readonly code: ErrorCode;
  readonly problems: FieldProblem[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined;
  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; problems?: FieldProblem[]; retryAfter?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MonitorError';
    this.code = code;
    this.problems = options.problems ?? [];
    this.retryAfter = options.retryAfter;
  }
}
