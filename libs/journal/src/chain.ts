import { createHash } from 'node:crypto';
import { type KeyRing, SealError } from '@khien/sealing';
import { type Files, type JournalPaths, segmentNumbers } from './files';

/** The seal of one segment, in the order of sealing; `hash` is over all the rest, `prev` is the hash of the line before. */
export interface SealLine {
  kind: 'seal';
  segment: number;
  /** SHA-256 of the first `bytes` octets of the file, which are all of it. */
  sha256: string;
  bytes: number;
  frames: number;
  records: number;
  firstSeq: number;
  lastSeq: number;
  badFrames: number;
  tornBytes: number;
  /** Milliseconds since the epoch. */
  sealedAt: number;
  prev: string;
  hash: string;
  /** Proves that whoever wrote the line had the data key. */
  mark: string;
}
/** A segment deleted because its time was over; its seal stays above. */
export interface PurgeLine {
  kind: 'purge';
  segment: number;
  at: number;
  prev: string;
  hash: string;
  mark: string;
}
export type ChainLine = SealLine | PurgeLine;
export type UnlinkedLine =
  | Omit<SealLine, 'prev' | 'hash' | 'mark'>
  | Omit<PurgeLine, 'prev' | 'hash' | 'mark'>;

/** `prev` of the first line. */
export const CHAIN_START = '0'.repeat(64);

const hashOf = (line: object): string => createHash('sha256').update(JSON.stringify(line)).digest('hex');

/** Links a line to the one before it and marks it with the key. */
export function linkLine(line: UnlinkedLine, prev: string, keyRing: KeyRing): ChainLine {
  const hash = hashOf({ ...line, prev });
  const mark = keyRing.seal(Buffer.alloc(0), `journal chain ${hash}`).toString('base64url');
  return { ...line, prev, hash, mark } as ChainLine;
}

/** False when the line is not as it was written. */
export function isIntact(line: ChainLine): boolean {
  const { hash, mark: _mark, ...rest } = line;
  return hashOf(rest) === hash;
}

/** Reads the lines of a chain file; `rest` is a last line that was cut while being written. */
export function parseChain(text: string): { lines: ChainLine[]; badLines: number[]; rest: string } {
  const parts = text.split('\n');
  const rest = parts.pop() ?? '';
  const lines: ChainLine[] = [];
  const badLines: number[] = [];
  for (const [index, part] of parts.entries()) {
    const line = parseLine(part);
    if (line) lines.push(line);
    else badLines.push(index + 1);
  }
  return { lines, badLines, rest };
}

function parseLine(text: string): ChainLine | undefined {
  try {
    const line = JSON.parse(text) as ChainLine | null;
    return line && typeof line.segment === 'number' && typeof line.hash === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

export interface ChainReport {
  ok: boolean;
  /** One line each for a person, naming segment or line. */
  problems: string[];
  sealed: number;
  purged: number;
  /** Hash of the last line: compare it with one kept elsewhere, because a chain cut at its end is still a chain. */
  head: string;
}

/**
 * Checks every sealed segment against its seal and every seal against the one before.
 * With `keyRing`, that each line was written by an owner of the key; with `head`, that an earlier state is contained.
 */
export async function verifyChainFiles(
  files: Files,
  paths: JournalPaths,
  expected: { keyRing?: KeyRing; head?: string } = {},
): Promise<ChainReport> {
  const { lines, badLines, rest } = parseChain((await files.readText(paths.chain)) ?? '');
  const problems = badLines.map((line) => `chain line ${line}: not readable`);
  if (rest !== '') problems.push('chain: the last line is cut');
  problems.push(...linkProblems(lines, expected.keyRing));
  if (expected.head && ![CHAIN_START, ...lines.map((line) => line.hash)].includes(expected.head)) {
    problems.push('chain: does not contain the head it once had');
  }
  const purged = new Set(lines.flatMap((line) => (line.kind === 'purge' ? [line.segment] : [])));
  const seals = lines.filter((line) => line.kind === 'seal');
  for (const seal of seals) {
    if (!purged.has(seal.segment)) problems.push(...(await segmentProblems(files, paths, seal)));
  }
  problems.push(...unsealedProblems(segmentNumbers(await files.list(paths.directory)), seals));
  const head = lines.at(-1)?.hash ?? CHAIN_START;
  return { ok: problems.length === 0, problems, sealed: seals.length, purged: purged.size, head };
}

function linkProblems(lines: readonly ChainLine[], keyRing: KeyRing | undefined): string[] {
  const problems: string[] = [];
  let prev = CHAIN_START;
  for (const line of lines) {
    const { hash, mark } = line;
    const what = `chain, ${line.kind} of segment ${line.segment}`;
    if (line.prev !== prev) problems.push(`${what}: does not follow the line before`);
    if (!isIntact(line)) problems.push(`${what}: was changed`);
    if (keyRing && !isMarked(keyRing, hash, mark)) problems.push(`${what}: not marked with our key`);
    prev = hash;
  }
  return problems;
}

function isMarked(keyRing: KeyRing, hash: string, mark: string): boolean {
  try {
    keyRing.open(Buffer.from(String(mark), 'base64url'), `journal chain ${hash}`);
    return true;
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

async function segmentProblems(files: Files, paths: JournalPaths, seal: SealLine): Promise<string[]> {
  const path = paths.segment(seal.segment);
  const size = await files.size(path);
  if (size === undefined) return [`segment ${seal.segment}: the file is gone`];
  if (size !== seal.bytes) return [`segment ${seal.segment}: ${size} octets, sealed with ${seal.bytes}`];
  const sha256 = await sha256OfFile(files, path, size);
  return sha256 === seal.sha256 ? [] : [`segment ${seal.segment}: content differs from its seal`];
}

/** Only the newest segment may be without a seal: it is being written. */
function unsealedProblems(numbers: readonly number[], seals: readonly SealLine[]): string[] {
  const sealed = new Set(seals.map((seal) => seal.segment));
  const newest = numbers.at(-1);
  return numbers
    .filter((segment) => !sealed.has(segment) && segment !== newest)
    .map((segment) => `segment ${segment}: has no seal`);
}

/** SHA-256 of the first `length` octets, in hex. */
export async function sha256OfFile(files: Files, path: string, length: number): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < length; ) {
    const block = await files.read(path, at, Math.min(1024 * 1024, length - at));
    if (block.length === 0) break;
    hash.update(block);
    at += block.length;
  }
  return hash.digest('hex');
}
