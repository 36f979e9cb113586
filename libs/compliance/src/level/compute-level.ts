import { type Condition, holds, type Threshold } from '../legal/condition';
import { countsOn, type LegalDay } from '../legal/dated';
import type { Facts } from '../legal/facts';
import type { LegalRegimes } from '../legal/legal-file';
import { citedSentence, type Mark } from '../legal/mark';
import { parameterEntry } from '../legal/parameter';
import type { Regime, Stop, Transition } from '../legal/regime';
import { examinePart, type Ground, type Opening, type PartFinding } from './examine-part';
import { countsOf, factsOf, harmsOf } from './facts-of';
import type { LevelInput, LevelPart } from './level-input';

export interface LevelReason {
  clause: string;
  criterion: string;
  level: number | null;
  mark: Mark;
}

/** The answer of `khien level`. A proposal: only the appraiser and the approver conclude. */
export interface LevelAnswer {
  /** Null while anything that is not known could still change it. */
  level: number | null;
  regime: string;
  reasons: LevelReason[];
  proposed: number | null;
  undecided: string[];
  /** The least level that is sure, whenever something is undecided. */
  floor: number | null;
  candidates: number[];
  /** In Vietnamese, each with its clause and, unless read in the law, its mark. */
  warnings: string[];
}

export interface LevelAssessment extends LevelAnswer {
  /** Everything that matched, also below the level. */
  matched: Ground[];
  stop: string | null;
  /** Critical to national security by its level. */
  critical: boolean;
  /** Grounds for the list of critical systems: the procedure of level 5, not the level. */
  criticalCandidate: boolean;
  track: 'L1-2' | 'L3' | 'L4' | 'L5' | null;
  duty: 'binding' | 'encouraged';
}

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

interface Under {
  law: LegalRegimes;
  regime: Regime;
  on: LegalDay;
}

function underRegime(input: LevelInput, { law, regime, on }: Under): LevelAssessment {
  const threshold: Threshold = (id) => {
    const value = parameterEntry(law.parameters, id, { on })?.value;
    return typeof value === 'number' ? value : undefined;
  };
  const parts = partsOf(input);
  const rootFacts = factsOf(input);
  const findings = [
    ...parts.map((part) => examinePart(regime, { facts: factsOf(part), harms: harmsOf(part) }, threshold)),
    pooled({ input, parts, regime }, threshold),
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
  const base: LevelAssessment = {
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
      ...(critical && regime.critical ? [citedSentence(regime.critical)] : []),
      ...(criticalCandidate && candidate ? [citedSentence(candidate)] : []),
      ...(encouraged && regime.encouraged ? [citedSentence(regime.encouraged)] : []),
      ...notices.map(citedSentence),
    ],
  };
  const stop = regime.stops.find(
    (each) =>
      holds(each.when, rootFacts, threshold) === true ||
      (each.parts && parts.some((part) => holds(each.when, factsOf(part), threshold) === true)),
  );
  return stop ? stopped(base, stop) : base;
}

/** The system itself, unless it only lists components, and every component. */
function partsOf(input: LevelPart): LevelPart[] {
  const within = (input.components ?? []).flatMap(partsOf);
  const speaks = input.kind !== undefined || input.types !== undefined || within.length === 0;
  return speaks ? [input, ...within] : within;
}

/**
 * Components that each stay below a threshold may pass it together: how many people they share is not known, so
 * what only the sum reaches is a candidate and no finding. A total given for the whole system settles it.
 */
function pooled(
  { input, parts, regime }: { input: LevelPart; parts: LevelPart[]; regime: Regime },
  threshold: Threshold,
): PartFinding {
  const whole = countsOf(input);
  const total = (count: 'basic' | 'sensitive'): number | undefined =>
    whole[count] ?? (parts.reduce((sum, part) => sum + (countsOf(part)[count] ?? 0), 0) || undefined);
  const sums = { subjects_basic: total('basic'), subjects_sensitive: total('sensitive') };
  if (parts.length < 2) return { grounds: [], openings: [] };
  const openings = parts.flatMap((part) => {
    const facts = factsOf(part);
    const together: Facts = { ...facts };
    for (const [name, sum] of Object.entries(sums) as [keyof typeof sums, number | undefined][])
      if (sum !== undefined && sum > Number(facts[name] ?? 0)) together[name] = sum;
    if (facts.users_assumed === true && together.subjects_basic !== undefined)
      together.users = together.subjects_basic;
    return regime.criteria
      .filter(
        ({ when }) => holds(when, facts, threshold) !== true && holds(when, together, threshold) === true,
      )
      .map(({ clause, level }) => ({
        code: 'U-COUNT',
        clause,
        text: 'các thành phần cộng lại đạt ngưỡng, nhưng chưa đếm số chủ thể dữ liệu khác nhau của cả hệ thống',
        mark: 'INF' as const,
        candidates: [level],
        always: false,
      }));
  });
  return { grounds: [], openings };
}

type Outcome = Pick<LevelAnswer, 'level' | 'reasons' | 'undecided' | 'floor' | 'candidates' | 'warnings'>;

function outcomeOf(grounds: readonly Ground[], openings: readonly Opening[]): Outcome {
  const sure = Math.max(0, ...grounds.map(({ level }) => level));
  const above = openings.flatMap(({ candidates }) => candidates).filter((level) => level > sure);
  const candidates = [...new Set([...(sure > 0 ? [sure] : []), ...above])].sort();
  const open = inOrder(
    openings.filter((each) => each.always || each.candidates.some((level) => level > sure)),
  );
  const undecided = [...new Set(open.map(({ code }) => code))].sort();
  const level = candidates.length === 1 && sure > 0 ? sure : null;
  const reasons = grounds
    .filter((ground) => ground.level === sure)
    .map(({ clause, criterion, mark }) => ({ clause, criterion, level: sure, mark }));
  const floor = undecided.length > 0 && sure > 0 ? sure : null;
  const warnings = [
    ...(level === null ? [preliminary(sure, candidates)] : []),
    ...open.map(({ code, clause, text, mark }) => `${code}: ${citedSentence({ text, clause, mark })}`),
    ...reasons
      .filter(({ mark }) => mark !== 'V1')
      .map(({ criterion, clause, mark }) => citedSentence({ text: criterion, clause, mark })),
  ];
  return { level, reasons, undecided, floor, candidates, warnings: [...new Set(warnings)] };
}

const preliminary = (floor: number, candidates: readonly number[]): string =>
  `Sơ bộ, chưa kết luận: ${floor > 0 ? `ít nhất cấp độ ${floor}; ` : ''}có thể là cấp độ ${candidates.join(', ')}.`;

/** Highest level first, then by clause: the order in which parts are written says nothing. */
function inOrder<T extends { clause: string; level?: number }>(entries: readonly T[]): T[] {
  const textOf = (entry: T): string => JSON.stringify(entry);
  return [...new Map(entries.map((entry) => [textOf(entry), entry])).values()].sort(
    (one, other) =>
      (other.level ?? 0) - (one.level ?? 0) ||
      one.clause.localeCompare(other.clause, 'vi', { numeric: true }) ||
      textOf(one).localeCompare(textOf(other)),
  );
}

function proposalSentences(input: LevelInput, { level, floor, candidates, reasons }: Outcome): string[] {
  const least = level ?? floor;
  const { proposed } = input;
  const clauses = [...new Set(reasons.map(({ clause }) => clause))].join(', ');
  const why = reasons.map(({ criterion }) => criterion)[0] ?? '';
  const parts = partsOf({ ...input, kind: input.kind ?? null }).slice(1);
  const low = parts.filter(
    (part) => part.proposed !== undefined && part.proposed !== null && part.proposed < (least ?? 0),
  );
  return [
    ...(proposed !== undefined && proposed !== null && least !== null && proposed < least
      ? [`Cấp độ đề xuất ${proposed} thấp hơn tiêu chí: ít nhất cấp độ ${least} vì ${why} (${clauses}).`]
      : []),
    ...(proposed !== undefined &&
    proposed !== null &&
    level === null &&
    candidates.some((each) => each > proposed)
      ? [`Cấp độ đề xuất ${proposed} có thể thấp hơn tiêu chí khi làm rõ những điểm chưa kết luận.`]
      : []),
    ...low
      .map(
        ({ name, proposed: own }) =>
          `Thành phần ${name ? `«${name}» ` : ''}được đề xuất cấp độ ${own}; một hệ thống chỉ có một cấp độ, là mức cao nhất của mọi thành phần (Đ8.2); không tách hình thức để hạ cấp độ (Đ8.3).`,
      )
      .sort(),
  ];
}

function stopped(
  assessment: LevelAssessment,
  { code, clause, text, mark, tells_level }: Stop,
): LevelAssessment {
  const kept = tells_level ? assessment.candidates : [];
  const least = assessment.level ?? assessment.floor;
  const told = tells_level && least !== null ? [`Xét là một hệ thống: ${levelInWords(assessment)}.`] : [];
  return {
    ...assessment,
    level: null,
    floor: tells_level ? least : null,
    candidates: kept,
    undecided: [...new Set([code, ...(tells_level ? assessment.undecided : [])])].sort(),
    reasons: [{ clause, criterion: text, level: null, mark }, ...(tells_level ? assessment.reasons : [])],
    warnings: [citedSentence({ text, clause, mark }), ...told, ...(tells_level ? assessment.warnings : [])],
    stop: code,
    critical: tells_level && assessment.critical,
    track: tells_level ? assessment.track : null,
  };
}

function inTheGap(
  input: LevelInput,
  { law, regime, on, transitions, told }: Under & { transitions: Transition[]; told: string[] },
): LevelAssessment {
  const own = underRegime(input, { law, regime, on });
  const shown = law.regimes
    .filter(({ id }) => regime.gap?.shows.includes(id))
    .map((other) => {
      const at = other.effective_from > on ? other.effective_from : (other.effective_to ?? on);
      return underRegime(input, { law, regime: other, on: at });
    });
  const sentence = regime.gap ? [citedSentence(regime.gap)] : [];
  const orientation = shown.map((each) => `Theo ${each.regime} (để tham khảo): ${levelInWords(each)}.`);
  const warnings = [...sentence, ...told, ...orientation, ...own.warnings];
  const kept = transitions.some(({ keeps_level }) => keeps_level) ? (input.level_legacy ?? null) : null;
  const keeping = transitions.find(({ keeps_level }) => keeps_level);
  if (kept !== null && keeping) {
    const { clause, mark, title } = keeping;
    return {
      ...own,
      level: kept,
      reasons: [{ clause, criterion: title.vi, level: kept, mark }],
      undecided: [],
      floor: null,
      candidates: [kept],
      track: trackOf(kept, false),
      warnings,
    };
  }
  const stop = shown.find((each) => each.stop !== null);
  if (stop) return { ...stop, regime: regime.id, warnings: [...warnings, ...stop.warnings] };
  const sure = own.level ?? own.floor;
  const open = [...new Set([...own.candidates, ...shown.flatMap(({ candidates }) => candidates)])];
  const candidates = open.filter((level) => sure === null || level >= sure).sort();
  return {
    ...own,
    level: null,
    undecided: [...new Set(['U-GAP', ...own.undecided])].sort(),
    floor: sure,
    candidates,
    warnings: [preliminary(sure ?? 0, candidates), ...warnings],
  };
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

function levelInWords({ level, floor, candidates }: LevelAnswer): string {
  if (level !== null) return `cấp độ ${level}`;
  if (candidates.length === 0) return 'chưa xác định được cấp độ';
  return `chưa kết luận${floor === null ? '' : `, ít nhất cấp độ ${floor}`}, có thể ${candidates.join(', ')}`;
}

function trackOf(level: number | null, critical: boolean): LevelAssessment['track'] {
  if (critical || level === 5) return 'L5';
  if (level === null) return null;
  if (level <= 2) return 'L1-2';
  return level === 3 ? 'L3' : 'L4';
}
