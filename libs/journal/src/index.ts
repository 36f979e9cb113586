export type { ChainReport } from './chain';
export { diskFiles, type Files, type WritableFile } from './files';
export { DEFAULT_LIMITS, type JournalDeps, type JournalLimits, openJournal } from './journal';
export { verifyChain } from './verify-chain';
