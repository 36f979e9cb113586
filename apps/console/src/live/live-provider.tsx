import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { refreshSession } from '../api/refresh';
import { useCan, useSession } from '../session/use-session';
import { createLiveStore, type Freshness, type LiveStore } from './live-store';
import { joinAlertStream, type StreamClient } from './stream-client';

const Context = createContext<LiveStore | undefined>(undefined);
let client: StreamClient | undefined;

/** Ends the stream of every tab; the person signs out. */
export function stopStream(): void {
  client?.stop();
}

/** Whether there is a live line for this person at all: who may not read alerts has none, and misses none. */
export function useWatches(): boolean {
  return useCan()('alert.read');
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const { user } = useSession();
  const watches = useWatches();
  const queries = useQueryClient();
  const [store] = useState(() => createLiveStore(Date.now()));

  useEffect(() => {
    if (!watches) return;
    const joined = joinAlertStream(user.id, (message) => {
      store.take(message);
      if (message.kind !== 'state' || message.state !== 'unauthenticated') return;
      void refreshSession().then((ok) =>
        ok ? joined.retry() : queries.invalidateQueries({ queryKey: ['session'] }),
      );
    });
    client = joined;
    const online = () => joined.retry();
    addEventListener('online', online);
    return () => {
      removeEventListener('online', online);
      joined.leave();
    };
  }, [user.id, watches, store, queries]);

  return <Context value={store}>{children}</Context>;
}

export function useLiveStore(): LiveStore {
  const store = useContext(Context);
  if (!store) throw new Error('console: no live provider around this component');
  return store;
}

export function useFreshness(): Freshness {
  const store = useLiveStore();
  return useSyncExternalStore(store.subscribe, store.get);
}
