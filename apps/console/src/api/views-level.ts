/** A reason of the calculator: the clause and what of the system meets it. */
export interface LevelReason {
  clause: string;
  criterion: string;
  criterionEn?: string;
  level: number | null;
  mark: string;
}

/** The calculator's answer; `level` is null while anything that is not known could still change it. */
export interface LevelAnswer {
  level: number | null;
  regime: string;
  reasons: LevelReason[];
  proposed: number | null;
  undecided: string[];
  floor: number | null;
  candidates: number[];
  warnings: string[];
  /** The same sentences in English. */
  warningsEn?: string[];
}
