import type { Intake, Logger, Source } from '@khien/model';
import { incomingRecord } from '../incoming-record';
import type { Frame } from './frames';
import { createLossCounter } from './loss-counter';
import { createOutbox } from './outbox';
import { createSenders } from './senders';
import { createTcpListener, type TcpLimits, type TcpListener } from './tcp-listener';
import { createUdpListener, type UdpListener } from './udp-listener';

export interface SyslogReceiverDeps {
  sources: readonly Source[];
  /** `::` takes IPv4 and IPv6. */
  host: string;
  /** Neither is opened unless given; 0 lets the system choose. */
  udpPort?: number;
  tcpPort?: number;
  intake: Intake;
  log: Logger;
  now: () => number;
  limits?: Partial<SyslogLimits>;
}

export interface SyslogLimits extends TcpLimits {
  receiveBufferBytes: number;
  /** Records waiting for the journal, of one source and of all, for each of UDP and TCP. */
  waitingBytes: { source: number; all: number };
  /** How long `stop` waits for records to be stored. */
  stopMs: number;
}

export interface SyslogStats {
  datagrams: number;
  frames: number;
  accepted: number;
  /** Messages lost or refused, each also told to the intake. */
  shed: number;
  kernelDrops: number;
  connections: number;
  refusedConnections: number;
  waitingBytes: number;
}

export interface SyslogReceiver {
  start(): Promise<void>;
  stop(): Promise<void>;
  stats(): SyslogStats;
  ports(): { udp: number | undefined; tcp: number | undefined };
}

const MIB = 1024 * 1024;
const LIMITS: SyslogLimits = {
  connections: 512,
  connectionsPerSender: 64,
  idleMs: 600_000,
  receiveBufferBytes: 8 * MIB,
  waitingBytes: { source: 16 * MIB, all: 64 * MIB },
  stopMs: 5_000,
};
const TELL_EVERY_MS = 1_000;
/** What the loss belongs to when nobody can say whose message it was. */
const NOBODY = { udp: 'syslog-udp', tcp: 'syslog-tcp' } as const;

/**
 * Syslog over UDP and TCP. The record is the message as received, header included; the peer is its sender's address, which also decides
 * the source. What no source claims is counted and never stored. A full journal stops the reading of TCP; of UDP it can only be counted.
 */
export function createSyslogReceiver(deps: SyslogReceiverDeps): SyslogReceiver {
  const { host, intake, log, now } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const senders = createSenders(deps.sources, log);
  const losses = createLossCounter(deps);
  const counts = { datagrams: 0, frames: 0, accepted: 0, kernelDrops: 0, refusedConnections: 0 };
  const onAccepted = (records: number): void => {
    counts.accepted += records;
  };
  const outboxDeps = { intake, log, maxBytes: limits.waitingBytes, onAccepted };
  const outboxes = {
    udp: createOutbox({ ...outboxDeps, kind: 'udp', onRoom: () => {} }),
    tcp: createOutbox({ ...outboxDeps, kind: 'tcp', onRoom: () => tcp?.resume() }),
  };
  const udp: UdpListener | undefined = deps.udpPort === undefined ? undefined : udpListener(deps.udpPort);
  const tcp: TcpListener | undefined = deps.tcpPort === undefined ? undefined : tcpListener(deps.tcpPort);
  let telling: NodeJS.Timeout | undefined;

  function udpListener(port: number): UdpListener {
    const { receiveBufferBytes } = limits;
    return createUdpListener({ host, port, receiveBufferBytes, log, onMessage });
  }

  function tcpListener(port: number): TcpListener {
    const onRefused = (peer: string, reason: 'unknown sender' | 'too many connections'): void => {
      counts.refusedConnections++;
      losses.note(NOBODY.tcp, reason, { peer });
    };
    return createTcpListener({ host, port, limits, log, isWelcome: senders.knows, onRefused, onFrame });
  }

  function onMessage(octets: Buffer, peer: string): void {
    counts.datagrams++;
    const sent = senders.sourceOf(peer, octets);
    if ('refused' in sent) losses.note(NOBODY.udp, sent.refused, { peer });
    else if (outboxes.udp.isFull(sent.sourceId))
      losses.note(sent.sourceId, 'journal full, UDP cannot wait', { peer });
    else outboxes.udp.offer(sent.sourceId, incomingRecord({ octets, receivedAt: now(), peer }));
  }

  function onFrame({ octets, truncated }: Frame, peer: string): boolean {
    counts.frames++;
    const sent = senders.sourceOf(peer, octets);
    if ('refused' in sent) {
      losses.note(NOBODY.tcp, sent.refused, { peer });
      return false;
    }
    outboxes.tcp.offer(sent.sourceId, incomingRecord({ octets, receivedAt: now(), peer, truncated }));
    return outboxes.tcp.isFull(sent.sourceId);
  }

  async function tell(): Promise<void> {
    const drops = (await udp?.newDrops().catch(() => 0)) ?? 0;
    counts.kernelDrops += drops;
    if (drops > 0) losses.note(NOBODY.udp, 'dropped by the kernel', { count: drops });
    losses.tell();
  }

  return {
    async start() {
      await udp?.start();
      try {
        await tcp?.start();
      } catch (err) {
        await udp?.stop();
        throw err;
      }
      telling = setInterval(() => void tell(), TELL_EVERY_MS);
      telling.unref();
    },
    async stop() {
      if (!telling) return;
      clearInterval(telling);
      telling = undefined;
      await tell();
      await Promise.all([udp?.stop(), tcp?.stop()]);
      const left = await Promise.all([outboxes.udp.close(limits.stopMs), outboxes.tcp.close(limits.stopMs)]);
      for (const [sourceId, records] of left.flatMap((one) => [...one])) {
        losses.note(sourceId, 'stopped before it could be stored', { count: records });
      }
      losses.tell();
    },
    stats: () => ({
      ...counts,
      shed: losses.total(),
      connections: tcp?.connections() ?? 0,
      waitingBytes: outboxes.udp.waiting().bytes + outboxes.tcp.waiting().bytes,
    }),
    ports: () => ({ udp: udp?.port(), tcp: tcp?.port() }),
  };
}
