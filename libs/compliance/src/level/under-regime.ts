import type { Bilingual } from '@khien/model';
import { type Condition, holds, type Threshold } from '../legal/condition';
import type { LegalDay } from '../legal/dated';
import type { LegalRegimes } from '../legal/legal-file';
import { citedWording } from '../legal/mark';
import { parameterEntry } from '../legal/parameter';
import type { Regime, Stop } from '../legal/regime';
import { examinePart } from './examine-part';
import { factsOf, harmsOf } from './facts-of';
import { levelInWords, type Spoken, trackOf } from './level-answer';
import type { LevelInput } from './level-input';
import { inOrder, outcomeOf } from './outcome';
import { partsOf } from './parts-of';
import { poolCounts } from './pool-counts';
import { proposalSentences } from './proposal-sentences';

export interface Under {
  law: LegalRegimes;
  regime: Regime;
  on: LegalDay;
}

/** The whole answer by the criteria of one regime, whatever the day. */
export function underRegime(input: LevelInput, { law, regime, on }: Under): Spoken {
  const threshold: Threshold = (id) => {
    const value = parameterEntry(law.parameters, id, { on })?.value;
    return typeof value === 'number' ? value : undefined;
  };
  const parts = partsOf(input);
  const rootFacts = factsOf(input);
  const findings = [
    ...parts.map((part) => examinePart(regime, { facts: factsOf(part), harms: harmsOf(part) }, threshold)),
    poolCounts({ input, parts, regime }, threshold),
  ];
  const grounds = inOrder(findings.flatMap((finding) => finding.grounds));
  const openings = findings.flatMap((finding) => finding.openings);
  const outcome = outcomeOf(grounds, openings);
  const meets = (when: Condition | undefined): boolean =>
    when !== undefined && parts.concat(input).some((part) => holds(when, factsOf(part), threshold) === true);
  const candidate = regime.critical?.candidate;
  const criticalCandidate = meets(candidate?.when);
  const least = outcome.level ?? outcome.floor;
  const critical = regime.critical !== undefined && least !== null && least >= regime.critical.level;
  const notices = regime.notices.filter(({ when }) => meets(when));
  const encouraged = regime.encouraged && holds(regime.encouraged.when, rootFacts, threshold) === true;
  const base: Spoken = {
    ...outcome,
    regime: regime.id,
    proposed: input.proposed ?? null,
    matched: grounds,
    stop: null,
    critical,
    criticalCandidate,
    track: trackOf(least, critical || criticalCandidate),
    duty: encouraged ? 'encouraged' : 'binding',
    warnings: [
      ...outcome.warnings,
      ...proposalSentences(input, outcome),
      ...(critical && regime.critical ? [citedWording(regime.critical)] : []),
      ...(criticalCandidate && candidate ? [citedWording(candidate)] : []),
      ...(encouraged && regime.encouraged ? [citedWording(regime.encouraged)] : []),
      ...notices.map(citedWording),
    ],
  };
  const stop = regime.stops.find(
    (each) =>
      holds(each.when, rootFacts, threshold) === true ||
      (each.parts && parts.some((part) => holds(each.when, factsOf(part), threshold) === true)),
  );
  return stop ? stopped(base, stop) : base;
}

function stopped(assessment: Spoken, { code, clause, text, en, mark, tells_level }: Stop): Spoken {
  const kept = tells_level ? assessment.candidates : [];
  const least = assessment.level ?? assessment.floor;
  const told = tells_level && least !== null ? [asOneSystem(levelInWords(assessment))] : [];
  return {
    ...assessment,
    level: null,
    floor: tells_level ? least : null,
    candidates: kept,
    undecided: [...new Set([code, ...(tells_level ? assessment.undecided : [])])].sort(),
    reasons: [
      { clause, criterion: text, ...(en !== undefined && { criterionEn: en }), level: null, mark },
      ...(tells_level ? assessment.reasons : []),
    ],
    warnings: [
      citedWording({ text, en, clause, mark }),
      ...told,
      ...(tells_level ? assessment.warnings : []),
    ],
    stop: code,
    critical: tells_level && assessment.critical,
    track: tells_level ? assessment.track : null,
  };
}

const asOneSystem = ({ vi, en }: Bilingual): Bilingual => ({
  vi: `Xét là một hệ thống: ${vi}.`,
  en: `Taken as one system: ${en}.`,
});
