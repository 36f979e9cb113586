/** Receives the rules of a pattern that was found. */
export interface CandidateSink {
  /** Marks the rules `rules[from..to)` as candidates. */
  mark: (rules: Int32Array, from: number, to: number) => void;
}

/** A pattern and the positions of the rules that it is a witness of. */
export interface Pattern {
  text: string;
  rules: number[];
}

/**
 * Patterns behind a hash of some of their characters: `buckets` finds the patterns of a hash, which the caller then
 * verifies against the text. Flat typed arrays, so a lookup that finds nothing touches one or two cache lines.
 */
export class PostingTable {
  readonly texts: string[] = [];
  readonly hashes: Int32Array;
  readonly offsets: Int32Array;
  private readonly starts: Int32Array;
  private readonly order: Int32Array;
  private readonly ruleStarts: Int32Array;
  private readonly rules: Int32Array;
  private readonly shift: number;

  /** `place` gives the hash of a pattern, and where in the pattern the hashed characters stand. */
  constructor(patterns: readonly Pattern[], place: (text: string) => { hash: number; offset: number }) {
    const bits = Math.min(16, Math.max(6, Math.ceil(Math.log2(patterns.length * 8 + 1))));
    this.shift = 32 - bits;
    this.hashes = new Int32Array(patterns.length);
    this.offsets = new Int32Array(patterns.length);
    this.ruleStarts = new Int32Array(patterns.length + 1);
    const rules: number[] = [];
    patterns.forEach(({ text, rules: own }, i) => {
      const { hash, offset } = place(text);
      this.texts.push(text);
      this.hashes[i] = hash;
      this.offsets[i] = offset;
      for (const rule of own) rules.push(rule);
      this.ruleStarts[i + 1] = rules.length;
    });
    this.rules = Int32Array.from(rules);
    this.starts = new Int32Array((1 << bits) + 1);
    this.order = new Int32Array(patterns.length);
    this.fillBuckets();
  }

  private fillBuckets(): void {
    const { starts, order, hashes } = this;
    for (const hash of hashes) starts[this.bucket(hash) + 1] = (starts[this.bucket(hash) + 1] ?? 0) + 1;
    for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    const next = starts.slice();
    hashes.forEach((hash, i) => {
      const bucket = this.bucket(hash);
      const at = next[bucket] ?? 0;
      order[at] = i;
      next[bucket] = at + 1;
    });
  }

  /** Bucket of a hash: the multiplication spreads similar texts over the table. */
  bucket(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.shift;
  }

  bucketStart(bucket: number): number {
    return this.starts[bucket] as number;
  }

  /** Position of a pattern in `texts`, `hashes` and `offsets`. */
  patternAt(position: number): number {
    return this.order[position] as number;
  }

  markRules(pattern: number, sink: CandidateSink): void {
    sink.mark(this.rules, this.ruleStarts[pattern] as number, this.ruleStarts[pattern + 1] as number);
  }
}
