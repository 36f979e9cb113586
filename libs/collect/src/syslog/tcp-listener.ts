import { createServer, type Socket } from 'node:net';
import type { Logger } from '@khien/model';
import { peerAddress } from '../peer-address';
import { createSyslogFramer, type Frame } from './frames';
import type { Listener } from './udp-listener';

export interface TcpLimits {
  connections: number;
  connectionsPerSender: number;
  idleMs: number;
}

export interface TcpDeps {
  host: string;
  port: number;
  limits: TcpLimits;
  log: Logger;
  /** Whether anything from this address is wanted; others are hung up on. */
  isWelcome: (address: string) => boolean;
  onRefused: (address: string, reason: 'unknown sender' | 'too many connections') => void;
  /** True when the sender must wait before it may send more. */
  onFrame: (frame: Frame, address: string) => boolean;
}

export interface TcpListener extends Listener {
  /** Lets senders that wait go on. */
  resume(): void;
  connections(): number;
}

/** Syslog over TCP: each connection is read only as long as there is room, so that a full journal is felt by the sender. */
export function createTcpListener(deps: TcpDeps): TcpListener {
  const { limits, log } = deps;
  const sockets = new Map<Socket, string>();
  const waiting = new Set<Socket>();
  let bound = 0;
  const server = createServer({ keepAlive: true, keepAliveInitialDelay: 60_000 }, accept);
  server.maxConnections = limits.connections;
  server.on('drop', (data) => deps.onRefused(peerAddress(data?.remoteAddress), 'too many connections'));

  function accept(socket: Socket): void {
    const address = peerAddress(socket.remoteAddress);
    socket.on('error', () => {});
    const refused = refusal(address);
    if (refused) {
      deps.onRefused(address, refused);
      socket.destroy();
      return;
    }
    sockets.set(socket, address);
    read(socket, address);
  }

  function refusal(address: string): 'unknown sender' | 'too many connections' | undefined {
    if (!deps.isWelcome(address)) return 'unknown sender';
    const open = [...sockets.values()].filter((other) => other === address).length;
    return open >= limits.connectionsPerSender ? 'too many connections' : undefined;
  }

  function read(socket: Socket, address: string): void {
    const framer = createSyslogFramer();
    const onFrame = (frame: Frame): void => {
      if (deps.onFrame(frame, address)) waiting.add(socket);
    };
    socket.on('data', (block) => {
      framer.push(block, onFrame);
      if (waiting.has(socket)) socket.pause();
    });
    // A sender that we keep waiting is not idle.
    socket.setTimeout(limits.idleMs, () => {
      if (!waiting.has(socket)) socket.destroy();
    });
    socket.once('close', () => {
      framer.flush(onFrame);
      waiting.delete(socket);
      sockets.delete(socket);
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
      server.on('error', (err) => log.error('syslog TCP server failed', { err }));
      const address = server.address();
      bound = typeof address === 'object' && address ? address.port : 0;
      log.info('syslog listens on TCP', { host: deps.host, port: bound });
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.keys()) socket.destroy();
      await closed;
    },
    port: () => bound,
    resume() {
      for (const socket of waiting) socket.resume();
      waiting.clear();
    },
    connections: () => sockets.size,
  };
}
