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
  'register.read',
  'register.edit',
  'register.import',
  'dossier.read',
  'dossier.draft',
  'dossier.appraise',
  'dossier.approve',
  'evidence.read',
  'evidence.add',
  'exception.decide',
  'gap.plan',
  'compliance.read',
  'deadline.read',
  'document.make',
  'document.import',
  'regime.simulate',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Acts of the law that go with a designation, not with running the product. */
const LEGAL_ACTS: ReadonlySet<Action> = new Set(['dossier.appraise', 'dossier.approve', 'exception.decide']);

/** What everybody may read who works on security levels. */
const LEVEL_READING: readonly Action[] = [
  'register.read',
  'dossier.read',
  'evidence.read',
  'compliance.read',
  'deadline.read',
];
const LEVEL_WORK: readonly Action[] = [
  ...LEVEL_READING,
  'evidence.add',
  'document.make',
  'document.import',
  'regime.simulate',
];

/**
 * Who may do what; what is not listed is refused.
 * - The auditor reads everything, opens dead letters (with a reason) and changes nothing.
 * - The leader sees alerts and who did what, but no raw events and no names of people: the post needs the state of things, not the persons (NĐ 13/2023 Đ3, data minimisation).
 * - A system's owner sees what concerns their own agency and handles nothing: triage is the SOC's.
 * - Drafting, appraising and approving a dossier are three roles (NĐ 331 Đ18); the administrator of the product holds none of the last two.
 *   Which unit may act on which dossier is the dossier's own guard.
 * - Opening or replaying a dead letter touches unmasked records, so the analyst on shift asks the shift lead.
 */
export const CAPABILITIES: Readonly<Record<Role, readonly Action[]>> = {
  admin: ACTIONS.filter((action) => !LEGAL_ACTS.has(action)),
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
    ...LEVEL_READING,
    'evidence.add',
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
    ...LEVEL_READING,
  ],
  system_owner: [
    'alert.read',
    'source.read',
    'activity.read_own',
    'event.read',
    'personal_data.read',
    'register.edit',
    'dossier.draft',
    'gap.plan',
    ...LEVEL_WORK,
  ],
  appraiser: ['activity.read_own', 'dossier.appraise', ...LEVEL_WORK],
  approver: ['activity.read_own', 'dossier.approve', 'exception.decide', ...LEVEL_WORK],
  auditor: [
    'alert.read',
    'source.read',
    'dead_letter.read',
    'dead_letter.open',
    'activity.read',
    'activity.read_own',
    'event.read',
    'personal_data.read',
    ...LEVEL_READING,
    'document.make',
    'regime.simulate',
  ],
  leader: [
    'alert.read',
    'activity.read',
    'activity.read_own',
    ...LEVEL_READING,
    'document.make',
    'regime.simulate',
  ],
};

const GRANTED = new Map(Object.entries(CAPABILITIES).map(([role, actions]) => [role, new Set(actions)]));

/** Whether the person's role allows the action. What they may see of it is scopeFilter's and the field rule's business. */
export function can(user: { role: Role }, action: Action): boolean {
  return GRANTED.get(user.role)?.has(action) ?? false;
}
