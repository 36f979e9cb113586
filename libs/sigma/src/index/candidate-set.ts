import type { CandidateSink } from './posting-table';

/** Rules marked for one event, each once. Stamps make starting over free. */
export class CandidateSet implements CandidateSink {
  private stamp = 0;
  private readonly stamps: Int32Array;
  private found: number[] = [];

  constructor(size: number) {
    this.stamps = new Int32Array(size);
  }

  begin(): void {
    this.found.length = 0;
    if (++this.stamp < 0x7fffffff) return;
    this.stamp = 1;
    this.stamps.fill(0);
  }

  mark(rules: Int32Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const rule = rules[at] as number;
      if (this.stamps[rule] === this.stamp) continue;
      this.stamps[rule] = this.stamp;
      this.found.push(rule);
    }
  }

  /** The marked rules in rule order, so that an answer does not depend on how the index found it. */
  inOrder(): readonly number[] {
    if (this.found.length > 1) this.found.sort((a, b) => a - b);
    return this.found;
  }
}
