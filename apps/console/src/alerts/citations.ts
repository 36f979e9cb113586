export type CitationKind = 'attack' | 'requirement' | 'law';

export interface Citation {
  kind: CitationKind;
  text: string;
}

/** Sorts a rule's grounds by what they point to: a technique of MITRE ATT&CK, a requirement (R17), or an article of law. */
export function readCitation(raw: string): Citation {
  const technique = /^(?:attack\.|ATT&CK\s+)?(T\d{4}(?:\.\d{3})?)$/i.exec(raw.trim());
  if (technique?.[1]) return { kind: 'attack', text: technique[1].toUpperCase() };
  if (/^R\d{1,3}(\.\d+)?$/.test(raw.trim())) return { kind: 'requirement', text: raw.trim() };
  return { kind: 'law', text: raw.trim() };
}

/** Citations of a rule plus the techniques its tags name, each once, in that order. */
export function groundsOf(rule: { citations: string[]; tags: string[] }): Citation[] {
  const named = [...rule.citations, ...rule.tags.filter((tag) => /^attack\.t\d{4}/i.test(tag))].map(
    readCitation,
  );
  const seen = new Set<string>();
  return named.filter(({ text }) => !seen.has(text) && seen.add(text));
}
