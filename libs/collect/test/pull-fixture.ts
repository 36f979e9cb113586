import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogFields, type Logger, silentLogger } from '@khien/model';
import { createPullReceiver, type PullReceiver, type PullStats } from '../src/pull/pull-receiver';
import { createQuotas } from '../src/quotas';
import { type RecordingIntake, sourceOf, until } from './recording-intake';

export interface LocalServer {
  url: string;
  /** Everything that was asked, oldest first. */
  asked: { url: URL; headers: IncomingMessage['headers']; body: string }[];
  close(): Promise<void>;
}
export type Answering = (asked: LocalServer['asked'][number], response: ServerResponse) => void;

/** A real HTTP server on loopback; with a certificate over TLS. */
export async function localServer(
  answer: Answering,
  tls?: { cert: string; key: string; ca?: string; requestCert?: boolean },
): Promise<LocalServer> {
  const asked: LocalServer['asked'] = [];
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = {
        url: new URL(request.url ?? '/', 'http://local'),
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
      };
      asked.push(one);
      answer(one, response);
    });
  };
  const server: Server = tls ? createTlsServer(tls, take) : createServer(take);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Pulling {
  folder: string;
  start(
    intake: RecordingIntake,
    transport: Record<string, unknown>,
    more?: { log?: Logger; now?: () => number; profile?: string; quota?: Record<string, number> },
  ): Promise<PullReceiver>;
  stats(one: PullReceiver): PullStats;
  rounds(one: PullReceiver, count: number): Promise<void>;
  end(): Promise<void>;
}

/** Receivers over one folder, stopped and swept up at the end. */
export function pulling(): Pulling {
  const folder = mkdtempSync(join(tmpdir(), 'pull-'));
  const started: PullReceiver[] = [];
  const stats = (one: PullReceiver): PullStats => one.stats().asked as PullStats;
  return {
    folder,
    async start(intake, transport, { log = silentLogger, now = Date.now, ...rest } = {}) {
      const sources = [sourceOf('asked', transport, rest)];
      const one = createPullReceiver({
        ...{ sources, intake, log, now, quotas: createQuotas(sources, now) },
        ...{ directory: join(folder, 'positions'), retryMs: { first: 10, most: 50 }, stopMs: 500 },
      });
      started.push(one);
      await one.start();
      return one;
    },
    stats,
    async rounds(one, count) {
      const from = stats(one).rounds;
      await until(() => stats(one).rounds >= from + count, `${count} rounds`);
    },
    async end() {
      for (const one of started) await one.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A logger that keeps what is said. */
export function listeningLogger(): Logger & { said: string[] } {
  const said: string[] = [];
  const note = (level: string) => (message: string, fields?: LogFields) =>
    void said.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  return { said, error: note('error'), warn: note('warn'), info: note('info'), debug: note('debug') };
}
