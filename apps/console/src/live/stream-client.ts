import { openAlertStream, type StreamMessage } from './alert-stream';
import type { PageWord } from './stream-worker';

export interface StreamClient {
  retry(): void;
  /** Ends the connection for every tab: the person signed out. */
  stop(): void;
  /** This tab no longer listens. */
  leave(): void;
}

/** Joins the browser's one alert stream; where there are no shared workers, the tab opens its own. */
export function joinAlertStream(userId: string, onMessage: (message: StreamMessage) => void): StreamClient {
  if (typeof SharedWorker === 'undefined') {
    const own = openAlertStream(onMessage);
    return { retry: own.retry, stop: own.close, leave: own.close };
  }
  const worker = new SharedWorker(new URL('./stream-worker.ts', import.meta.url), {
    type: 'module',
    name: 'khien-alerts',
  });
  const say = (word: PageWord) => worker.port.postMessage(word);
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => onMessage(event.data);
  say({ kind: 'start', userId });
  const leave = () => {
    say({ kind: 'leave' });
    worker.port.close();
    removeEventListener('pagehide', leave);
  };
  addEventListener('pagehide', leave);
  return { retry: () => say({ kind: 'retry' }), stop: () => say({ kind: 'stop' }), leave };
}
