import { z } from 'zod';

const name = z.string().min(1).max(128);
const text = z.string().max(8192);
const place = z.union([name, z.array(name).min(1).max(8)]);
const words = z.record(text, text);

/** A field of the record whose value is turned into a word. Values are compared without regard to case. */
const Choice = z.strictObject({ field: name, words, otherwise: text.optional() });
const Outcome = z.strictObject({
  field: name,
  success: z.array(z.union([text, z.number(), z.boolean()])).default([]),
  failure: z.array(z.union([text, z.number(), z.boolean()])).default([]),
  otherwise: z.enum(['success', 'failure', 'unknown']).default('unknown'),
});
const Scalar = z.union([text, z.number(), z.boolean()]);
const Expected = z.record(name, z.union([Scalar, z.array(Scalar)]));

/** One file of `config/mappings/`: everything the profile `mapped:<name of the file>` knows of a system. docs/sources.md has a worked example. */
export const Mapping = z.strictObject({
  title: z.strictObject({ vi: text.min(1), en: text.min(1) }),
  /** Goes up when the same record would give a different event. */
  version: z.number().int().min(1).default(1),
  layer: z.enum(['network', 'application', 'database', 'endpoint']).optional(),
  logsource: z.strictObject({ category: name.optional(), product: name, service: name.optional() }),
  format: z.enum(['json', 'kv', 'csv', 'cef', 'leef', 'pattern']),
  /** Texts that every record of the system holds; without them `--profile auto` never picks it. */
  contains: z.array(z.string().min(3).max(200)).max(8).default([]),
  patterns: z.array(z.string().min(1).max(2000)).max(20).optional(),
  columns: z.array(name).max(500).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().length(1).optional(),
  separator: z.string().min(1).max(4).optional(),
  time: z
    .strictObject({
      field: name,
      /** `auto`, or letters: `dd/MM/yyyy HH:mm:ss`. */
      format: z.string().min(1).max(60).default('auto'),
      timezone: z.string().min(1).max(60).optional(),
    })
    .optional(),
  map: z.record(name, place),
  constants: z.record(name, z.union([Scalar, z.array(text).max(20)])).default({}),
  action: Choice.optional(),
  category: Choice.optional(),
  outcome: Outcome.optional(),
  /** The file is refused when one of its own examples does not hold. */
  examples: z
    .array(
      z.union([
        z.strictObject({ record: text.min(1), expect: Expected }),
        z.strictObject({ record: text, refused: z.literal(true) }),
      ]),
    )
    .min(1)
    .max(50),
});
export type Mapping = z.output<typeof Mapping>;
