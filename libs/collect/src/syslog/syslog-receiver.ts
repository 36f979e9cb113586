import type { Intake, Logger, Source } from '@khien/model';
import type { ReceiverTls } from '../certificate-names';
import {
  type Connection,
  type ConnectionHandler,
  type ConnectionLimits,
  type ConnectionListener,
  createConnectionListener,
  type Refusal,
} from '../connection-listener';
import { incomingRecord } from '../incoming-record';
import { createLossCounter } from '../loss-counter';
import { createOutbox } from '../outbox';
import { createQuotas, type Quotas } from '../quotas';
import type { CertificateStats } from '../renewed-certificate';
import { createSenders } from '../senders';
import { createUdpListener, type UdpListener } from '../udp-listener';
import { createSyslogFramer, type Frame, withoutTrailer } from './frames';

export interface SyslogReceiverDeps {
  sources: readonly Source[];
  /** `::` takes IPv4 and IPv6. */
  host: string;
  /** Neither is opened unless given; 0 lets the system choose. */
  udpPort?: number | undefined;
  tcpPort?: number | undefined;
  /** RFC 5425; only together with `tls`. */
  tlsPort?: number | undefined;
  tls?: ReceiverTls;
  /** Default: those that the sources name. */
  quotas?: Quotas;
  intake: Intake;
  log: Logger;
  now: () => number;
  limits?: Partial<SyslogLimits>;
}

export interface SyslogLimits extends ConnectionLimits {
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
  /** Of the port with TLS. */
  certificate: CertificateStats | undefined;
}

export interface SyslogReceiver {
  start(): Promise<void>;
  stop(): Promise<void>;
  stats(): SyslogStats;
  ports(): { udp: number | undefined; tcp: number | undefined; tls: number | undefined };
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
const OVER_QUOTA = 'over its quota, UDP cannot wait';
/** What the loss belongs to when nobody can say whose message it was. */
const NOBODY = { udp: 'syslog-udp', tcp: 'syslog-tcp' } as const;

/**
 * Syslog over UDP, TCP and TLS (RFC 5426, 6587, 5425). The record is the message as received, header included; the peer is its sender's address, which, or whose
 * client certificate, also decides the source. What no source claims is counted and never stored. A full journal stops the reading of TCP; of UDP it can only be counted.
 */
export function createSyslogReceiver(deps: SyslogReceiverDeps): SyslogReceiver {
  const { host, intake, log, now } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const senders = createSenders(deps.sources, log);
  const losses = createLossCounter(deps);
  const quotas = deps.quotas ?? createQuotas(deps.sources, now);
  const counts = { datagrams: 0, frames: 0, accepted: 0, kernelDrops: 0, refusedConnections: 0 };
  const onAccepted = (records: number): void => {
    counts.accepted += records;
  };
  const outboxDeps = { intake, log, maxBytes: limits.waitingBytes, onAccepted };
  const outboxes = {
    udp: createOutbox({ ...outboxDeps, kind: 'udp', onRoom: () => {} }),
    tcp: createOutbox({ ...outboxDeps, kind: 'tcp', onRoom: () => streams.map((one) => one.releaseAll()) }),
  };
  const udp: UdpListener | undefined = deps.udpPort === undefined ? undefined : udpListener(deps.udpPort);
  const tcp = deps.tcpPort === undefined ? undefined : streamListener(deps.tcpPort);
  const tls = deps.tlsPort === undefined || !deps.tls ? undefined : streamListener(deps.tlsPort, deps.tls);
  const streams = [tcp, tls].filter((one) => one !== undefined);
  let telling: NodeJS.Timeout | undefined;

  function udpListener(port: number): UdpListener {
    const { receiveBufferBytes } = limits;
    return createUdpListener({ protocol: 'syslog', host, port, receiveBufferBytes, log, onMessage });
  }

  function streamListener(port: number, secured?: ReceiverTls): ConnectionListener {
    const onRefused = (peer: string, reason: Refusal): void => {
      counts.refusedConnections++;
      losses.note(NOBODY.tcp, reason, { peer });
    };
    const common = { protocol: 'syslog', host, port, limits, log, isWelcome: senders.knows, onRefused, open };
    return createConnectionListener({ ...common, ...(secured && { tls: secured }) });
  }

  function open(connection: Connection): ConnectionHandler {
    const framer = createSyslogFramer();
    let full = false;
    let waitMs = 0;
    const take = (frame: Frame): void => {
      const sourceId = onFrame(frame, connection);
      if (sourceId === undefined) return;
      full ||= outboxes.tcp.isFull(sourceId);
      waitMs = quotas.waitMs(sourceId);
    };
    return {
      onData(block) {
        full = false;
        waitMs = 0;
        framer.push(block, take);
        if (full) connection.hold();
        else if (waitMs > 0) connection.hold(waitMs);
      },
      onEnd: () => framer.flush(take),
    };
  }

  /** One datagram is one message, without line ends and NULs at its end. */
  function onMessage(datagram: Buffer, peer: string): void {
    const octets = withoutTrailer(datagram);
    if (octets.length === 0) return;
    counts.datagrams++;
    const sent = senders.sourceOf({ address: peer }, octets);
    if ('refused' in sent) losses.note(NOBODY.udp, sent.refused, { peer });
    else if (quotas.waitMs(sent.sourceId) > 0) losses.note(sent.sourceId, OVER_QUOTA, { peer });
    else if (outboxes.udp.isFull(sent.sourceId))
      losses.note(sent.sourceId, 'journal full, UDP cannot wait', { peer });
    else {
      quotas.charge(sent.sourceId, 1, octets.length);
      outboxes.udp.offer(sent.sourceId, incomingRecord({ octets, receivedAt: now(), peer }));
    }
  }

  /** The source it went to. */
  function onFrame({ octets, truncated }: Frame, { sender }: Connection): string | undefined {
    counts.frames++;
    const peer = sender.address;
    const sent = senders.sourceOf(sender, octets);
    if ('refused' in sent) {
      losses.note(NOBODY.tcp, sent.refused, { peer });
      return undefined;
    }
    quotas.charge(sent.sourceId, 1, octets.length);
    outboxes.tcp.offer(sent.sourceId, incomingRecord({ octets, receivedAt: now(), peer, truncated }));
    return sent.sourceId;
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
        for (const one of streams) await one.start();
      } catch (err) {
        await Promise.all([udp?.stop(), ...streams.map((one) => one.stop())]);
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
      await Promise.all([udp?.stop(), ...streams.map((one) => one.stop())]);
      const left = await Promise.all([outboxes.udp.close(limits.stopMs), outboxes.tcp.close(limits.stopMs)]);
      for (const [sourceId, records] of left.flatMap((one) => [...one])) {
        losses.note(sourceId, 'stopped before it could be stored', { count: records });
      }
      losses.tell();
    },
    stats: () => ({
      ...counts,
      shed: losses.total(),
      connections: streams.reduce((sum, one) => sum + one.connections(), 0),
      certificate: tls?.certificate(),
      waitingBytes: outboxes.udp.waiting().bytes + outboxes.tcp.waiting().bytes,
    }),
    ports: () => ({ udp: udp?.port(), tcp: tcp?.port(), tls: tls?.port() }),
  };
}
