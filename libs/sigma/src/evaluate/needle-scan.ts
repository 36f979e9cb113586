import { GramTable } from '../index/gram-table';

/** Below this length, searching the few needles of one test is cheaper than one pass for all. */
export const LONG_TEXT = 768;

/**
 * All `contains` needles of all rules on one field. On a long text (an encoded command line, a script block) many
 * rules would each search it again; instead it is scanned once and every test reads the result.
 */
export class NeedleScan {
  private readonly ids = new Map<string, number>();
  private table: GramTable | null = null;
  private stamps = new Int32Array(0);
  private stamp = 0;

  /** Number of a needle; the same text always gets the same one. */
  register(needle: string): number {
    const known = this.ids.get(needle);
    if (known !== undefined) return known;
    this.ids.set(needle, this.ids.size);
    return this.ids.size - 1;
  }

  /** Scans a text for every needle. The answer stays until the next call. */
  scan(text: string): void {
    if (!this.table || this.stamps.length !== this.ids.size) this.build();
    this.stamp++;
    const { stamps, stamp } = this;
    this.table?.scan(text, {
      mark: (needles, from, to) => {
        for (let at = from; at < to; at++) stamps[needles[at] as number] = stamp;
      },
    });
  }

  private build(): void {
    this.table = new GramTable([...this.ids].map(([text, id]) => ({ text, rules: [id] })));
    this.stamps = new Int32Array(this.ids.size);
    this.stamp = 0;
  }

  /** True when the last scanned text holds the needle. */
  found(id: number): boolean {
    return this.stamps[id] === this.stamp;
  }
}
