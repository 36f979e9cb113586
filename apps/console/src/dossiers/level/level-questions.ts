import type { LevelFactsForm } from '../../systems/card/level-facts';

export const QUESTIONS = [
  'kind',
  'information',
  'tthc',
  'conditional_business_line',
  'static_page',
  'subjects',
  'serves',
  'continuous_24x7',
  'international_connection',
  'shared_collaboration',
  'works_class',
  'ns_harm',
] as const;
export type Question = (typeof QUESTIONS)[number];

/**
 * Only what can change the answer (NĐ 331 Đ11–Đ15): each kind of system has its own criteria. What is not asked keeps the
 * value the card has.
 */
export function questionsFor(facts: LevelFactsForm): Question[] {
  const { kind } = facts;
  if (!kind) return ['kind'];
  const holds = (what: string) => facts.information?.includes(what) ?? false;
  const asked: Question[] = ['kind', 'information'];
  if (kind === 'public_service') {
    asked.push('tthc', 'conditional_business_line');
    if (facts.information?.length === 1 && holds('public')) asked.push('static_page');
    if (holds('private') || holds('personal')) asked.push('subjects');
  }
  if (kind === 'infrastructure') {
    asked.push('serves');
    if (facts.serves === 'national') asked.push('continuous_24x7');
    asked.push('international_connection');
  }
  if (kind === 'internal' || kind === 'infrastructure') asked.push('shared_collaboration');
  if (kind === 'industrial_control') asked.push('works_class');
  if (holds('state_secret') || facts.flags?.defence_security === 'yes') asked.push('ns_harm');
  return asked;
}

/** Whether a question has an answer; «chưa rõ» is one, and then the calculator does not conclude. */
export function isAnswered(question: Question, facts: LevelFactsForm): boolean {
  switch (question) {
    case 'kind':
    case 'serves':
    case 'works_class':
    case 'ns_harm':
      return Boolean(facts[question]);
    case 'information':
      return (facts.information?.length ?? 0) > 0;
    case 'subjects':
      return typeof facts.basic === 'number' && typeof facts.sensitive === 'number';
    default:
      return facts.flags?.[question] !== undefined;
  }
}
