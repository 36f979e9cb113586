import type { Accounts, Identity } from '@khien/accounts';
import { type Logger, MonitorError, type Registry, type UserView } from '@khien/model';
import { agencyScope, inScope } from '@khien/policy';
import type { Response } from 'express';
import type { AlertFeed, FeedEntry } from './alert-feed';
import { alertViewFor } from './alert-view';
import type { ApiLimits } from './api-deps';

export interface AlertStreamDeps {
  alertFeed: AlertFeed;
  accounts: Pick<Accounts, 'current'>;
  registry: () => Registry;
  limits: ApiLimits;
  log: Logger;
}
export interface AlertStreams {
  /** Reserves a connection; MonitorError `too_many_requests` or `unavailable` when there is none left. */
  open(caller: Identity, lastEventId: string | undefined): (response: Response) => void;
}

/** Server-sent events of alerts, each person seeing their own agencies. */
export function createAlertStreams(deps: AlertStreamDeps): AlertStreams {
  const perUser = new Map<string, number>();
  let total = 0;

  function reserve(userId: string): void {
    const mine = perUser.get(userId) ?? 0;
    if (mine >= deps.limits.streamsPerUser)
      throw new MonitorError('too_many_requests', 'alert stream: too many for one person', { retryAfter: 5 });
    if (total >= deps.limits.streams)
      throw new MonitorError('unavailable', 'alert stream: too many', { retryAfter: 5 });
    perUser.set(userId, mine + 1);
    total += 1;
  }

  function release(userId: string): void {
    const rest = (perUser.get(userId) ?? 1) - 1;
    if (rest > 0) perUser.set(userId, rest);
    else perUser.delete(userId);
    total -= 1;
  }

  return {
    open(caller, lastEventId) {
      reserve(caller.user.id);
      return (response) => {
        if (response.closed) return release(caller.user.id);
        response.once('close', () => release(caller.user.id));
        follow(deps, { caller, lastEventId, response });
      };
    },
  };
}

interface Connection {
  caller: Identity;
  lastEventId: string | undefined;
  response: Response;
}

function follow(deps: AlertStreamDeps, { caller, lastEventId, response }: Connection): void {
  const { alertFeed, accounts, limits, log } = deps;
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();

  /** A reader that does not read is cut: it comes back and resumes, and the memory of everybody else is not its buffer. */
  function write(text: string): void {
    if (response.destroyed) return;
    response.write(text);
    if (response.writableLength <= limits.streamBufferBytes) return;
    log.warn('a slow reader of the alert stream was cut', { userId: caller.user.id });
    response.destroy();
  }
  const send = (entry: FeedEntry): void => {
    const text = eventFor(caller.user, entry, deps.registry());
    if (text !== undefined) write(text);
  };
  async function beat(): Promise<void> {
    const user = await accounts.current(caller).catch(() => undefined);
    if (user) write(': heartbeat\n\n');
    else response.end();
  }

  const unsubscribe = alertFeed.subscribe(send);
  const timer = setInterval(() => void beat(), limits.heartbeatMs);
  response.once('close', () => {
    clearInterval(timer);
    unsubscribe();
  });
  write('retry: 2000\n: connected\n\n');
  if (lastEventId === undefined) return;
  const missed = alertFeed.since(lastEventId);
  if (missed) for (const entry of missed) send(entry);
  else write('event: reset\ndata: {}\n\n');
}

function eventFor(user: UserView, { id, type, alert }: FeedEntry, registry: Registry): string | undefined {
  if (!inScope(agencyScope(user, registry.agencies), alert.agencyId)) return undefined;
  const data = JSON.stringify({ type, alert: alertViewFor(user, alert, registry) });
  return `id: ${id}\nevent: alert\ndata: ${data}\n\n`;
}
