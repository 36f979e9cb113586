import type { Mark } from '../legal/mark';
import type { Ground } from './examine-part';

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

/** A level, or what is known of it, inside a sentence. */
export function levelInWords({ level, floor, candidates }: LevelAnswer): string {
  if (level !== null) return `cấp độ ${level}`;
  if (candidates.length === 0) return 'chưa xác định được cấp độ';
  return `chưa kết luận${floor === null ? '' : `, ít nhất cấp độ ${floor}`}, có thể ${candidates.join(', ')}`;
}

/** What a person reads first of an answer that is none yet. */
export const preliminary = ({ floor, candidates }: Pick<LevelAnswer, 'floor' | 'candidates'>): string =>
  `Sơ bộ, chưa kết luận: ${floor === null ? '' : `ít nhất cấp độ ${floor}; `}có thể là cấp độ ${candidates.join(', ')}.`;

/** Trình tự of the dossier. */
export function trackOf(level: number | null, critical: boolean): LevelAssessment['track'] {
  if (critical || level === 5) return 'L5';
  if (level === null) return null;
  if (level <= 2) return 'L1-2';
  return level === 3 ? 'L3' : 'L4';
}
