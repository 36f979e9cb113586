export {
  createIngestHandler,
  type IngestDeps,
  type IngestHandler,
  type IngestStats,
} from './http/ingest-handler';
export { INGEST_LIMITS, type IngestLimits } from './http/ingest-limits';
export { createIngestServer, type IngestServer, type IngestServerDeps } from './http/ingest-server';
export { createIngestTokens, type IngestTokens } from './http/ingest-tokens';
