export type { ChainReport } from './chain';
export { diskFiles, type Files, type WritableFile } from './files';
export { openJournal } from './journal';
export { DEFAULT_LIMITS, type JournalDeps, type JournalLimits } from './journal-deps';
export { verifyChain } from './verify-chain';
