import type { AlertView } from '../api/views-alerts';
import { createSseParser, type ServerEvent } from './sse-parser';

export type StreamState = 'connecting' | 'open' | 'down' | 'unauthenticated';

export type StreamMessage =
  | { kind: 'state'; state: StreamState; at: number }
  | { kind: 'beat'; at: number }
  | { kind: 'alert'; type: 'created' | 'updated'; alert: AlertView }
  /** Something may have been missed: read the list again. */
  | { kind: 'reset' };

export interface AlertStream {
  /** Try now, e.g. after the session was renewed. */
  retry(): void;
  close(): void;
}

const ADDRESS = '/api/v1/alerts/stream';
/** The server writes at least every 15 s; three missed beats mean the line is dead even if nobody hung up. */
const SILENCE_MS = 45_000;
const BEAT_EVERY_MS = 5_000;

/** Seconds of waiting before attempt number `failures`: 1, 2, 4, 8, then 15. */
export function backOffMs(failures: number): number {
  return Math.min(15_000, 1_000 * 2 ** Math.max(0, failures - 1));
}

export function openAlertStream(emit: (message: StreamMessage) => void): AlertStream {
  let closed = false;
  let failures = 0;
  let lastId: string | undefined;
  let wake: () => void = () => undefined;
  let current = new AbortController();

  const state = (name: StreamState) => emit({ kind: 'state', state: name, at: Date.now() });

  async function run(): Promise<void> {
    while (!closed) {
      state('connecting');
      const end = await connectOnce().catch(() => 'down' as const);
      if (closed) return;
      failures += 1;
      state(end);
      await pause(backOffMs(failures));
    }
  }

  async function connectOnce(): Promise<'down' | 'unauthenticated'> {
    current = new AbortController();
    const response = await fetch(ADDRESS, {
      headers: { Accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'Last-Event-ID': lastId }) },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: current.signal,
    });
    if (response.status === 401) return 'unauthenticated';
    if (!response.ok || !response.body) return 'down';
    if (failures > 0 && lastId === undefined) emit({ kind: 'reset' });
    failures = 0;
    state('open');
    await readAll(response.body);
    return 'down';
  }

  async function readAll(body: ReadableStream<Uint8Array>): Promise<void> {
    const feed = createSseParser(onEvent);
    const reader = body
      .pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>)
      .getReader();
    let lastBeat = 0;
    for (;;) {
      const silence = setTimeout(() => current.abort(), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      feed(value);
      if (Date.now() - lastBeat < BEAT_EVERY_MS) continue;
      lastBeat = Date.now();
      emit({ kind: 'beat', at: lastBeat });
    }
  }

  function onEvent({ event, data, id }: ServerEvent): void {
    if (id !== undefined) lastId = id;
    if (event === 'reset') emit({ kind: 'reset' });
    if (event !== 'alert') return;
    const change = readChange(data);
    if (change) emit({ kind: 'alert', ...change });
  }

  function pause(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  void run();
  return {
    retry() {
      failures = 0;
      wake();
    },
    close() {
      closed = true;
      current.abort();
      wake();
    },
  };
}

function readChange(data: string): { type: 'created' | 'updated'; alert: AlertView } | undefined {
  try {
    const { type, alert } = JSON.parse(data) as { type: unknown; alert?: AlertView };
    if ((type !== 'created' && type !== 'updated') || typeof alert?.id !== 'string') return undefined;
    return { type, alert };
  } catch {
    return undefined;
  }
}
