import type { Intake, Logger, Source } from '@khien/model';
import {
  type Connection,
  type ConnectionHandler,
  type ConnectionLimits,
  type ConnectionListener,
  createConnectionListener,
} from '../connection-listener';
import { cappedRecord, incomingRecord } from '../incoming-record';
import { createLossCounter } from '../loss-counter';
import { createOutbox } from '../outbox';
import { createQuotas, type Quotas } from '../quotas';
import { createSenders } from '../senders';
import type { Frame } from '../syslog/frames';
import { createUdpListener, type UdpListener } from '../udp-listener';
import { createGelfChunks } from './gelf-chunks';
import { gelfMessage } from './gelf-message';
import { createNulFramer } from './nul-frames';

export interface GelfReceiverDeps {
  sources: readonly Source[];
  host: string;
  /** Neither is opened unless given; 0 lets the system choose. */
  udpPort?: number | undefined;
  tcpPort?: number | undefined;
  quotas?: Quotas;
  intake: Intake;
  log: Logger;
  now: () => number;
  limits?: Partial<GelfLimits>;
}

export interface GelfLimits extends ConnectionLimits {
  receiveBufferBytes: number;
  waitingBytes: { source: number; all: number };
  /** Messages in parts: how long their rest is waited for, and how many and how large they may be together. */
  chunks: { waitMs: number; messages: number; bytes: number };
  stopMs: number;
}

export interface GelfStats {
  datagrams: number;
  messages: number;
  accepted: number;
  shed: number;
  kernelDrops: number;
  connections: number;
  partialMessages: number;
}

export interface GelfReceiver {
  start(): Promise<void>;
  stop(): Promise<void>;
  stats(): GelfStats;
  ports(): { udp: number | undefined; tcp: number | undefined };
}

const MIB = 1024 * 1024;
const LIMITS: GelfLimits = {
  connections: 512,
  connectionsPerSender: 64,
  idleMs: 600_000,
  receiveBufferBytes: 8 * MIB,
  waitingBytes: { source: 16 * MIB, all: 64 * MIB },
  chunks: { waitMs: 5_000, messages: 2_000, bytes: 32 * MIB },
  stopMs: 5_000,
};
const TELL_EVERY_MS = 1_000;
/** What the loss belongs to when nobody can say whose message it was. */
const NOBODY = { udp: 'gelf-udp', tcp: 'gelf-tcp' } as const;
const NO_MESSAGE = Buffer.alloc(0);

/** GELF over UDP (whole or in chunks, plain, gzip or zlib) and TCP (messages end with NUL). The record is the JSON text; the sender's address decides the source. */
export function createGelfReceiver(deps: GelfReceiverDeps): GelfReceiver {
  const { host, intake, log, now } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const senders = createSenders(deps.sources, log, 'gelf');
  const quotas = deps.quotas ?? createQuotas(deps.sources, now);
  const losses = createLossCounter(deps);
  const counts = { datagrams: 0, messages: 0, accepted: 0, kernelDrops: 0 };
  const onAccepted = (records: number): void => {
    counts.accepted += records;
  };
  const outboxDeps = { intake, log, maxBytes: limits.waitingBytes, onAccepted };
  const outboxes = {
    udp: createOutbox({ ...outboxDeps, kind: 'udp', onRoom: () => {} }),
    tcp: createOutbox({ ...outboxDeps, kind: 'tcp', onRoom: () => tcp?.releaseAll() }),
  };
  const onLost = (reason: string, peer: string): void =>
    losses.note(sourceOf(peer) ?? NOBODY.udp, reason, { peer });
  const chunks = createGelfChunks({ now, limits: limits.chunks, onLost });
  const { receiveBufferBytes } = limits;
  const udp: UdpListener | undefined =
    deps.udpPort === undefined
      ? undefined
      : createUdpListener({ protocol: 'GELF', host, port: deps.udpPort, receiveBufferBytes, log, onMessage });
  const tcp: ConnectionListener | undefined = deps.tcpPort === undefined ? undefined : listener(deps.tcpPort);
  let telling: NodeJS.Timeout | undefined;

  function sourceOf(address: string): string | undefined {
    const sent = senders.sourceOf({ address }, NO_MESSAGE);
    return 'sourceId' in sent ? sent.sourceId : undefined;
  }

  function listener(port: number): ConnectionListener {
    return createConnectionListener({
      ...{ protocol: 'GELF', host, port, limits, log, open },
      isWelcome: ({ address }) => sourceOf(address) !== undefined,
      onRefused: (peer, reason) => losses.note(NOBODY.tcp, reason, { peer }),
    });
  }

  function onMessage(datagram: Buffer, peer: string): void {
    counts.datagrams++;
    const sourceId = sourceOf(peer);
    const whole = sourceId === undefined ? undefined : chunks.add(datagram, peer);
    if (sourceId !== undefined && !whole) return;
    const octets = whole && gelfMessage(whole);
    const refused = refusalOf(sourceId, octets);
    if (sourceId === undefined || !octets || refused)
      losses.note(sourceId ?? NOBODY.udp, refused ?? '', { peer });
    else if (octets.length > 0) {
      counts.messages++;
      quotas.charge(sourceId, 1, octets.length);
      outboxes.udp.offer(sourceId, cappedRecord({ octets, receivedAt: now(), peer }));
    }
  }

  function refusalOf(sourceId: string | undefined, octets: Buffer | undefined): string | undefined {
    if (sourceId === undefined) return 'unknown sender';
    if (!octets) return 'GELF message cannot be decompressed';
    if (quotas.waitMs(sourceId) > 0) return 'over its quota, UDP cannot wait';
    return outboxes.udp.isFull(sourceId) ? 'journal full, UDP cannot wait' : undefined;
  }

  function open(connection: Connection): ConnectionHandler {
    const framer = createNulFramer();
    const peer = connection.sender.address;
    const sourceId = sourceOf(peer) ?? NOBODY.tcp;
    const take = ({ octets, truncated }: Frame): void => {
      counts.messages++;
      quotas.charge(sourceId, 1, octets.length);
      outboxes.tcp.offer(sourceId, incomingRecord({ octets, receivedAt: now(), peer, truncated }));
    };
    return {
      onData(block) {
        framer.push(block, take);
        const wait = quotas.waitMs(sourceId);
        if (outboxes.tcp.isFull(sourceId)) connection.hold();
        else if (wait > 0) connection.hold(wait);
      },
      onEnd: () => framer.flush(take),
    };
  }

  async function tell(): Promise<void> {
    chunks.expire();
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
      const { messages } = chunks.pending();
      if (messages > 0) losses.note(NOBODY.udp, 'GELF chunks missing', { count: messages });
      losses.tell();
    },
    stats: () => ({
      ...counts,
      shed: losses.total(),
      connections: tcp?.connections() ?? 0,
      partialMessages: chunks.pending().messages,
    }),
    ports: () => ({ udp: udp?.port(), tcp: tcp?.port() }),
  };
}
