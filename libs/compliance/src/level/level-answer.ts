import type { Bilingual } from '@khien/model';
import type { Mark } from '../legal/mark';
import type { Ground } from './examine-part';

export interface LevelReason {
  clause: string;
  criterion: string;
  /** Only in `levelInBothLanguages`, where the criterion is there in English. */
  criterionEn?: string | undefined;
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
  /** The same sentences in English, only in `levelInBothLanguages`. */
  warningsEn?: string[];
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

/** An assessment before its sentences are sorted by language. */
export type Spoken = Omit<LevelAssessment, 'warnings' | 'warningsEn'> & { warnings: Bilingual[] };
type Known = Pick<LevelAnswer, 'level' | 'floor' | 'candidates'>;

/** A level, or what is known of it, inside a sentence. */
export function levelInWords({ level, floor, candidates }: Known): Bilingual {
  if (level !== null) return { vi: `cấp độ ${level}`, en: `level ${level}` };
  if (candidates.length === 0) return { vi: 'chưa xác định được cấp độ', en: 'no level determined' };
  const list = candidates.join(', ');
  return {
    vi: `chưa kết luận${floor === null ? '' : `, ít nhất cấp độ ${floor}`}, có thể ${list}`,
    en: `not concluded${floor === null ? '' : `, at least level ${floor}`}, may be ${list}`,
  };
}

/** What a person reads first of an answer that is none yet. */
export const preliminary = ({ floor, candidates }: Pick<LevelAnswer, 'floor' | 'candidates'>): Bilingual => ({
  vi: `Sơ bộ, chưa kết luận: ${floor === null ? '' : `ít nhất cấp độ ${floor}; `}có thể là cấp độ ${candidates.join(', ')}.`,
  en: `Preliminary, not concluded: ${floor === null ? '' : `at least level ${floor}; `}may be level ${candidates.join(', ')}.`,
});

/** Trình tự of the dossier. */
export function trackOf(level: number | null, critical: boolean): LevelAssessment['track'] {
  if (critical || level === 5) return 'L5';
  if (level === null) return null;
  if (level <= 2) return 'L1-2';
  return level === 3 ? 'L3' : 'L4';
}
