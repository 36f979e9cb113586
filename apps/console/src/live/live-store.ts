import type { StreamMessage, StreamState } from './alert-stream';
import type { Change } from './live-rows';

/** How fresh the screen is. */
export interface Freshness {
  state: StreamState;
  /** When the server was last heard of, by stream or by reading the list again. */
  heardAt: number;
  /** While the stream is down: whether reading the list again works. */
  pollFailed: boolean;
}

export interface LiveStore {
  get(): Freshness;
  subscribe(listener: () => void): () => void;
  /** Called with what the stream brings; `catch-up` when something may have been missed. */
  listen(listener: (news: Change | 'catch-up') => void): () => void;
  take(message: StreamMessage): void;
  /** What this tab changed itself, before the stream says so. */
  own(change: Change): void;
  polled(ok: boolean, at: number): void;
}

/** State of the live connection, shared by the banner, the indicator and the lists. */
export function createLiveStore(now: number): LiveStore {
  let freshness: Freshness = { state: 'connecting', heardAt: now, pollFailed: false };
  const watchers = new Set<() => void>();
  const listeners = new Set<(news: Change | 'catch-up') => void>();

  function set(next: Partial<Freshness>): void {
    freshness = { ...freshness, ...next };
    for (const watcher of watchers) watcher();
  }
  function spread(news: Change | 'catch-up'): void {
    for (const listener of listeners) listener(news);
  }

  return {
    get: () => freshness,
    subscribe(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    take(message) {
      if (message.kind === 'alert') spread({ type: message.type, alert: message.alert });
      if (message.kind === 'reset') spread('catch-up');
      if (message.kind === 'beat') set({ heardAt: message.at });
      if (message.kind !== 'state') return;
      const open = message.state === 'open';
      set({ state: message.state, ...(open ? { heardAt: message.at, pollFailed: false } : {}) });
      if (open) spread('catch-up');
    },
    own: spread,
    polled(ok, at) {
      set(ok ? { heardAt: at, pollFailed: false } : { pollFailed: true });
    },
  };
}
