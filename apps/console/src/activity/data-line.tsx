import type { Activity, Role } from '@khien/model';
import { useText } from '../i18n/use-text';
import { type CardField, FIELD_WORDS } from '../systems/card/field-words';
import { dataOf } from './activity-data';

/** Values the API records under a name of its own. */
const NAMED = [
  'count',
  'events',
  'why',
  'username',
  'role',
  'day',
  'agencies',
  'version',
  'import',
  'rows',
  'added',
  'changed',
  'unchanged',
  'format',
  'form',
  'bytes',
  'name',
  'number',
  'date',
  'issuer',
  'section',
  'systemId',
  'controlId',
  'event',
  'step',
  'kind',
  'dueOn',
  'milestones',
  'done',
  'state',
] as const;
/** Of no use to a reader: the fields follow one by one, hashes and ids of feeds are for machines. */
const SILENT = ['fields', 'hash', 'sha256', 'feed', 'snapshot', 'seq', 'resultHash', 'supersedes'];
const ROLES = [
  'admin',
  'shift_lead',
  'analyst',
  'system_owner',
  'auditor',
  'leader',
  'appraiser',
  'approver',
] as const satisfies Role[];
const WHYS = ['credentials', 'throttled', 'refresh_token_reused'] as const;

function cardFieldOf(name: string): CardField | undefined {
  if (name === 'levelFacts') return 'facts';
  return name in FIELD_WORDS ? (name as CardField) : undefined;
}

/** What else a step recorded, in words where they are ours. */
export function DataLine({ step }: { step: Activity }) {
  const { t } = useText();
  const parts = dataOf(step, SILENT).map((part) => {
    if ('closeReason' in part) return t(`closeReason.${part.closeReason}`);
    const name = NAMED.find((known) => known === part.name);
    const field = cardFieldOf(part.name);
    const why = name === 'why' && WHYS.find((known) => known === part.value);
    const role = name === 'role' && ROLES.find((known) => known === part.value);
    const value = (why && t(`activity.why_${why}`)) || (role && t(`role.${role}`)) || part.value;
    const label = name ? t(`activity.data_${name}`) : field ? t(FIELD_WORDS[field]) : part.name;
    // A change whose words are kept out of the log: that it changed is all there is to say.
    return /^\s*→\s*$/.test(value) ? label : `${label}: ${value}`;
  });
  if (parts.length === 0) return null;
  return <span className="sub">{parts.join(' · ')}</span>;
}
