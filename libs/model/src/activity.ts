import { z } from 'zod';

/** `appraiser`: cán bộ thẩm định of a specialised or independent unit; `approver`: người có thẩm quyền phê duyệt. */
export const Role = z.enum([
  'admin',
  'shift_lead',
  'analyst',
  'system_owner',
  'appraiser',
  'approver',
  'auditor',
  'leader',
]);
export type Role = z.infer<typeof Role>;

export const ActivityAction = z.enum([
  'setup',
  'sign_in',
  'sign_in_refused',
  'sign_out',
  'session_revoked',
  'user_added',
  'user_changed',
  'password_reset',
  'alert_acknowledged',
  'alert_closed',
  'alert_reopened',
  'alert_noted',
  'dead_letter_read',
  'dead_letter_replayed',
  'journal_opened',
  'personal_data_unmasked',
  'event_read',
  'export',
  'register_changed',
  'register_imported',
  'dossier_act',
  'dossier_section_saved',
  'evidence_added',
  'gap_planned',
  'document_made',
  'document_imported',
  'document_read',
  'calendar_feed_made',
  'calendar_feed_revoked',
]);
export type ActivityAction = z.infer<typeof ActivityAction>;

/** Who did it. `system` for the monitor itself (CLI on the machine is `cli`). */
export const Actor = z.strictObject({
  userId: z.string(),
  username: z.string(),
  role: z.union([Role, z.literal('system'), z.literal('cli'), z.literal('anonymous')]),
});
export type Actor = z.infer<typeof Actor>;

/**
 * One step a person took: who, when, from where, why. Append-only; `seq` counts from 1 per subject and is part of the id,
 * so two people acting on the same state at once yield one record, and the other is told.
 */
export const Activity = z.strictObject({
  /** `kind:id#00000001` */
  _id: z.string(),
  subject: z.strictObject({
    kind: z.enum([
      'alert',
      'user',
      'session',
      'system',
      'agency',
      'dossier',
      'evidence',
      'document',
      'source',
      'dead_letter',
      'journal',
      'event',
    ]),
    id: z.string(),
  }),
  seq: z.number().int().positive(),
  at: z.number().int().nonnegative(),
  actor: Actor,
  from: z.strictObject({ ip: z.string(), userAgent: z.string().max(512).optional() }),
  action: ActivityAction,
  /** Why: required where the action asks for one. */
  reason: z.string().max(2000).optional(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  agencyId: z.string().optional(),
});
export type Activity = z.infer<typeof Activity>;

export function activityIdOf(kind: Activity['subject']['kind'], id: string, seq: number): string {
  return `${kind}:${id}#${String(seq).padStart(8, '0')}`;
}
