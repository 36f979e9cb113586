import type { Intake, Logger, Source } from '@khien/model';
import { createFairIntake } from './fair-intake';
import { createFileTail, type FileTail, type FileTailDeps } from './file/file-tail';
import { createGelfReceiver, type GelfReceiver, type GelfReceiverDeps } from './gelf/gelf-receiver';
import { createIngestHandler, type IngestHandler } from './http/ingest-handler';
import type { IngestLimits } from './http/ingest-limits';
import { createIngestServer, type IngestServer, type IngestServerDeps } from './http/ingest-server';
import {
  createLumberjackReceiver,
  type LumberjackReceiver,
  type LumberjackReceiverDeps,
} from './lumberjack/lumberjack-receiver';
import { createPullReceiver, isPulled, type PullReceiver, type PullReceiverDeps } from './pull/pull-receiver';
import { createQuotas } from './quotas';
import { createSyslogReceiver, type SyslogReceiver, type SyslogReceiverDeps } from './syslog/syslog-receiver';

export interface ReceiversDeps {
  sources: readonly Source[];
  intake: Intake;
  log: Logger;
  now: () => number;
  files: Pick<FileTailDeps, 'checkpointFile' | 'pollMs' | 'quietMs'>;
  /** Sources that are asked (SQL, REST, X-Road); without it none is. */
  pull?: Pick<PullReceiverDeps, 'directory' | 'retryMs'>;
  /** Without it no port is opened, and `ingest` can be mounted elsewhere. */
  http?: Pick<IngestServerDeps, 'host' | 'port' | 'tls'>;
  httpLimits?: Partial<IngestLimits>;
  syslog?: Pick<SyslogReceiverDeps, 'host' | 'udpPort' | 'tcpPort' | 'tlsPort' | 'tls' | 'limits'>;
  lumberjack?: Pick<LumberjackReceiverDeps, 'host' | 'tcpPort' | 'tlsPort' | 'tls' | 'limits'>;
  gelf?: Pick<GelfReceiverDeps, 'host' | 'udpPort' | 'tcpPort' | 'limits'>;
}

export interface Receivers {
  /** All or none: if one cannot start, those that did are stopped and its error is thrown. */
  start(): Promise<void>;
  stop(): Promise<void>;
  stats(): Record<string, unknown>;
  ingest: IngestHandler | undefined;
  /** `udp`, `tcp` and `tls` are syslog's. */
  ports(): Record<'http' | 'udp' | 'tcp' | 'tls', number | undefined> & {
    lumberjack?: ReturnType<LumberjackReceiver['ports']>;
    gelf?: ReturnType<GelfReceiver['ports']>;
  };
}

/** The receivers that these sources need: nothing is opened that no source uses. */
export function createReceivers(deps: ReceiversDeps): Receivers {
  const { sources, log, now } = deps;
  // One window and one account for each source, however many ways it is heard.
  const intake = createFairIntake(deps.intake);
  const quotas = createQuotas(sources, now);
  const common = { sources, intake, quotas, log, now };
  const has = (kind: Source['transport']['kind']): boolean =>
    sources.some(({ transport }) => transport.kind === kind);
  const files: FileTail | undefined = has('file') ? createFileTail({ ...common, ...deps.files }) : undefined;
  const ingest = has('http')
    ? createIngestHandler({ ...common, ...(deps.httpLimits && { limits: deps.httpLimits }) })
    : undefined;
  const http: IngestServer | undefined =
    ingest && deps.http ? createIngestServer({ ...deps.http, handler: ingest, log }) : undefined;
  const syslog: SyslogReceiver | undefined =
    has('syslog') && deps.syslog ? createSyslogReceiver({ ...common, ...deps.syslog }) : undefined;
  const lumberjack: LumberjackReceiver | undefined =
    has('lumberjack') && deps.lumberjack
      ? createLumberjackReceiver({ ...common, ...deps.lumberjack })
      : undefined;
  const gelf: GelfReceiver | undefined =
    has('gelf') && deps.gelf ? createGelfReceiver({ ...common, ...deps.gelf }) : undefined;
  const pull: PullReceiver | undefined =
    deps.pull && sources.some(({ transport }) => isPulled(transport))
      ? createPullReceiver({ ...common, ...deps.pull })
      : undefined;
  const all = [files, http, syslog, lumberjack, gelf, pull].filter((one) => one !== undefined);

  return {
    async start() {
      const begun = await Promise.allSettled(all.map((one) => one.start()));
      const failed = begun.find((one) => one.status === 'rejected');
      if (!failed) return;
      await Promise.allSettled(
        all.filter((_, index) => begun[index]?.status === 'fulfilled').map((one) => one.stop()),
      );
      throw failed.reason;
    },
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
    },
    stats: () => ({
      files: files?.stats(),
      http: ingest?.stats(),
      server: http?.stats(),
      syslog: syslog?.stats(),
      lumberjack: lumberjack?.stats(),
      gelf: gelf?.stats(),
      pull: pull?.stats(),
    }),
    ingest,
    ports: () => ({
      ...{ http: http?.port(), udp: undefined, tcp: undefined, tls: undefined },
      ...syslog?.ports(),
      ...(lumberjack && { lumberjack: lumberjack.ports() }),
      ...(gelf && { gelf: gelf.ports() }),
    }),
  };
}
