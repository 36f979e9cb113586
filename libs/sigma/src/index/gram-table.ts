import { type CandidateSink, type Pattern, PostingTable } from './posting-table';
import { ShortPatterns } from './short-patterns';

const GRAM = 4;
const MAX_FILTER_BITS = 16;
const SPREAD = 0x9e3779b1;

/**
 * Patterns that may stand anywhere in a text. Each is filed under four of its characters in a row, the rarest four
 * among all patterns; a scan slides a four-character window over the text and verifies only where the window is
 * filed. One pass for all patterns, one array read per character, and no large automaton: the tables of a full
 * Aho-Corasick over the SigmaHQ rules would take tens of megabytes and miss the cache at each step. (Longer steps
 * with several windows per pattern were measured too: reading four characters anew at each step costs more than it
 * saves.)
 */
export class GramTable {
  private readonly table: PostingTable | null;
  /** One byte per hash value; most windows of a text end here. */
  private readonly seen: Uint8Array;
  private readonly shift: number;
  private readonly short: ShortPatterns | null;

  constructor(patterns: readonly Pattern[]) {
    const long = patterns.filter(({ text }) => text.length >= GRAM);
    const short = patterns.filter(({ text }) => text.length < GRAM);
    const frequency = gramFrequency(long);
    this.table = long.length > 0 ? new PostingTable(long, (text) => rarestGram(text, frequency)) : null;
    this.short = short.length > 0 ? new ShortPatterns(short) : null;
    const bits = Math.min(MAX_FILTER_BITS, 6 + Math.ceil(Math.log2(long.length + 1)));
    this.shift = 32 - bits;
    this.seen = new Uint8Array(this.table ? 1 << bits : 0);
    for (const hash of this.table?.hashes ?? []) this.seen[Math.imul(hash, SPREAD) >>> this.shift] = 1;
  }

  scan(text: string, sink: CandidateSink): void {
    if (this.table) this.slide(text, this.table, sink);
    this.short?.scan(text, sink);
  }

  private slide(text: string, table: PostingTable, sink: CandidateSink): void {
    const { length } = text;
    if (length < GRAM) return;
    const { seen, shift } = this;
    let gram = (text.charCodeAt(0) << 16) | ((text.charCodeAt(1) & 0xff) << 8) | (text.charCodeAt(2) & 0xff);
    for (let i = 3; i < length; i++) {
      // Four low bytes: the fifth character back falls out at the top by itself.
      gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
      if (seen[Math.imul(gram, SPREAD) >>> shift] === 1) verify(text, table, gram, i - 3, sink);
    }
  }
}

function gramAt(text: string, at: number): number {
  return (
    (text.charCodeAt(at) << 24) |
    ((text.charCodeAt(at + 1) & 0xff) << 16) |
    ((text.charCodeAt(at + 2) & 0xff) << 8) |
    (text.charCodeAt(at + 3) & 0xff)
  );
}

function verify(
  text: string,
  table: PostingTable,
  hash: number,
  windowStart: number,
  sink: CandidateSink,
): void {
  const bucket = table.bucket(hash);
  const to = table.bucketStart(bucket + 1);
  for (let at = table.bucketStart(bucket); at < to; at++) {
    const pattern = table.patternAt(at);
    if (table.hashes[pattern] !== hash) continue;
    const start = windowStart - (table.offsets[pattern] as number);
    if (start >= 0 && text.startsWith(table.texts[pattern] as string, start)) table.markRules(pattern, sink);
  }
}

/** How often each window occurs in the patterns themselves: a fair stand-in for how common it is in logs. */
function gramFrequency(patterns: readonly Pattern[]): Map<number, number> {
  const frequency = new Map<number, number>();
  for (const { text } of patterns) {
    for (let at = 0; at + GRAM <= text.length; at++) {
      const gram = gramAt(text, at);
      frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    }
  }
  return frequency;
}

function rarestGram(text: string, frequency: Map<number, number>): { hash: number; offset: number } {
  let best = { hash: gramAt(text, 0), offset: 0 };
  let fewest = Number.POSITIVE_INFINITY;
  for (let offset = 0; offset + GRAM <= text.length; offset++) {
    const hash = gramAt(text, offset);
    const count = frequency.get(hash) ?? 0;
    if (count >= fewest) continue;
    fewest = count;
    best = { hash, offset };
  }
  return best;
}
