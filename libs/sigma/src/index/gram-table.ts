import { type CandidateSink, type Pattern, PostingTable } from './posting-table';
import { ShortPatterns } from './short-patterns';

const GRAM = 4;
const MAX_STRIDE = 4;
const FEW = 6;
const MAX_FILTER_BITS = 16;
const SPREAD = 0x9e3779b1;

/**
 * Patterns that may stand anywhere in a text. Each is filed under four of its characters in a row, the rarest four
 * among all patterns; a scan slides a four-character window over the text and verifies only where the window is
 * filed. One pass for all patterns, about two array reads per step, and no large automaton: the tables of a full
 * Aho-Corasick over the SigmaHQ rules would take tens of megabytes and miss the cache at each step.
 * When every pattern is long enough, each is filed under several neighbouring windows and the scan takes longer steps.
 */
export class GramTable {
  private readonly table: PostingTable | null;
  /** One byte per hash value; most windows of a text end here. */
  private readonly seen: Uint8Array;
  private readonly shift: number;
  private readonly stride: number;
  private readonly short: ShortPatterns | null;

  constructor(patterns: readonly Pattern[]) {
    const { long, short } = divide(patterns);
    const shortest = long.reduce((least, { text }) => Math.min(least, text.length), MAX_STRIDE + GRAM);
    this.stride = Math.max(1, Math.min(MAX_STRIDE, shortest - GRAM + 1));
    this.table = long.length > 0 ? this.build(long) : null;
    this.short = short.length > 0 ? new ShortPatterns(short) : null;
    const bits = Math.min(MAX_FILTER_BITS, 6 + Math.ceil(Math.log2(long.length * this.stride + 1)));
    this.shift = 32 - bits;
    this.seen = new Uint8Array(this.table ? 1 << bits : 0);
    for (const hash of this.table?.hashes ?? []) this.seen[Math.imul(hash, SPREAD) >>> this.shift] = 1;
  }

  private build(long: readonly Pattern[]): PostingTable {
    const frequency = gramFrequency(long);
    const filed = long.flatMap((pattern) => {
      const first = rarestRun(pattern.text, this.stride, frequency);
      return Array.from({ length: this.stride }, (_, i) => ({ ...pattern, offset: first + i }));
    });
    return new PostingTable(filed, (text, i) => {
      const offset = filed[i]?.offset ?? 0;
      return { hash: gramAt(text, offset), offset };
    });
  }

  scan(text: string, sink: CandidateSink): void {
    if (this.table) {
      if (this.stride === 1) this.slide(text, this.table, sink);
      else this.step(text, this.table, sink);
    }
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

  private step(text: string, table: PostingTable, sink: CandidateSink): void {
    const { seen, stride, shift } = this;
    const last = text.length - GRAM;
    for (let i = 0; i <= last; i += stride) {
      const gram = gramAt(text, i);
      if (seen[Math.imul(gram, SPREAD) >>> shift] === 1) verify(text, table, gram, i, sink);
    }
  }
}

/** A few patterns too short for long steps are searched one by one rather than slow the scan down for all. */
function divide(patterns: readonly Pattern[]): { long: Pattern[]; short: Pattern[] } {
  const hindering = patterns.filter(({ text }) => text.length >= GRAM && text.length < GRAM + MAX_STRIDE - 1);
  const least = hindering.length <= FEW && hindering.length < patterns.length ? GRAM + MAX_STRIDE - 1 : GRAM;
  return {
    long: patterns.filter(({ text }) => text.length >= least),
    short: patterns.filter(({ text }) => text.length < least),
  };
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

/** Start of the `run` neighbouring windows whose total frequency is lowest. */
function rarestRun(text: string, run: number, frequency: Map<number, number>): number {
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let first = 0; first + run + GRAM - 1 <= text.length; first++) {
    let total = 0;
    for (let i = 0; i < run; i++) total += frequency.get(gramAt(text, first + i)) ?? 0;
    if (total >= fewest) continue;
    fewest = total;
    best = first;
  }
  return best;
}
