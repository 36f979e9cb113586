import { z } from 'zod';
import { cited, dated, Id, Wording } from '../legal/dated';

/**
 * A receiver of layer 4 and the names plans give it (K8). Two names are one receiver only where this table says so.
 */
export const Endpoint = z.strictObject({
  id: Id,
  name: Wording,
  aliases: z.array(z.string().min(1)).default([]),
  /** Whose it is: of the nation, of the province, or a data centre, which receives data and not alerts. */
  kind: z.enum(['national', 'provincial', 'data_centre']),
  ...cited,
  ...dated,
  note: z.string().optional(),
});
export type Endpoint = z.infer<typeof Endpoint>;
