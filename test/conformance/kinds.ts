/**
 * Which profile reads which kind of the independent sample records (corpus and source as the samples name them).
 * `disputed` lists expectations we hold to be wrong or of another meaning, each with the reason; they are not counted.
 */
export interface Kind {
  /** Profiles that read it: the one that recognises a record among them, else the first. */
  profiles: readonly [string, ...string[]];
  corpus: 'sekoia' | 'elastic_package';
  source: string;
  disputed?: ReadonlyArray<{ field: string; id?: RegExp; why: string }>;
}

export const KINDS: readonly Kind[] = [];
