import { holds, type Threshold } from '../legal/condition';
import { countsOn, type LegalDay } from '../legal/dated';
import type { LegalRegimes } from '../legal/legal-file';
import { citedSentence } from '../legal/mark';
import type { Transition } from '../legal/regime';
import { factsOf } from './facts-of';
import { inTheGap } from './in-the-gap';
import { type LevelAnswer, type LevelAssessment, levelInWords, preliminary } from './level-answer';
import type { LevelInput } from './level-input';
import { underRegime } from './under-regime';

/** The level of a system under the law of a day (`on`, else the input's own). Never throws on a valid input. */
export function computeLevel(input: LevelInput, law: LegalRegimes, on: LegalDay): LevelAnswer {
  const { level, regime, reasons, proposed, undecided, floor, candidates, warnings } = assessLevel(
    input,
    law,
    on,
  );
  return { level, regime, reasons, proposed, undecided, floor, candidates, warnings };
}

/** The same with what the record of a system needs beside the answer. */
export function assessLevel(input: LevelInput, law: LegalRegimes, on: LegalDay): LevelAssessment {
  const assessment = byTheDay(input, law, on);
  const { level, stop, candidates, warnings } = assessment;
  if (level !== null || stop !== null || candidates.length === 0) return assessment;
  return { ...assessment, warnings: [preliminary(assessment), ...warnings] };
}

/** The regime of the day answers, unless a transition rule names another. */
function byTheDay(input: LevelInput, law: LegalRegimes, on: LegalDay): LevelAssessment {
  const facts = factsOf(input);
  const none: Threshold = () => undefined;
  const transitions = law.transitions.filter(
    (rule) => rule.when !== undefined && countsOn(rule, on) && holds(rule.when, facts, none) === true,
  );
  const ofDay = law.regimes.find((regime) => countsOn(regime, on));
  const decidesBy = transitions.find(({ decides_by }) => decides_by !== undefined)?.decides_by;
  const regime = law.regimes.find(({ id }) => id === decidesBy) ?? ofDay;
  if (!regime) return unregulated(input, on);
  const told = transitions.flatMap(transitionSentences);
  if (regime.gap) return inTheGap(input, { law, regime, on, transitions, told });
  const assessment = underRegime(input, {
    law,
    regime,
    on: regime === ofDay ? on : (regime.effective_to ?? on),
  });
  if (regime === ofDay || !ofDay) return { ...assessment, warnings: [...assessment.warnings, ...told] };
  const after = underRegime(input, { law, regime: ofDay, on });
  const later = `Theo ${ofDay.id}: ${levelInWords(after)}.`;
  return { ...assessment, warnings: [...assessment.warnings, ...told, later] };
}

function unregulated(input: LevelInput, on: LegalDay): LevelAssessment {
  const text = `Không có tiêu chí cấp độ nào trong dữ liệu cho ngày ${on}.`;
  return {
    level: null,
    regime: 'none',
    reasons: [],
    proposed: input.proposed ?? null,
    undecided: ['U-NO-REGIME'],
    floor: null,
    candidates: [],
    warnings: [text],
    matched: [],
    stop: null,
    critical: false,
    criticalCandidate: false,
    track: null,
    duty: 'binding',
  };
}

function transitionSentences({ id, text, clause, mark, due }: Transition): string[] {
  if (text === undefined) return [];
  const by =
    due === undefined
      ? ''
      : ` Hạn: ${due.day}${due.or ? ` (hoặc ${due.or} theo cách đếm khác)` : ''}, ${due.mark}.`;
  return [`${id}: ${citedSentence({ text, clause, mark })}.${by}`];
}
