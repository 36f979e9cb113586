export type CitationKind = 'attack' | 'requirement' | 'law';

/** How sure the rule's author is of what the citation says, where they are not: read second-hand, inferred, or from memory. */
export const DOUBTS = ['V2', 'INF', 'M'] as const;
export type Doubt = (typeof DOUBTS)[number];

export interface Citation {
  kind: CitationKind;
  text: string;
  doubt?: Doubt;
}

/** Sorts a rule's grounds by what they point to: a technique of MITRE ATT&CK, a requirement (R17), or an article of law. */
export function readCitation(raw: string): Citation {
  const [, words = '', mark] = /^(.*?)(?:\s*\((V1|V2|S|INF|M)\))?$/.exec(raw.trim()) ?? [];
  const doubt = DOUBTS.find((known) => known === mark);
  const technique = /^(?:attack\.|ATT&CK\s+)?(T\d{4}(?:\.\d{3})?)$/i.exec(words);
  const kind = technique ? 'attack' : /^R\d{1,3}(\.\d+)?$/.test(words) ? 'requirement' : 'law';
  return { kind, text: technique?.[1]?.toUpperCase() ?? words, ...(doubt ? { doubt } : {}) };
}

const ORDER: CitationKind[] = ['law', 'requirement', 'attack'];

/** Citations of a rule plus the techniques its tags name, each once: the law first. */
export function groundsOf(rule: { citations: string[]; tags: string[] }): Citation[] {
  const named = [...rule.citations, ...rule.tags.filter((tag) => /^attack\.t\d{4}/i.test(tag))].map(
    readCitation,
  );
  const seen = new Set<string>();
  return named
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
