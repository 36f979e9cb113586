import { type CandidateSink, type Pattern, PostingTable } from './posting-table';

/**
 * Patterns that may stand anywhere in a text. Each is filed under four of its characters in a row, the rarest four
 * among all patterns; a scan slides a four-character window over the text and verifies only where the window is
 * filed. One pass for all patterns, about two array reads per character, and no large automaton: the tables of a
 * full Aho-Corasick over these rules would take tens of megabytes and miss the cache at each step.
 */
export class GramTable {
  private readonly long: PostingTable | null;
  private readonly seen: Uint8Array;
  private readonly pairs: PostingTable | null;
  private readonly pairSeen: Uint8Array;
  private readonly singles: PostingTable | null;

  constructor(patterns: readonly Pattern[]) {
    const long = patterns.filter(({ text }) => text.length >= 4);
    const short = patterns.filter(({ text }) => text.length === 2 || text.length === 3);
    const single = patterns.filter(({ text }) => text.length === 1);
    const frequency = gramFrequency(long);
    this.long = long.length > 0 ? new PostingTable(long, (text) => rarestGram(text, frequency)) : null;
    this.pairs =
      short.length > 0 ? new PostingTable(short, (text) => ({ hash: pairAt(text, 0), offset: 0 })) : null;
    this.singles = single.length > 0 ? new PostingTable(single, () => ({ hash: 0, offset: 0 })) : null;
    this.seen = new Uint8Array(this.long ? 1 << FILTER_BITS : 0);
    this.long?.hashes.forEach((hash) => {
      this.seen[filterSlot(hash)] = 1;
    });
    this.pairSeen = new Uint8Array(this.pairs ? 1 << 16 : 0);
    this.pairs?.hashes.forEach((hash) => {
      this.pairSeen[hash & 0xffff] = 1;
    });
  }

  scan(text: string, sink: CandidateSink): void {
    if (this.long) this.scanLong(text, this.long, sink);
    if (this.pairs) this.scanPairs(text, this.pairs, sink);
    const { singles } = this;
    if (!singles) return;
    singles.texts.forEach((single, i) => {
      if (text.includes(single)) singles.markRules(i, sink);
    });
  }

  private scanLong(text: string, table: PostingTable, sink: CandidateSink): void {
    const { length } = text;
    if (length < 4) return;
    const { seen } = this;
    let gram = (text.charCodeAt(0) << 16) | ((text.charCodeAt(1) & 0xff) << 8) | (text.charCodeAt(2) & 0xff);
    for (let i = 3; i < length; i++) {
      // Four low bytes: the fifth character back falls out at the top by itself.
      gram = (gram << 8) | (text.charCodeAt(i) & 0xff);
      if (seen[Math.imul(gram, 0x9e3779b1) >>> FILTER_SHIFT] === 1) verify(text, table, gram, i - 3, sink);
    }
  }

  private scanPairs(text: string, table: PostingTable, sink: CandidateSink): void {
    const { pairSeen } = this;
    for (let i = 1; i < text.length; i++) {
      const pair = pairAt(text, i - 1);
      if (pairSeen[pair & 0xffff] === 1) verify(text, table, pair, i - 1, sink);
    }
  }
}

const FILTER_BITS = 16;
const FILTER_SHIFT = 32 - FILTER_BITS;

function filterSlot(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> FILTER_SHIFT;
}

function pairAt(text: string, at: number): number {
  return ((text.charCodeAt(at) & 0xff) << 8) | (text.charCodeAt(at + 1) & 0xff);
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
    for (let at = 0; at + 4 <= text.length; at++) {
      const gram = gramAt(text, at);
      frequency.set(gram, (frequency.get(gram) ?? 0) + 1);
    }
  }
  return frequency;
}

function rarestGram(text: string, frequency: Map<number, number>): { hash: number; offset: number } {
  let best = { hash: gramAt(text, 0), offset: 0 };
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + 4 <= text.length; at++) {
    const hash = gramAt(text, at);
    const count = frequency.get(hash) ?? 0;
    if (count >= fewest) continue;
    fewest = count;
    best = { hash, offset: at };
  }
  return best;
}
