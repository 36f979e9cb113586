import type { Bilingual } from '@khien/model';
import type { DetectionRules } from '@khien/pipeline';
import type { Context } from './context';

/** Tells what a detection rule in force is called; undefined for one that is not in force. */
export function createRuleTitles({
  rules,
}: Pick<Context, 'rules'>): (ruleId: string) => Bilingual | undefined {
  let known: { of: DetectionRules; titles: Map<string, Bilingual> } | undefined;
  return function titleOf(ruleId) {
    const current = rules.current().detection;
    if (known?.of !== current) known = { of: current, titles: titlesOf(current) };
    return known.titles.get(ruleId);
  };
}

const titlesOf = ({ catalogue }: DetectionRules): Map<string, Bilingual> =>
  new Map([...catalogue.values()].map(({ alertRule }) => [alertRule.id, alertRule.title]));
