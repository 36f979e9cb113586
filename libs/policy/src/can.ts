import type { Role } from '@khien/model';

/** Everything a person can do or see, by name. A route names one of these; the console shows a button only for those it was given. */
export const ACTIONS = [
  'alert.read',
  'alert.acknowledge',
  'alert.close',
  'alert.reopen',
  'alert.note',
  'source.read',
  'dead_letter.read',
  'dead_letter.open',
  'dead_letter.replay',
  'activity.read',
  'activity.read_own',
  'event.read',
  'personal_data.read',
  'metrics.read',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * Who may do what; what is not listed is refused.
 * - The auditor reads everything, opens dead letters (with a reason) and changes nothing.
 * - The leader sees alerts and who did what, but no raw events and no names of people: the post needs the state of things, not the persons (NĐ 13/2023 Đ3, data minimisation).
 * - A system's owner sees what concerns their own agency and handles nothing: triage is the SOC's.
 * - Opening or replaying a dead letter touches unmasked records, so the analyst on shift asks the shift lead.
 */
export const CAPABILITIES: Readonly<Record<Role, readonly Action[]>> = {
  admin: ACTIONS,
  shift_lead: [
    'alert.read',
    'alert.acknowledge',
    'alert.close',
    'alert.reopen',
    'alert.note',
    'source.read',
    'dead_letter.read',
    'dead_letter.open',
    'dead_letter.replay',
    'activity.read_own',
    'event.read',
    'personal_data.read',
  ],
  analyst: [
    'alert.read',
    'alert.acknowledge',
    'alert.close',
    'alert.reopen',
    'alert.note',
    'source.read',
    'dead_letter.read',
    'activity.read_own',
    'event.read',
    'personal_data.read',
  ],
  system_owner: ['alert.read', 'source.read', 'activity.read_own', 'event.read', 'personal_data.read'],
  auditor: [
    'alert.read',
    'source.read',
    'dead_letter.read',
    'dead_letter.open',
    'activity.read',
    'activity.read_own',
    'event.read',
    'personal_data.read',
  ],
  leader: ['alert.read', 'activity.read', 'activity.read_own'],
};

const GRANTED = new Map(Object.entries(CAPABILITIES).map(([role, actions]) => [role, new Set(actions)]));

/** Whether the person's role allows the action. What they may see of it is scopeFilter's and the field rule's business. */
export function can(user: { role: Role }, action: Action): boolean {
  return GRANTED.get(user.role)?.has(action) ?? false;
}
