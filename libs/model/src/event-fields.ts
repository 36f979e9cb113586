import { z } from 'zod';
import { Event } from './event';

export type FieldKind = 'string' | 'number' | 'boolean' | 'strings' | 'open';

/** Every leaf of the closed event schema under its dotted name. `open` leaves (`vendor`, `labels`) take any flat key below them. */
export const EVENT_FIELDS: ReadonlyMap<string, FieldKind> = leaves(Event);

function leaves(schema: z.ZodObject, prefix = ''): Map<string, FieldKind> {
  const found = new Map<string, FieldKind>();
  for (const [name, child] of Object.entries(schema.shape)) {
    const field = unwrap(child as z.ZodType);
    const path = prefix + name;
    if (field instanceof z.ZodObject)
      for (const [leaf, kind] of leaves(field, `${path}.`)) found.set(leaf, kind);
    else found.set(path, kindOf(field));
  }
  return found;
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function kindOf(schema: z.ZodType): FieldKind {
  if (schema instanceof z.ZodRecord) return 'open';
  if (schema instanceof z.ZodArray) return schema.element instanceof z.ZodObject ? 'open' : 'strings';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  return 'string';
}
