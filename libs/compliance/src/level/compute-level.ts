import type { Bilingual } from '@khien/model';
import { holds, type Threshold } from '../legal/condition';
import { countsOn, type LegalDay } from '../legal/dated';
import type { LegalRegimes } from '../legal/legal-file';
import { citedWording } from '../legal/mark';
import type { Transition } from '../legal/regime';
import { factsOf } from './facts-of';
import { inTheGap } from './in-the-gap';
import {
  type LevelAnswer,
  type LevelAssessment,
  levelInWords,
  preliminary,
  type Spoken,
} from './level-answer';
import type { LevelInput } from './level-input';
import { coded } from './outcome';
import { underRegime } from './under-regime';

/** The level of a system under the law of a day (`on`, else the input's own). Never throws on a valid input. */
export function computeLevel(input: LevelInput, law: LegalRegimes, on: LegalDay): LevelAnswer {
  const { warningsEn: _english, ...answer } = levelInBothLanguages(input, law, on);
  // Programs read it, and people read it in this order: `reasons` keeps its place.
  return { ...answer, reasons: answer.reasons.map(({ criterionEn: _en, ...reason }) => reason) };
}

/** The same with every sentence in English beside it, for who shows it to people. */
export function levelInBothLanguages(input: LevelInput, law: LegalRegimes, on: LegalDay): LevelAnswer {
  const { warnings, ...rest } = spoken(input, law, on);
  const { level, regime, reasons, proposed, undecided, floor, candidates } = rest;
  return {
    ...{ level, regime, reasons, proposed, undecided, floor, candidates },
    ...{ warnings: warnings.map(({ vi }) => vi), warningsEn: warnings.map(({ en }) => en) },
  };
}

/** The same with what the record of a system needs beside the answer. */
export function assessLevel(input: LevelInput, law: LegalRegimes, on: LegalDay): LevelAssessment {
  const { warnings, ...assessment } = spoken(input, law, on);
  return { ...assessment, warnings: warnings.map(({ vi }) => vi) };
}

function spoken(input: LevelInput, law: LegalRegimes, on: LegalDay): Spoken {
  const assessment = byTheDay(input, law, on);
  const { level, stop, candidates, warnings } = assessment;
  if (level !== null || stop !== null || candidates.length === 0) return assessment;
  return { ...assessment, warnings: [preliminary(assessment), ...warnings] };
}

/** The regime of the day answers, unless a transition rule names another. */
function byTheDay(input: LevelInput, law: LegalRegimes, on: LegalDay): Spoken {
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
  const { vi, en } = levelInWords(after);
  const later = { vi: `Theo ${ofDay.id}: ${vi}.`, en: `By ${ofDay.id}: ${en}.` };
  return { ...assessment, warnings: [...assessment.warnings, ...told, later] };
}

function unregulated(input: LevelInput, on: LegalDay): Spoken {
  const text = {
    vi: `Không có tiêu chí cấp độ nào trong dữ liệu cho ngày ${on}.`,
    en: `The data has no level criteria for ${on}.`,
  };
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

function transitionSentences({ id, text, en, clause, mark, due }: Transition): Bilingual[] {
  if (text === undefined) return [];
  const sentence = coded(id, citedWording({ text, en, clause, mark }));
  if (due === undefined) return [sentence];
  const { day, or, mark: how } = due;
  return [
    {
      vi: `${sentence.vi} Hạn: ${day}${or ? ` (hoặc ${or} theo cách đếm khác)` : ''}, ${how}.`,
      en: `${sentence.en} Due: ${day}${or ? ` (or ${or}, counted another way)` : ''}, ${how}.`,
    },
  ];
}
