import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Logger } from '@khien/model';
import { type ReceiverTls, tlsOptions } from '../certificate-names';
import { peerAddress } from '../peer-address';
import { type CertificateStats, type CertificateWatch, watchCertificate } from '../renewed-certificate';

export interface IngestServerDeps {
  host: string;
  /** 0 lets the system choose; see `port()`. */
  port: number;
  tls?: ReceiverTls;
  handler: (req: IncomingMessage, res: ServerResponse) => void;
  log: Logger;
}

export interface IngestServer {
  start(): Promise<void>;
  /** Takes no more connections and gives the requests under way five seconds. */
  stop(): Promise<void>;
  /** `refused`: connections above the limits, in all or of one address. `certificate` only over TLS. */
  stats(): { connections: number; malformed: number; refused: number; certificate?: CertificateStats };
  port(): number;
}

const MAX_CONNECTIONS = 1_024;
/** Half of them, because a proxy in front is one address too. */
const MAX_OF_ONE_ADDRESS = 512;
const STOP_GRACE_MS = 5_000;
const OPTIONS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 15_000,
  connectionsCheckingInterval: 2_000,
};

/** An HTTP or HTTPS (TLS 1.2 and up) server for an ingest handler, with limits on heads, connections and time. */
export function createIngestServer({ host, port, tls, handler, log }: IngestServerDeps): IngestServer {
  const secure: TlsServer | undefined = tls && createTlsServer({ ...OPTIONS, ...tlsOptions(tls) }, handler);
  const server: Server = secure ?? createServer(OPTIONS, handler);
  const certificate: CertificateWatch | undefined =
    tls && secure && watchCertificate({ server: secure, tls, log, protocol: 'HTTPS' });
  let connections = 0;
  let malformed = 0;
  let refused = 0;
  const perAddress = new Map<string, number>();
  server.maxConnections = MAX_CONNECTIONS;
  server.on('drop', () => refused++);
  server.on('connection', (socket: Socket) => {
    const address = peerAddress(socket.remoteAddress);
    const same = (perAddress.get(address) ?? 0) + 1;
    perAddress.set(address, same);
    connections++;
    socket.once('close', () => {
      connections--;
      const left = (perAddress.get(address) ?? 1) - 1;
      if (left > 0) perAddress.set(address, left);
      else perAddress.delete(address);
    });
    if (same <= MAX_OF_ONE_ADDRESS) return;
    refused++;
    socket.destroy();
  });
  server.on('clientError', (err: NodeJS.ErrnoException, socket) => {
    malformed++;
    if (err.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(`HTTP/1.1 ${statusOf(err.code)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  return {
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      server.on('error', (err) => log.error('ingest server failed', { err }));
      certificate?.start();
      log.info('ingest server listens', { host, port: portOf(server), tls: tls !== undefined });
    },
    async stop() {
      certificate?.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
      await closed;
      clearTimeout(timer);
    },
    stats: () => ({
      ...{ connections, malformed, refused },
      ...(certificate && { certificate: certificate.stats() }),
    }),
    port: () => portOf(server),
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function statusOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}
