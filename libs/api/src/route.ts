import type { From, Identity } from '@khien/accounts';
import { MonitorError, type Role } from '@khien/model';
import { ACTIONS, type Action, can } from '@khien/policy';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Language } from './language';
import { parseInput } from './parse-input';

/** `anyone` needs no session; `signed_in` any session; else the person's role must allow the action, or one of them. */
export type Access = Action | readonly Action[] | 'anyone' | 'signed_in';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Answer {
  /** 200 with a body, 204 without, unless said. */
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  cookies?: string[];
  /** Plain text instead of JSON. */
  text?: string;
  /** Octets instead of JSON, to be saved under this name. */
  file?: FileAnswer;
  /** Takes the connection over (event streams). */
  stream?: (response: Response) => void;
}

export interface FileAnswer {
  bytes: Buffer;
  mediaType: string;
  name: string;
  /** Shown by the program that asked (a calendar feed) rather than saved. */
  inline?: boolean;
}

export interface OpenCall<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  from: From;
  request: Request;
  language: Language;
}
export interface Call<P, Q, B> extends OpenCall<P, Q, B> {
  caller: Identity;
}

interface Shape<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  method: Method;
  /** Below /api/v1. */
  path: string;
  /** One line for the OpenAPI document. */
  summary: string;
  /** The body carries a file in base64: it may be as large as `uploadBytes`. */
  upload?: boolean;
  /** Media type of an answer that is a file. */
  produces?: string;
  params?: P;
  query?: Q;
  body?: B;
}
export interface RouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends Shape<P, Q, B> {
  action: Exclude<Access, 'anyone'>;
  /**
   * Whether an Idempotency-Key is kept for 24 hours with its answer: every POST, unless it changes nothing or its answer
   * must not be kept (a secret told once, text of unmasked records).
   */
  idempotent?: boolean;
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer>;
}
export interface OpenRouteSpec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>
  extends Shape<P, Q, B> {
  handle(call: OpenCall<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer>;
}

/** What came in, not yet checked. */
export interface RawCall {
  from: From;
  request: Request;
  language: Language;
  caller: Identity | undefined;
}
export interface Route {
  method: Method;
  path: string;
  summary: string;
  action: Access;
  upload: boolean;
  produces: string | undefined;
  /** Answers the same Idempotency-Key with the same answer. */
  idempotent: boolean;
  /** Open without a session to callers on the machine itself. */
  loopback: boolean;
  schemas: { params: z.ZodType; query: z.ZodType; body: z.ZodType };
  run(raw: RawCall): Promise<Answer>;
}

const Nothing = z.strictObject({});

/** A route behind a session. Its policy is part of the table: one without a known action cannot be made. */
export function route<
  P extends z.ZodType = typeof Nothing,
  Q extends z.ZodType = typeof Nothing,
  B extends z.ZodType = typeof Nothing,
>(spec: RouteSpec<P, Q, B>): Route {
  const { action, handle } = spec;
  const known = [action].flat().every((one) => one === 'signed_in' || ACTIONS.includes(one));
  if (!known || action.length === 0)
    throw new MonitorError(
      'bad_configuration',
      `route ${spec.method} ${spec.path}: no policy (${String(action)})`,
    );
  const built = build(spec, action, (call, caller) => {
    if (!caller) throw new MonitorError('unauthenticated', `${spec.path}: no session`);
    return handle({ ...call, caller });
  });
  return { ...built, idempotent: spec.method === 'POST' && spec.idempotent !== false };
}

/** Whether the policy of a route lets this person in. What of it they see is the handler's business. */
export function mayCall(user: { role: Role }, access: Access): boolean {
  if (access === 'anyone' || access === 'signed_in') return true;
  return typeof access === 'string' ? can(user, access) : access.some((action) => can(user, action));
}

/** A route anybody may call. */
export function openRoute<
  P extends z.ZodType = typeof Nothing,
  Q extends z.ZodType = typeof Nothing,
  B extends z.ZodType = typeof Nothing,
>(spec: OpenRouteSpec<P, Q, B>): Route {
  return build(spec, 'anyone', (call) => spec.handle(call));
}

/** A route for scrapers: callers on the machine itself need no session, everybody else the action. */
export function machineRoute(
  spec: OpenRouteSpec<typeof Nothing, typeof Nothing, typeof Nothing> & { action: Action },
): Route {
  return { ...build(spec, spec.action, (call) => spec.handle(call)), loopback: true };
}

function build<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  spec: Shape<P, Q, B>,
  action: Access,
  handle: (call: OpenCall<z.output<P>, z.output<Q>, z.output<B>>, caller?: Identity) => Promise<Answer>,
): Route {
  const schemas = {
    params: spec.params ?? Nothing,
    query: spec.query ?? Nothing,
    body: spec.body ?? Nothing,
  };
  const { method, path, summary, upload = false, produces } = spec;
  return {
    method,
    path,
    summary,
    action,
    upload,
    produces,
    idempotent: false,
    loopback: false,
    schemas,
    async run({ request, language, from, caller }) {
      const about = `${method} ${path}`;
      const params = parseInput(schemas.params, request.params, { about, language, code: 'not_found' });
      const query = parseInput(schemas.query, request.query, { about, language, code: 'invalid' });
      const body = parseInput(schemas.body, request.body ?? {}, { about, language, code: 'invalid' });
      const call = { params, query, body, from, request, language } as OpenCall<
        z.output<P>,
        z.output<Q>,
        z.output<B>
      >;
      return handle(call, caller);
    },
  };
}
