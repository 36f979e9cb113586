import { type CandidateSink, type Pattern, PostingTable } from './posting-table';

const MAX_HASHED = 12;

/**
 * Patterns that stand at the start or the end of a text. Each is filed under the hash of its outermost characters
 * (at most 12); a text is hashed from its end inwards once, and every length that some pattern has is looked up on
 * the way. Cost: about a dozen integer steps per text, however many patterns there are.
 */
export class AnchoredTable {
  private readonly table: PostingTable;
  /** Lengths (1..12) that some pattern is filed under, as bits. */
  private lengths = 0;
  private readonly emptyExact: Int32Array;

  constructor(
    patterns: readonly Pattern[],
    private readonly side: 'exact' | 'prefix' | 'suffix',
  ) {
    this.emptyExact = Int32Array.from(
      patterns.filter(({ text }) => text === '').flatMap(({ rules }) => rules),
    );
    const filled = patterns.filter(({ text }) => text !== '');
    this.table = new PostingTable(filled, (text) => {
      const length = Math.min(text.length, MAX_HASHED);
      this.lengths |= 1 << length;
      return { hash: this.hashOf(text, length), offset: 0 };
    });
  }

  private hashOf(text: string, length: number): number {
    let hash = 0;
    for (let i = 0; i < length; i++) {
      hash = mix(hash, text.charCodeAt(this.side === 'suffix' ? text.length - 1 - i : i));
    }
    return hash;
  }

  scan(text: string, sink: CandidateSink): void {
    if (text === '') sink.mark(this.emptyExact, 0, this.emptyExact.length);
    const { lengths, table } = this;
    const fromEnd = this.side === 'suffix';
    const end = Math.min(text.length, MAX_HASHED);
    const last = text.length - 1;
    let hash = 0;
    for (let i = 0; i < end; ) {
      hash = mix(hash, text.charCodeAt(fromEnd ? last - i : i));
      i++;
      if ((lengths & (1 << i)) === 0) continue;
      const bucket = table.bucket(hash);
      const from = table.bucketStart(bucket);
      const to = table.bucketStart(bucket + 1);
      if (from !== to) this.verify(text, hash, from, to, sink);
    }
  }

  private verify(text: string, hash: number, from: number, to: number, sink: CandidateSink): void {
    for (let at = from; at < to; at++) {
      const pattern = this.table.patternAt(at);
      if (this.table.hashes[pattern] !== hash) continue;
      if (this.holds(text, this.table.texts[pattern] as string)) this.table.markRules(pattern, sink);
    }
  }

  private holds(text: string, pattern: string): boolean {
    if (this.side === 'exact') return text === pattern;
    return this.side === 'prefix' ? text.startsWith(pattern) : text.endsWith(pattern);
  }
}

function mix(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}
