import { ERROR_CODES, type ErrorCode, type FieldProblem, MonitorError } from '@khien/model';
import type { Language } from './language';
import { KEYED_TEXTS, PROBLEM_TEXTS } from './problem-texts';

/** RFC 9457 with a stable `code`, the trace to look for in the log, and the fields that were wrong. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ErrorCode;
  traceId: string;
  /** `code`, `clause` and `mark` where a guard of the law refused. */
  problems?: Array<{ pointer: string; message: string; code?: string; clause?: string; mark?: string }>;
}

/** The problem a person reads. Never the message of the error itself: that is for the log. */
export function problemOf(
  error: MonitorError,
  where: { instance: string; traceId: string; language: Language },
): Problem {
  const { code } = error;
  const { language, ...place } = where;
  const texts = PROBLEM_TEXTS[code];
  const said = ({ message, text }: FieldProblem) => (text ?? KEYED_TEXTS[message])?.[language];
  const problems = error.problems.map(({ text, ...problem }) => ({
    ...problem,
    message: said({ ...problem, ...(text && { text }) }) ?? problem.message,
  }));
  const keyed = error.problems.map(said).find(Boolean);
  return {
    type: `urn:khien:problem:${code}`,
    title: texts.title[language],
    status: ERROR_CODES[code].status,
    detail: keyed ?? texts.detail[language],
    ...place,
    code,
    ...(problems.length > 0 && { problems }),
  };
}

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad_request',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
};

/** What Express and its parsers throw, in our codes; everything else unknown is `internal`. */
export function toMonitorError(error: unknown): MonitorError {
  if (error instanceof MonitorError) return error;
  const status = statusOf(error);
  if (status === undefined || status >= 500)
    return new MonitorError('internal', 'api: unexpected', { cause: error });
  return new MonitorError(BY_STATUS[status] ?? 'bad_request', 'api: request refused', { cause: error });
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' ? error.status : undefined;
}
