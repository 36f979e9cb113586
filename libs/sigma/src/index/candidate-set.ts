import type { CandidateSink } from './posting-table';

const MANY = 24;

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
    const { found } = this;
    if (found.length > MANY) return found.sort((a, b) => a - b);
    // A handful, nearly always: insertion beats a general sort and its callback.
    for (let i = 1; i < found.length; i++) {
      const rule = found[i] as number;
      let at = i - 1;
      while (at >= 0 && (found[at] as number) > rule) {
        found[at + 1] = found[at] as number;
        at--;
      }
      found[at + 1] = rule;
    }
    return found;
  }
}
