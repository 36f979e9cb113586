import { Event } from '@khien/model';
import { z } from 'zod';

/** What a leaf of the event schema takes, as precisely as coercion needs it. */
export type LeafKind =
  | { kind: 'text'; max: number }
  | { kind: 'ip' }
  | { kind: 'texts' }
  | { kind: 'ips' }
  | { kind: 'integer'; min: number }
  | { kind: 'number' }
  | { kind: 'boolean' }
  | { kind: 'instant' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'labels' }
  | { kind: 'vendor' }
  | { kind: 'answers' };
export type Leaf = LeafKind & { segments: readonly string[] };

/** Fields only Khiên may state: a source that could set them would judge itself. */
const OURS =
  /^(?:khien\.|ecs\.|event\.hash$|event\.ingested$|access\.(?:agreement_state|agreement_covers|data_class|questions\.))/;

/** Every leaf a source may fill, by dotted name; derived from the schema, so a new field of the model is known here at once. */
export const LEAVES: ReadonlyMap<string, Leaf> = new Map(
  walk(Event, []).filter(([path]) => !OURS.test(path) && path !== '@timestamp'),
);

function walk(schema: z.ZodObject, above: readonly string[]): Array<[string, Leaf]> {
  return Object.entries(schema.shape).flatMap(([name, child]): Array<[string, Leaf]> => {
    const segments = [...above, name];
    const field = unwrap(child as z.ZodType);
    if (field instanceof z.ZodObject) return walk(field, segments);
    return [[segments.join('.'), { ...kindOf(field, name), segments }]];
  });
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function kindOf(schema: z.ZodType, name: string): LeafKind {
  const address = name === 'ip' || name === 'resolved_ip';
  if (schema instanceof z.ZodRecord) return { kind: name === 'labels' ? 'labels' : 'vendor' };
  if (schema instanceof z.ZodArray) {
    if (schema.element instanceof z.ZodObject) return { kind: 'answers' };
    return { kind: address ? 'ips' : 'texts' };
  }
  if (schema instanceof z.ZodEnum) return { kind: 'choice', options: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean' };
  if (schema instanceof z.ZodNumber)
    return schema.isInt
      ? { kind: 'integer', min: schema.minValue ?? Number.MIN_SAFE_INTEGER }
      : { kind: 'number' };
  if (schema instanceof z.ZodStringFormat && schema.format === 'datetime') return { kind: 'instant' };
  if (address) return { kind: 'ip' };
  return { kind: 'text', max: (schema instanceof z.ZodString && schema.maxLength) || 8192 };
}
