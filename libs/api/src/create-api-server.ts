import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { MonitorError } from '@khien/model';

export interface Certificate {
  key: string;
  cert: string;
}
export interface ApiServerOptions {
  handler: RequestListener;
  /** PEM texts; without them plain HTTP, for the machine itself or behind a proxy that speaks TLS. */
  tls?: Certificate | undefined;
  maxConnections: number;
}
export interface ApiServer {
  /** Resolves with the port that was bound (0 asks for a free one); MonitorError `bad_configuration` names the one that cannot be had. */
  listen(port: number, host: string): Promise<number>;
  /** What connections that begin from now on are shown; nothing without TLS. Throws when it does not load. */
  showCertificate(tls: Certificate): void;
  /** Takes no new connection, ends streams, waits for answers under way. */
  close(): Promise<void>;
}

const SECOND = 1000;
const MIN_VERSION = 'TLSv1.2';
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10 * SECOND,
  requestTimeout: 30 * SECOND,
  // Longer than a proxy in front keeps an idle connection (nginx: 60 s), or its next request would meet a socket we just closed.
  keepAliveTimeout: 65 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
};
/** How long answers under way may take once the server is closing; then event streams are cut too (their readers come back by themselves). */
const CLOSING_MS = 1.5 * SECOND;

/** The server around the API, with bounds against slow and endless clients (ASVS 5.0 §4.2, §15.3). */
export function createApiServer({ handler, tls, maxConnections }: ApiServerOptions): ApiServer {
  const secure: TlsServer | undefined =
    tls && createTlsServer({ ...LIMITS, key: tls.key, cert: tls.cert, minVersion: MIN_VERSION }, handler);
  const server: Server = secure ?? createServer(LIMITS, handler);
  server.maxConnections = maxConnections;
  server.maxRequestsPerSocket = 1000;
  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        const refuse = (cause: NodeJS.ErrnoException): void =>
          reject(
            new MonitorError(
              'bad_configuration',
              `api: cannot listen on ${host}, port ${port}: ${cause.code}`,
              { cause },
            ),
          );
        server.once('error', refuse);
        server.listen(port, host, () => {
          server.off('error', refuse);
          const address = server.address();
          resolve(typeof address === 'object' && address ? address.port : port);
        });
      }),
    showCertificate: ({ key, cert }) => secure?.setSecureContext({ key, cert, minVersion: MIN_VERSION }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref();
      }),
  };
}
