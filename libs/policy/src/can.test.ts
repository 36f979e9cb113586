import { Role } from '@khien/model';
import { ACTIONS, type Action, can } from './can';

/** Written out a second time, by action, so that a slip in the table of roles shows. */
const ALLOWED: Record<Action, Role[]> = {
  'alert.read': ['admin', 'shift_lead', 'analyst', 'system_owner', 'auditor', 'leader'],
  'alert.acknowledge': ['admin', 'shift_lead', 'analyst'],
  'alert.close': ['admin', 'shift_lead', 'analyst'],
  'alert.reopen': ['admin', 'shift_lead', 'analyst'],
  'alert.note': ['admin', 'shift_lead', 'analyst'],
  'source.read': ['admin', 'shift_lead', 'analyst', 'system_owner', 'auditor'],
  'dead_letter.read': ['admin', 'shift_lead', 'analyst', 'auditor'],
  'dead_letter.open': ['admin', 'shift_lead', 'auditor'],
  'dead_letter.replay': ['admin', 'shift_lead'],
  'activity.read': ['admin', 'auditor', 'leader'],
  'activity.read_own': [...Role.options],
  'event.read': ['admin', 'shift_lead', 'analyst', 'system_owner', 'auditor'],
  'personal_data.read': ['admin', 'shift_lead', 'analyst', 'system_owner', 'auditor'],
  'metrics.read': ['admin'],
  'register.read': [...Role.options],
  'register.edit': ['admin', 'system_owner'],
  'register.import': ['admin'],
  'dossier.read': [...Role.options],
  'dossier.draft': ['admin', 'system_owner'],
  'dossier.appraise': ['appraiser'],
  'dossier.approve': ['approver'],
  'evidence.read': [...Role.options],
  'evidence.add': ['admin', 'shift_lead', 'system_owner', 'appraiser', 'approver'],
  'exception.decide': ['approver'],
  'gap.plan': ['admin', 'system_owner'],
  'compliance.read': [...Role.options],
  'deadline.read': [...Role.options],
  'document.make': ['admin', 'system_owner', 'appraiser', 'approver', 'auditor', 'leader'],
  'document.import': ['admin', 'system_owner', 'appraiser', 'approver'],
  'regime.simulate': ['admin', 'system_owner', 'appraiser', 'approver', 'auditor', 'leader'],
};
const matrix = Role.options.flatMap((role) =>
  ACTIONS.map((action) => ({ role, action, allowed: ALLOWED[action].includes(role) })),
);

describe('can', () => {
  it.each(matrix)('$role $action: $allowed', ({ role, action, allowed }) => {
    expect(can({ role }, action)).toBe(allowed);
  });
  it.each(['', 'root', '__proto__', 'constructor'])('refuses a role nobody knows (%p)', (role) => {
    for (const action of ACTIONS) expect(can({ role: role as Role }, action)).toBe(false);
  });
  it('refuses an action nobody knows, also to the admin', () => {
    expect(can({ role: 'admin' }, 'alert.delete' as Action)).toBe(false);
  });
});
