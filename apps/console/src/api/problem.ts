import type { ErrorCode } from '@khien/model';

/** One thing that is wrong, where (JSON pointer), and for guards of the law by which clause. */
export interface FieldProblem {
  pointer: string;
  message: string;
  code?: string;
  clause?: string;
  mark?: string;
}

/** RFC 9457 body of an error, as the API writes it; `unreachable` is our own word for no answer at all. */
export interface Problem {
  status: number;
  code: ErrorCode | 'unreachable';
  title: string;
  detail?: string;
  traceId?: string;
  problems: FieldProblem[];
  /** Seconds. */
  retryAfter?: number;
}

export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'precondition_failed',
  413: 'too_large',
  415: 'unsupported_media_type',
  422: 'invalid',
  428: 'precondition_required',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** Reads an error answer, whatever a proxy on the way may have put in its place. */
export function toProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const given = isRecord(body) ? body : {};
  const seconds = Number(retryAfter);
  return {
    status,
    code: typeof given.code === 'string' ? (given.code as ErrorCode) : (CODE_BY_STATUS[status] ?? 'internal'),
    title: typeof given.title === 'string' ? given.title : '',
    ...(typeof given.detail === 'string' ? { detail: given.detail } : {}),
    ...(typeof given.traceId === 'string' ? { traceId: given.traceId } : {}),
    ...(retryAfter !== null && Number.isFinite(seconds) ? { retryAfter: seconds } : {}),
    problems: Array.isArray(given.problems) ? given.problems.filter(isFieldProblem) : [],
  };
}

/** Whether somebody else changed the thing since it was read (412). */
export function wasOvertaken(error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.code === 'precondition_failed';
}

/** The problem of anything thrown; an unknown throw is an internal one. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiProblem) return error.problem;
  return { status: 0, code: 'internal', title: '', problems: [] };
}

/** `/password` → `password`: the field of a form a problem belongs to. */
export function fieldErrors(problem: Problem): { name: string; errors: string[] }[] {
  const byField = new Map<string, string[]>();
  for (const { pointer, message } of problem.problems) {
    const name = pointer.replace(/^#?\//, '').split('/')[0] ?? '';
    if (name !== '') byField.set(name, [...(byField.get(name) ?? []), message]);
  }
  return [...byField].map(([name, errors]) => ({ name, errors }));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.pointer === 'string' && typeof value.message === 'string';
}
