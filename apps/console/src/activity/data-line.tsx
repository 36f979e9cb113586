import type { Activity, Role } from '@khien/model';
import { useText } from '../i18n/use-text';
import { dataOf } from './activity-data';

/** Values the API records under a name of its own. */
const NAMED = ['count', 'events', 'why', 'username', 'role', 'day', 'agencies'] as const;
const ROLES = [
  'admin',
  'shift_lead',
  'analyst',
  'system_owner',
  'auditor',
  'leader',
] as const satisfies Role[];
const WHYS = ['credentials', 'throttled', 'refresh_token_reused'] as const;

/** What else a step recorded, in words where they are ours. */
export function DataLine({ step }: { step: Activity }) {
  const { t } = useText();
  const parts = dataOf(step).map((part) => {
    if ('closeReason' in part) return t(`closeReason.${part.closeReason}`);
    const name = NAMED.find((known) => known === part.name);
    const why = name === 'why' && WHYS.find((known) => known === part.value);
    const role = name === 'role' && ROLES.find((known) => known === part.value);
    const value = (why && t(`activity.why_${why}`)) || (role && t(`role.${role}`)) || part.value;
    return `${name ? t(`activity.data_${name}`) : part.name}: ${value}`;
  });
  if (parts.length === 0) return null;
  return <span className="sub">{parts.join(' · ')}</span>;
}
