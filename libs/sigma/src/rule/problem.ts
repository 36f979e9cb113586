/** A rule file that cannot be accepted: where, and which construct. `file` is the name the caller gave. */
export interface RuleError {
  file: string;
  line: number;
  message: string;
}

/** Thrown inside one document, caught at its edge: one broken rule never takes its neighbours with it. */
export class RuleProblem extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(message);
    this.name = 'RuleProblem';
  }
}
