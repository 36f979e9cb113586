/** Everything a form may ask for between `{{` and `}}`. What is not known is printed as a dotted blank. */
const NAMES = [
  'issuer.name',
  'issuer.symbol',
  'system.name',
  'operator.name',
  'operator.address',
  'owner.name',
  'specialised_unit.name',
  /** Who appraises: the specialised unit, the independent unit of Đ18.4, the central body for levels 4 and 5. */
  'appraiser.name',
  /** The unit or council of Đ18.4; not known unless it is another than the specialised unit. */
  'independent_appraiser.name',
  'level',
  'standard',
  'technical_regulation',
  'request.number',
  'request.date',
  'request.day',
  'request.month',
  'request.year',
  'request.sender',
  'opinion.number',
  'opinion.date',
  'opinion.text',
  'opinion.form',
  'opinion.coordinating',
  'opinion.coordinating_text',
  'opinion.other',
  'opinion.defects',
  'expert_opinion.text',
  'expert_opinion.verdict',
  'decision.number',
  'decision.date',
  'regulation.number',
  'regulation.date',
  'supplement.items',
  'return.reason',
  'critical.grounds',
  'conditions.result',
  'conditions.assessor',
  'conditions.date',
  'conditions.findings',
  'conditions.content',
  'report.year',
  'report.period',
  'report.C1',
  'report.C2',
  'report.C3',
  'report.C4',
  'report.C5',
  'report.C6',
  'report.C7',
] as const;
export type PlaceholderName = (typeof NAMES)[number];

export const PLACEHOLDER_NAMES: ReadonlySet<string> = new Set(NAMES);
export const PLACEHOLDER = /\{\{\s*([a-zA-Z0-9_.]+)\s*\}\}/g;

export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}
