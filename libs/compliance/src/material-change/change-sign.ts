import { ComplianceSheet } from '@khien/model';
import { z } from 'zod';
import { cited, dated, Level, Wording } from '../legal/dated';

const KINDS = ComplianceSheet.shape.changes.element.shape.kind.options;

/** Why a sign of this kind is a reason to determine the level again. Without an entry on a day the sign is not raised. */
export const ChangeSign = z.strictObject({
  id: z.enum(KINDS),
  title: Wording,
  ...cited,
  ...dated,
  /** Level that the sign speaks for. */
  from_level: Level.optional(),
});
export type ChangeSign = z.infer<typeof ChangeSign>;
