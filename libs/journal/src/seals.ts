import type { KeyRing } from '@khien/sealing';
import {
  CHAIN_START,
  type ChainLine,
  isIntact,
  linkLine,
  parseChain,
  type SealLine,
  type UnlinkedLine,
} from './chain';
import type { Files, JournalPaths } from './files';
import { indexText, type SegmentIndex } from './segment-index';

/** Writes the chain file: one line per sealed or deleted segment, only ever added to. */
export interface Seals {
  sealOf(segment: number): SealLine | undefined;
  isPurged(segment: number): boolean;
  /** Index beside the segment first, line in the chain second: what is in the chain is complete. */
  seal(index: SegmentIndex, sha256: string): Promise<SealLine>;
  purge(segment: number): Promise<void>;
  /** Highest segment number ever sealed, 0 for none. */
  highest(): number;
  /** Highest chunk number in a seal, -1 for none. */
  lastSeq(): number;
  /** Problems met while reading, for the log. */
  readonly problems: string[];
}

export interface SealsDeps {
  files: Files;
  paths: JournalPaths;
  keyRing: KeyRing;
  now: () => number;
}

export async function openSeals({ files, paths, keyRing, now }: SealsDeps): Promise<Seals> {
  const text = (await files.readText(paths.chain)) ?? '';
  const { lines, badLines, rest } = parseChain(text);
  const problems = badLines.map((line) => `line ${line} is not readable`);
  if (
    lines.length === 0 &&
    (await files.list(paths.directory)).some((name) => name.endsWith('.index.json'))
  ) {
    problems.push(
      'there are sealed segments but no seals: the file was lost or removed, segments are sealed anew',
    );
  }
  let written = text.slice(0, text.length - rest.length);
  if (rest !== '') {
    problems.push('the last line was cut and is written again');
    await files.replace(paths.chain, written);
  }
  const seals = new Map<number, SealLine>();
  const purged = new Set<number>();
  let head = CHAIN_START;
  let highest = 0;
  let lastSeq = -1;
  for (const line of lines) {
    if (isIntact(line)) remember(line);
    else problems.push(`the ${line.kind} of segment ${line.segment} was changed`);
  }

  function remember(line: ChainLine): void {
    head = line.hash;
    highest = Math.max(highest, line.segment);
    if (line.kind === 'seal') {
      seals.set(line.segment, line);
      lastSeq = Math.max(lastSeq, line.lastSeq);
    } else purged.add(line.segment);
  }

  /** After a failed append the file's end is unknown, so the next line is written with everything before it. */
  let endUnknown = false;
  async function add(unlinked: UnlinkedLine): Promise<ChainLine> {
    const line = linkLine(unlinked, head, keyRing);
    const lineText = `${JSON.stringify(line)}\n`;
    if (endUnknown) await files.replace(paths.chain, written + lineText);
    else {
      endUnknown = true;
      await files.append(paths.chain, lineText);
    }
    endUnknown = false;
    written += lineText;
    remember(line);
    return line;
  }

  async function seal(index: SegmentIndex, sha256: string): Promise<SealLine> {
    await files.replace(paths.index(index.segment), indexText(index));
    const { segment, bytes, frames, records, firstSeq, lastSeq, badFrames, tornBytes } = index;
    const sizes = { segment, sha256, bytes, frames, records, firstSeq, lastSeq, badFrames, tornBytes };
    return (await add({ kind: 'seal', ...sizes, sealedAt: now() })) as SealLine;
  }

  return {
    problems,
    seal,
    sealOf: (segment) => seals.get(segment),
    isPurged: (segment) => purged.has(segment),
    async purge(segment) {
      if (!purged.has(segment)) await add({ kind: 'purge', segment, at: now() });
    },
    highest: () => highest,
    lastSeq: () => lastSeq,
  };
}
