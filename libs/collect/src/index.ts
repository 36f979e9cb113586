export type { PemTexts, ReceiverTls } from './certificate-names';
export { createFileTail, type FileTail, type FileTailDeps } from './file/file-tail';
export type { FileTailStats } from './file/open-files';
export type { IngestDeps, IngestStats } from './http/ingest-desk';
export { createIngestHandler, type IngestHandler } from './http/ingest-handler';
export { INGEST_LIMITS, type IngestLimits } from './http/ingest-limits';
export { createIngestServer, type IngestServer, type IngestServerDeps } from './http/ingest-server';
export { createIngestTokens, type IngestTokens } from './http/ingest-tokens';
export { incomingRecord, type ReceivedOctets } from './incoming-record';
export { createLineSplitter, type Line, type LineSplitter } from './line-splitter';
export { withFilesIn } from './pull/files-in';
export type { PullStats } from './pull/pull-receiver';
export { createReceivers, type Receivers, type ReceiversDeps } from './receivers';
export { type CertificateStats, type CertificateWatch, watchCertificate } from './renewed-certificate';
export {
  createSyslogReceiver,
  type SyslogLimits,
  type SyslogReceiver,
  type SyslogReceiverDeps,
  type SyslogStats,
} from './syslog/syslog-receiver';
