import type { Alert, Role } from '@khien/model';
import { can } from './can';

/** Kinds of entity that are a person, by the event field they come from. */
const PERSON = /(^|[^a-z])(user|account|person|citizen|email|on_behalf_of)([^a-z]|$)/i;
const HIDDEN = '•••';

/** The alert as a person may see it: without `personal_data.read`, whoever it is about stays unnamed, also in its sentences. */
export function alertFor<T extends Alert>(user: { role: Role }, alert: T): T {
  if (can(user, 'personal_data.read') || !isPerson(alert)) return alert;
  const hide = (text: string): string => text.replaceAll(alert.entity.value, HIDDEN);
  const { reason } = alert;
  return {
    ...alert,
    entity: { ...alert.entity, value: HIDDEN },
    ...(reason && {
      reason: { ...reason, sentence: { vi: hide(reason.sentence.vi), en: hide(reason.sentence.en) } },
    }),
  };
}

function isPerson(alert: Alert): boolean {
  return PERSON.test(alert.entity.kind) && alert.entity.value !== '';
}
