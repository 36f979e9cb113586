/** Alerts a rule has raised on a day, by id: a fold of findings, so raising the same alert again costs nothing. */
export interface DailyBudget {
  _id: string;
  version: number;
  ids: string[];
  suppressed: number;
}

export function budgetId(ruleId: string, day: string): string {
  return `budget:${ruleId}:${day}`;
}

/** True when the alert may be raised; counts it, or the suppression. Mutates `budget`. */
export function spend(budget: DailyBudget, alertId: string, limit: number): boolean {
  if (budget.ids.includes(alertId)) return true;
  if (budget.ids.length >= limit) {
    budget.suppressed += 1;
    return false;
  }
  budget.ids.push(alertId);
  return true;
}
