import type { IncomingRecord, Intake, Logger, Source } from '@khien/model';
import type { ReceiverTls } from '../certificate-names';
import {
  type Connection,
  type ConnectionHandler,
  type ConnectionLimits,
  type ConnectionListener,
  createConnectionListener,
} from '../connection-listener';
import { createLossCounter } from '../loss-counter';
import { createMemoryShare } from '../memory-share';
import { createQuotas, type Quotas } from '../quotas';
import type { CertificateStats } from '../renewed-certificate';
import { createSenders } from '../senders';
import { storeUntilDone } from '../store-until-done';
import { createLumberjackSession, type SessionLimits } from './lumberjack-session';

export interface LumberjackReceiverDeps {
  sources: readonly Source[];
  host: string;
  /** Neither is opened unless given; 0 lets the system choose. */
  tcpPort?: number | undefined;
  /** Only together with `tls`. */
  tlsPort?: number | undefined;
  tls?: ReceiverTls;
  quotas?: Quotas;
  intake: Intake;
  log: Logger;
  now: () => number;
  limits?: Partial<LumberjackLimits>;
}

export interface LumberjackLimits extends SessionLimits, ConnectionLimits {
  /** Octets of frames that are not whole yet, of all connections. */
  heldBytes: number;
}

export interface LumberjackReceiver {
  start(): Promise<void>;
  stop(): Promise<void>;
  stats(): {
    accepted: number;
    refusedConnections: number;
    malformed: number;
    connections: number;
    heldBytes: number;
    /** Of the port with TLS. */
    certificate: CertificateStats | undefined;
  };
  ports(): { tcp: number | undefined; tls: number | undefined };
}

const MIB = 1024 * 1024;
const LIMITS: LumberjackLimits = {
  connections: 512,
  connectionsPerSender: 64,
  idleMs: 600_000,
  jsonBytes: 16 * MIB,
  compressedBytes: 16 * MIB,
  inflatedBytes: 50 * MIB,
  ratio: 20,
  ratioFreeBytes: 8 * MIB,
  batchRecords: 2_000,
  batchBytes: MIB,
  frameMs: 60_000,
  keepAliveMs: 3_000,
  heldBytes: 128 * MIB,
};
const TELL_EVERY_MS = 1_000;
/** What refusals belong to when nobody can say whose they are. */
const NOBODY = 'lumberjack';
const NO_MESSAGE = Buffer.alloc(0);

/** Beats' output to Logstash, over TCP and TLS. The address or the client certificate decides the source; a full journal is felt as waiting. */
export function createLumberjackReceiver(deps: LumberjackReceiverDeps): LumberjackReceiver {
  const { host, intake, log, now } = deps;
  const limits = { ...LIMITS, ...deps.limits };
  const senders = createSenders(deps.sources, log, 'lumberjack');
  const quotas = deps.quotas ?? createQuotas(deps.sources, now);
  const losses = createLossCounter(deps);
  const memory = createMemoryShare(limits.heldBytes);
  const stopped = new AbortController();
  const counts = { accepted: 0, refusedConnections: 0, malformed: 0 };
  let telling: NodeJS.Timeout | undefined;
  const listeners = [
    ...(deps.tcpPort === undefined ? [] : [listener(deps.tcpPort)]),
    ...(deps.tlsPort === undefined || !deps.tls ? [] : [listener(deps.tlsPort, deps.tls)]),
  ];

  function listener(port: number, tls?: ReceiverTls): ConnectionListener {
    return createConnectionListener({
      ...{ protocol: 'Lumberjack', host, port, limits, log, open, ...(tls && { tls }) },
      isWelcome: (sender) => 'sourceId' in senders.sourceOf(sender, NO_MESSAGE),
      onRefused(peer, reason) {
        counts.refusedConnections++;
        losses.note(NOBODY, reason, { peer });
      },
    });
  }

  function open(connection: Connection): ConnectionHandler {
    const { sender } = connection;
    const sent = senders.sourceOf(sender, NO_MESSAGE);
    const sourceId = 'sourceId' in sent ? sent.sourceId : NOBODY;
    const store = async (records: IncomingRecord[], bytes: number): Promise<void> => {
      quotas.charge(sourceId, records.length, bytes);
      const repeatable = records.some(({ position }) => position !== undefined);
      const { signal } = stopped;
      await storeUntilDone(sourceId, records, { intake, kind: 'tcp', log, signal, repeatable });
      counts.accepted += records.length;
    };
    return createLumberjackSession(connection, {
      ...{ limits, now, store },
      waitMs: () => quotas.waitMs(sourceId),
      onMalformed(reason) {
        counts.malformed++;
        losses.note(sourceId, 'malformed Lumberjack frame', { peer: sender.address });
        log.debug('Lumberjack connection closed', { sourceId, peer: sender.address, reason });
      },
      onHeld(bytes) {
        memory.hold(sourceId, bytes);
        return bytes <= 0 || !memory.isTooMuch(sourceId);
      },
    });
  }

  const [first, second] = listeners;
  return {
    async start() {
      try {
        for (const one of listeners) await one.start();
      } catch (err) {
        await Promise.all(listeners.map((one) => one.stop()));
        throw err;
      }
      telling = setInterval(losses.tell, TELL_EVERY_MS);
      telling.unref();
    },
    async stop() {
      clearInterval(telling);
      stopped.abort();
      await Promise.all(listeners.map((one) => one.stop()));
      losses.tell();
    },
    stats: () => ({
      ...counts,
      connections: listeners.reduce((sum, one) => sum + one.connections(), 0),
      heldBytes: memory.held(),
      certificate: listeners.map((one) => one.certificate()).find((one) => one !== undefined),
    }),
    ports: () => ({
      tcp: deps.tcpPort === undefined ? undefined : first?.port(),
      tls: deps.tlsPort === undefined || !deps.tls ? undefined : (second ?? first)?.port(),
    }),
  };
}
