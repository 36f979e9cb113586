import type { CardForm } from './card-form';
import { type CardField, FIELD_WORDS } from './field-words';

/**
 * Two people changed one card. What I typed stays, what only the other changed is taken over, and where both changed the
 * same field mine stays in the form and the field is named: nobody's words go without being seen.
 */
export function mergedForms({ before, mine, theirs }: Record<'before' | 'mine' | 'theirs', CardForm>): {
  merged: CardForm;
  both: CardField[];
} {
  const fields = Object.keys(FIELD_WORDS) as CardField[];
  const same = (field: CardField, one: CardForm, other: CardForm) =>
    plain(one[field]) === plain(other[field]);
  const kept = fields.filter((field) => !same(field, before, mine));
  const merged = Object.fromEntries(
    fields.map((field) => [field, kept.includes(field) ? mine[field] : theirs[field]]),
  ) as unknown as CardForm;
  const both = kept.filter((field) => !same(field, before, theirs) && !same(field, mine, theirs));
  return { merged, both };
}

/** As text to compare: what is empty and what is missing are the same. */
function plain(value: unknown): string {
  return (
    JSON.stringify(value, (_key, item: unknown) => {
      if (item === '' || item === null || (Array.isArray(item) && item.length === 0)) return undefined;
      if (typeof item !== 'object' || Array.isArray(item)) return item;
      const entries = Object.entries(item as object).filter(
        ([, one]) => one !== undefined && one !== '' && one !== null,
      );
      return entries.length > 0
        ? Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b)))
        : undefined;
    }) ?? ''
  );
}
