import type { Words } from '../i18n/words';

/** The word for a choice of a fact; the API only takes and gives choices that have one (tested against the model). */
export const choiceKey = (value: string): `factChoice.${keyof Words['factChoice']}` =>
  `factChoice.${value === 'other' ? 'other_channel' : (value as keyof Words['factChoice'])}`;
