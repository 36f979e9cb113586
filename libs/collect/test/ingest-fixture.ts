import { createHash } from 'node:crypto';
import { type Logger, type Source, silentLogger } from '@khien/model';
import type { ReceiverTls } from '../src/certificate-names';
import { createIngestHandler, type IngestHandler } from '../src/http/ingest-handler';
import type { IngestLimits } from '../src/http/ingest-limits';
import { createIngestServer, type IngestServer } from '../src/http/ingest-server';
import { createRecordingIntake, type RecordingIntake, sourceOf } from './recording-intake';

export const PORTAL_TOKEN = 'portal-test-token';
export const LGSP_TOKEN = 'lgsp-test-token';
export const SHARED_TOKEN = 'token-of-two-sources';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** `portal` and `lgsp` with a token of their own, `web` and `mail` with one together. */
export const SOURCES: readonly Source[] = [
  sourceOf('portal', { kind: 'http', tokenSha256: sha256(PORTAL_TOKEN) }),
  sourceOf('lgsp', { kind: 'http', tokenSha256: sha256(LGSP_TOKEN) }),
  sourceOf('web', { kind: 'http', tokenSha256: sha256(SHARED_TOKEN) }),
  sourceOf('mail', { kind: 'http', tokenSha256: sha256(SHARED_TOKEN) }),
];

export interface IngestFixture {
  intake: RecordingIntake;
  handler: IngestHandler;
  server: IngestServer;
  url: string;
  stop(): Promise<void>;
}

export interface FixtureOptions {
  sources?: readonly Source[];
  limits?: Partial<IngestLimits>;
  now?: () => number;
  log?: Logger;
  tls?: ReceiverTls;
  intake?: RecordingIntake;
}

/** The receivers over HTTP on a real port, before an intake that records. */
export async function startIngest(options: FixtureOptions = {}): Promise<IngestFixture> {
  const { sources = SOURCES, limits = {}, now = () => 1_000, log = silentLogger, tls } = options;
  const intake = options.intake ?? createRecordingIntake();
  const handler = createIngestHandler({ sources, intake, log, now, limits });
  const server = createIngestServer({ host: '127.0.0.1', port: 0, handler, log, ...(tls && { tls }) });
  await server.start();
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${server.port()}`;
  return { intake, handler, server, url, stop: () => server.stop() };
}
