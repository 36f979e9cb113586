import type { From, Identity } from '@khien/accounts';
import { MonitorError } from '@khien/model';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { ApiDeps } from './api-deps';
import { apiRoutes } from './api-routes';
import { consoleFiles } from './console-files';
import { sessionCookies } from './cookies';
import { sendFile } from './file-answer';
import { createIdempotency } from './idempotency';
import { languageOf } from './language';
import { problemOf, toMonitorError } from './problem';
import { bodyReader } from './read-body';
import { type Answer, mayCall, type Route } from './route';
import { refuseCrossSite } from './same-origin';
import { securityHeaders } from './security-headers';
import { createRequestThrottle } from './throttles';
import { createTurnstile } from './turnstile';

const BASE = '/api/v1';
/** Also at the root, where monitoring tools look for them. */
const AT_ROOT = /^\/(health|metrics)/;
const METHOD = { GET: 'get', POST: 'post', PUT: 'put', DELETE: 'delete' } as const;

/** The HTTP interface and the console, as one Express application. Routes, policies and schemas stand in apiRoutes. */
export function createApi(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.trustedProxies === undefined ? false : [...deps.trustedProxies]);
  app.use((_request, response, next) => {
    response.locals.traceId = deps.randomBytes(16).toString('hex');
    next();
  });
  app.use(securityHeaders(deps.publicUrl, deps.randomBytes));
  const serve = routeServer(deps);
  for (const route of apiRoutes(deps)) {
    app[METHOD[route.method]](BASE + route.path, serve(route));
    if (AT_ROOT.test(route.path)) app[METHOD[route.method]](route.path, serve(route));
  }
  app.use('/api', nothingHere);
  if (deps.consoleDir !== undefined) app.use(consoleFiles(deps.consoleDir));
  app.use(nothingHere);
  app.use(problemHandler(deps));
  return app;
}

/** What happens to every request, in this order: origin, who, how often, may they, body, schema, handler. */
function routeServer(deps: ApiDeps): (route: Route) => RequestHandler {
  const cookies = sessionCookies(deps.publicUrl);
  const throttle = createRequestThrottle(deps.limits);
  const readBody = bodyReader(deps.limits);
  const uploads = createTurnstile(deps.limits.uploads);
  const idempotency = createIdempotency(deps);

  async function callerOf(request: Request): Promise<Identity | undefined> {
    const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const token = bearer ?? cookies.access(request);
    if (token === undefined) return undefined;
    return deps.accounts.authenticate(token).catch(async (refused: unknown) => {
      await throttle(addressOf(request));
      throw refused;
    });
  }

  return (route) => async (request, response) => {
    // What is open may carry a secret in its path (calendar feeds); logs get the pattern only.
    response.locals.path = route.action === 'anyone' ? route.path : request.path;
    refuseCrossSite(request, deps.publicUrl());
    response.setHeader('Cache-Control', 'no-store');
    const open = route.action === 'anyone' || (route.loopback && isLoopback(request));
    const caller = open ? undefined : await callerOf(request);
    await throttle(caller?.user.id ?? addressOf(request));
    if (!open) refuseUnlessAllowed(route, caller);
    const raw = { request, from: fromOf(request), language: languageOf(request), caller };
    const answerIt = async (): Promise<Answer> => {
      await readBody(request, response, route);
      if (!route.idempotent || !caller) return route.run(raw);
      return idempotency.once(request, caller.user, () => route.run(raw));
    };
    send(response, await (route.upload ? uploads.pass(answerIt) : answerIt()));
  };
}

function refuseUnlessAllowed({ action, path }: Route, caller: Identity | undefined): void {
  if (!caller) throw new MonitorError('unauthenticated', `${path}: no session`);
  if (mayCall(caller.user, action)) return;
  throw new MonitorError('forbidden', `${path}: ${caller.user.role} may not ${String(action)}`);
}

function send(response: Response, answer: Answer): void {
  if (answer.cookies) response.setHeader('Set-Cookie', answer.cookies);
  if (answer.headers) response.set(answer.headers);
  if (answer.stream) answer.stream(response);
  else if (answer.file) sendFile(response, answer.file);
  else if (answer.text !== undefined) response.status(200).send(answer.text);
  else if (answer.body === undefined) response.status(answer.status ?? 204).end();
  else response.status(answer.status ?? 200).json(answer.body);
}

function addressOf(request: Request): string {
  return request.ip ?? 'unknown';
}

function fromOf(request: Request): From {
  const userAgent = request.headers['user-agent']?.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 512);
  return { ip: addressOf(request), ...(userAgent !== undefined && { userAgent }) };
}

/** On the machine itself, and not through a proxy that happens to run there. */
function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  const proxied = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return !proxied && /^(::1|(::ffff:)?127\.)/.test(address);
}

const nothingHere: RequestHandler = (request) => {
  throw new MonitorError('not_found', `${request.method}: no such address`);
};

/** The one place where errors become answers; those that are ours to mend are logged, once. */
function problemHandler({ log }: ApiDeps): ErrorRequestHandler {
  return (thrown, request, response, _next) => {
    const error = toMonitorError(thrown);
    const traceId = String(response.locals.traceId);
    const language = languageOf(request);
    if (error.code === 'internal' || error.code === 'bad_configuration')
      log.error('request failed', {
        traceId,
        method: request.method,
        path: response.locals.path ?? request.path,
        error: stackOf(error),
      });
    if (error.code === 'forbidden')
      log.info('request refused', {
        traceId,
        method: request.method,
        path: request.path,
        why: error.message,
      });
    if (response.headersSent) return void response.destroy();
    if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
    if (error.code === 'unauthenticated') response.set('WWW-Authenticate', 'Bearer');
    const problem = problemOf(error, { instance: request.path, traceId, language });
    response
      .status(problem.status)
      .set({ 'Cache-Control': 'no-store', 'Content-Language': language, Vary: 'Accept-Language' })
      .type('application/problem+json')
      .send(JSON.stringify(problem));
  };
}

function stackOf(error: MonitorError): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return cause.stack ?? cause.message;
}
