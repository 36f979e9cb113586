import { type AlertStream, openAlertStream, type StreamMessage } from './alert-stream';

/** Runs as a SharedWorker: one connection for all tabs of the browser (HTTP/1.1 allows only six). */
export type PageWord =
  | { kind: 'start'; userId: string }
  | { kind: 'retry' }
  | { kind: 'stop' }
  | { kind: 'leave' };

const pages = new Set<MessagePort>();
let stream: AlertStream | undefined;
let user: string | undefined;
let lastState: StreamMessage | undefined;

function tell(message: StreamMessage): void {
  if (message.kind === 'state') lastState = message;
  for (const page of pages) page.postMessage(message);
}

function stop(): void {
  stream?.close();
  stream = undefined;
  user = undefined;
  lastState = undefined;
}

function start(userId: string): void {
  if (stream && user === userId) return;
  stop();
  user = userId;
  stream = openAlertStream(tell);
}

function hear(page: MessagePort, word: PageWord): void {
  if (word.kind === 'leave') pages.delete(page);
  if (word.kind === 'stop' || pages.size === 0) {
    stop();
    return;
  }
  if (word.kind === 'retry') stream?.retry();
  if (word.kind !== 'start') return;
  start(word.userId);
  if (lastState) page.postMessage(lastState);
}

addEventListener('connect', (event) => {
  const page = (event as MessageEvent).ports[0];
  if (!page) return;
  pages.add(page);
  page.onmessage = (message: MessageEvent<PageWord>) => hear(page, message.data);
});
