import { holds, type Threshold } from '../legal/condition';
import type { Facts } from '../legal/facts';
import { HARMED } from '../legal/facts';
import type { Mark } from '../legal/mark';
import type { Regime } from '../legal/regime';

/** A level and why. */
export interface Ground {
  level: number;
  clause: string;
  criterion: string;
  criterionEn?: string | undefined;
  mark: Mark;
}

/** Something that may still raise the level, and by how much. */
export interface Opening {
  code: string;
  clause: string;
  text: string;
  en?: string | undefined;
  mark: Mark;
  candidates: number[];
  always: boolean;
  /** Said by a doubt of the regime; otherwise only a criterion that could not be answered. */
  stated: boolean;
}

export interface PartFinding {
  grounds: Ground[];
  openings: Opening[];
}

type Harms = Record<(typeof HARMED)[number], string | undefined>;

/** Walks every criterion, every doubt and the harm table over one part; nothing is left out because another matched. */
export function examinePart(
  regime: Regime,
  { facts, harms }: { facts: Facts; harms: Harms },
  threshold: Threshold,
): PartFinding {
  const answered = regime.criteria.map((criterion) => ({
    criterion,
    met: holds(criterion.when, facts, threshold),
  }));
  const grounds: Ground[] = answered
    .filter(({ met }) => met === true)
    .map(({ criterion: { level, clause, text, en, mark } }) => ({
      ...{ level, clause, mark },
      ...{ criterion: text, criterionEn: en },
    }));
  const openings: Opening[] = answered
    .filter(({ met }) => met === undefined)
    .map(({ criterion: { unless_known, clause, text, en, mark, level } }) => ({
      code: unless_known,
      clause,
      text: `chưa đủ dữ kiện để biết: ${text}`,
      en: `not known yet: ${en ?? text}`,
      mark,
      candidates: [level],
      always: false,
      stated: false,
    }));
  const matched = grounds.length > 0;
  for (const doubt of regime.doubts) {
    const { code, clause, text, en, mark, floor, candidates, always } = doubt;
    if ((doubt.unless_matched && matched) || holds(doubt.when, facts, threshold) !== true) continue;
    if (floor !== undefined) grounds.push({ level: floor, clause, criterion: text, criterionEn: en, mark });
    openings.push({ code, clause, text, en, mark, candidates, always, stated: true });
  }
  const byCriteria = Math.max(0, ...grounds.map(({ level }) => level));
  const harm = harmOf(regime, harms);
  grounds.push(...harm.grounds.filter(({ level }) => level > byCriteria));
  openings.push(...harm.openings);
  if (grounds.length === 0 && openings.length === 0 && regime.criteria.length > 0)
    openings.push(NOTHING_FITS);
  return { grounds, openings };
}

const NOTHING_FITS: Opening = {
  code: 'U-NONE',
  clause: 'Đ11–Đ15',
  text: 'không tiêu chí nào khớp với những gì đã khai',
  en: 'no criterion fits what was declared',
  mark: 'INF',
  candidates: [1, 2, 3, 4, 5],
  always: true,
  stated: true,
};

function harmOf({ harm }: Regime, harms: Harms): PartFinding {
  if (!harm) return { grounds: [], openings: [] };
  const grounds = HARMED.flatMap((object) => {
    const degree = harms[object] as 'HARM' | 'SERIOUS' | 'EXCEPTIONAL' | 'NONE' | undefined;
    const level = degree && degree !== 'NONE' ? harm.rows[object][degree] : undefined;
    if (level === undefined) return [];
    const clause = harm.clauses[level - 1] ?? '';
    return [{ level, clause, criterion: harm.text, criterionEn: harm.en, mark: harm.mark }];
  });
  const unknown = HARMED.filter((object) => harms[object] === undefined);
  const openings = unknown.map((object) => ({
    code: object === 'NS' ? 'U-NSHARM' : 'U-HARM',
    clause: harm.clauses[harm.rows[object].EXCEPTIONAL - 1] ?? '',
    text: 'chưa đánh giá mức tổn hại',
    en: 'the harm has not been assessed',
    mark: harm.mark,
    candidates: Object.values(harm.rows[object]),
    always: false,
    stated: false,
  }));
  return { grounds, openings };
}
