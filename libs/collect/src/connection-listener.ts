import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import type { Logger } from '@khien/model';
import { certificateNames, type ReceiverTls, tlsOptions } from './certificate-names';
import { peerAddress } from './peer-address';
import { type CertificateStats, type CertificateWatch, watchCertificate } from './renewed-certificate';
import type { Sender } from './senders';

export interface Listener {
  start(): Promise<void>;
  stop(): Promise<void>;
  port(): number;
}

export interface ConnectionLimits {
  connections: number;
  connectionsPerSender: number;
  idleMs: number;
}

export type Refusal = 'unknown sender' | 'too many connections' | 'TLS handshake failed';

/** What a protocol may do with its connection. */
export interface Connection {
  readonly sender: Sender;
  /** Reads no more until `release`, or until so many milliseconds are over. */
  hold(ms?: number): void;
  release(): void;
  send(octets: Buffer): void;
  close(): void;
}
export interface ConnectionHandler {
  onData(block: Buffer): void;
  /** The connection ended, by whoever. */
  onEnd(): void;
}

export interface ConnectionDeps {
  /** For the log: `syslog`, `Lumberjack`… */
  protocol: string;
  host: string;
  port: number;
  tls?: ReceiverTls;
  limits: ConnectionLimits;
  log: Logger;
  /** Whether anything from this sender is wanted; others are hung up on. */
  isWelcome: (sender: Sender) => boolean;
  onRefused: (address: string, reason: Refusal) => void;
  open: (connection: Connection) => ConnectionHandler;
}

export interface ConnectionListener extends Listener {
  /** Lets all go on that wait without a time. */
  releaseAll(): void;
  connections(): number;
  /** Undefined without TLS. */
  certificate(): CertificateStats | undefined;
}

interface Open {
  connection?: Connection;
  timed: boolean;
}

/** TCP or TLS connections of known senders, within limits; each is read only while its protocol has room, so that a full journal is felt by the sender. */
export function createConnectionListener(deps: ConnectionDeps): ConnectionListener {
  const { limits, log, protocol, tls } = deps;
  const open = new Map<Socket, Open>();
  /** Connections by address, handshakes under way included. */
  const perAddress = new Map<string, number>();
  let bound = 0;
  const secure: TlsServer | undefined = tls && createTlsServer(tlsOptions(tls), (socket) => admit(socket));
  const server: Server = secure ?? createServer(admit);
  const certificate: CertificateWatch | undefined =
    tls && secure && watchCertificate({ server: secure, tls, log, protocol });
  server.maxConnections = limits.connections;
  server.on('drop', (data) => deps.onRefused(peerAddress(data?.remoteAddress), 'too many connections'));
  server.on('tlsClientError', (_err: Error, socket: Socket) => {
    // Without an address it is one that was hung up on below.
    if (socket.remoteAddress) deps.onRefused(peerAddress(socket.remoteAddress), 'TLS handshake failed');
    socket.destroy();
  });
  // Before `admit`, so that handshakes that never end count too.
  server.prependListener('connection', (socket: Socket) => {
    const address = peerAddress(socket.remoteAddress);
    const same = (perAddress.get(address) ?? 0) + 1;
    perAddress.set(address, same);
    socket.on('error', () => {});
    socket.once('close', () => leave(address));
    if (same <= limits.connectionsPerSender) return;
    deps.onRefused(address, 'too many connections');
    socket.destroy();
  });

  function leave(address: string): void {
    const left = (perAddress.get(address) ?? 1) - 1;
    if (left > 0) perAddress.set(address, left);
    else perAddress.delete(address);
  }

  function admit(socket: Socket): void {
    if (socket.destroyed) return;
    const sender = { address: peerAddress(socket.remoteAddress), names: certificateNames(socket) };
    socket.on('error', () => {});
    socket.setKeepAlive(true, 60_000);
    if (!deps.isWelcome(sender)) {
      deps.onRefused(sender.address, 'unknown sender');
      socket.destroy();
      return;
    }
    const entry: Open = { timed: false };
    open.set(socket, entry);
    entry.connection = connectionOf(socket, sender, entry);
    read(socket, entry.connection);
  }

  function connectionOf(socket: Socket, sender: Sender, entry: Open): Connection {
    let timer: NodeJS.Timeout | undefined;
    const release = (): void => {
      clearTimeout(timer);
      entry.timed = false;
      socket.resume();
    };
    socket.once('close', () => clearTimeout(timer));
    return {
      sender,
      hold(ms) {
        socket.pause();
        clearTimeout(timer);
        entry.timed = ms !== undefined;
        if (ms !== undefined) timer = setTimeout(release, ms);
      },
      release,
      send: (octets) => void (socket.writable && socket.write(octets)),
      close: () => void socket.destroy(),
    };
  }

  function read(socket: Socket, connection: Connection): void {
    const handler = deps.open(connection);
    socket.on('data', handler.onData);
    // A sender that we keep waiting is not idle.
    socket.setTimeout(limits.idleMs, () => {
      if (!socket.isPaused()) socket.destroy();
    });
    socket.once('close', () => {
      open.delete(socket);
      handler.onEnd();
    });
  }

  return {
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(deps.port, deps.host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      server.on('error', (err) => log.error(`${protocol} server failed`, { err }));
      const address = server.address();
      bound = typeof address === 'object' && address ? address.port : 0;
      certificate?.start();
      log.info(`${protocol} listens on ${tls ? 'TLS' : 'TCP'}`, { host: deps.host, port: bound });
    },
    async stop() {
      certificate?.stop();
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open.keys()) socket.destroy();
      await closed;
    },
    port: () => bound,
    releaseAll() {
      for (const { connection, timed } of open.values()) if (!timed) connection?.release();
    },
    connections: () => open.size,
    certificate: () => certificate?.stats(),
  };
}
