import { type CandidateSink, type Pattern, PostingTable } from './posting-table';

/** Any character outside Latin-1. V8 answers this at once for the one-byte strings that almost all values are. */
const WIDE = /[\u0100-\uffff]/;

/**
 * Patterns of a few characters. Those with characters outside Latin-1 (homoglyphs, emoji) are looked up by
 * their first such character, and only in texts that have one; the others are few and searched one by one.
 */
export class ShortPatterns {
  private readonly table: PostingTable;
  private readonly narrow: number[] = [];
  private readonly wide = new Map<number, number[]>();

  constructor(patterns: readonly Pattern[]) {
    this.table = new PostingTable(patterns, () => ({ hash: 0, offset: 0 }));
    patterns.forEach(({ text }, i) => {
      const code = firstWide(text);
      if (code === null) this.narrow.push(i);
      else this.wide.set(code, [...(this.wide.get(code) ?? []), i]);
    });
  }

  scan(text: string, sink: CandidateSink): void {
    for (const pattern of this.narrow) this.tryOne(pattern, text, sink);
    if (this.wide.size === 0 || !WIDE.test(text)) return;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const patterns = code > 0xff ? this.wide.get(code) : undefined;
      for (const pattern of patterns ?? []) this.tryOne(pattern, text, sink);
    }
  }

  private tryOne(pattern: number, text: string, sink: CandidateSink): void {
    if (text.includes(this.table.texts[pattern] as string)) this.table.markRules(pattern, sink);
  }
}

function firstWide(text: string): number | null {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return text.charCodeAt(i);
  return null;
}
