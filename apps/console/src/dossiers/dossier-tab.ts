export const TABS = ['work', 'level', 'form', 'documents', 'changes', 'history'] as const;
export type Tab = (typeof TABS)[number];

/** Where on a dossier's page a person is, kept in the address. */
export interface Place {
  tab: Tab;
  section?: string;
  field?: string;
}

export function readPlace(words: URLSearchParams): Place {
  const tab = TABS.find((known) => known === words.get('tab')) ?? 'work';
  const [section, field] = [words.get('section'), words.get('field')];
  return { tab, ...(section ? { section } : {}), ...(field ? { field } : {}) };
}

export function placeLink(place: Place): string {
  const words = new URLSearchParams();
  if (place.tab !== 'work') words.set('tab', place.tab);
  if (place.section) words.set('section', place.section);
  if (place.field) words.set('field', place.field);
  return `?${words}`;
}
