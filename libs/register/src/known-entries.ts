import type { Bilingual } from '@khien/model';
import { folded } from './cell-text';

/** Ids that exist, in the register or in the file, and the names they go by. */
export interface KnownEntries {
  has(id: string): boolean;
  /** The id itself, or the only one that goes by this name. */
  resolve(text: string): string | undefined;
  /** An id that differs from `id` by case only. */
  otherCase(id: string): string | undefined;
}

export function knownEntries(entries: Iterable<{ id: string; names: readonly string[] }>): KnownEntries {
  const ids = new Set<string>();
  const byName = new Map<string, Set<string>>();
  for (const { id, names } of entries) {
    ids.add(id);
    for (const name of names.map(folded)) {
      if (name === '') continue;
      const holders = byName.get(name) ?? new Set();
      byName.set(name, holders.add(id));
    }
  }
  return {
    has: (id) => ids.has(id),
    resolve(text) {
      if (ids.has(text)) return text;
      const [only, ...others] = byName.get(folded(text)) ?? [];
      return others.length === 0 ? only : undefined;
    },
    otherCase(id) {
      const lower = id.toLowerCase();
      return lower !== id && ids.has(lower) ? lower : undefined;
    },
  };
}

export const namesOf = (name: Bilingual): string[] => [name.vi, name.en];
