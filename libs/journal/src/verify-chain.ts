import type { KeyRing } from '@khien/sealing';
import { type ChainReport, verifyChainFiles } from './chain';
import { diskFiles, journalPaths } from './files';

/** Checks the evidence in `directory` without opening the journal; see ChainReport. Works while it is being written. */
export function verifyChain(
  directory: string,
  expected: { keyRing?: KeyRing; head?: string } = {},
): Promise<ChainReport> {
  return verifyChainFiles(diskFiles, journalPaths(directory), expected);
}
