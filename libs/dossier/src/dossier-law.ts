import { type LegalRegimes, type Mark, parameterEntry, type WorkingCalendar } from '@khien/compliance';
import type { Day, Dossier } from '@khien/model';

/** The law and the calendar that acts are read with. */
export interface DossierLaw {
  law: LegalRegimes;
  calendar: WorkingCalendar;
}

export interface Rule {
  clause: string;
  mark: Mark;
}
export interface Figure extends Rule {
  value: number | string | boolean | null;
  unit: string;
}

/** The regime that a dossier is read under decides which day's figures count: an ended one keeps those of its last day. */
export function lawDay({ law }: DossierLaw, regime: string, on: Day): Day {
  const found = law.regimes.find(({ id }) => id === regime);
  if (!found) return on;
  if (found.effective_to !== undefined && on > found.effective_to) return found.effective_to;
  return on < found.effective_from ? found.effective_from : on;
}

/** A figure of config/legal for a dossier: its regime, the level of its procedure and the day decide. */
export function figureOf(
  law: DossierLaw,
  id: string,
  at: { regime: string; level: number | undefined; on: Day },
): Figure | undefined {
  const on = id.startsWith('local.') ? at.on : lawDay(law, at.regime, at.on);
  return parameterEntry(law.law.parameters, id, { level: at.level, on });
}

/** Whether a yes-or-no rule of config/legal binds the dossier on a day; undefined where its regime has no such rule. */
export function ruleOf(law: DossierLaw, id: string, dossier: Dossier, on: Day): Rule | undefined {
  const figure = figureOf(law, id, { regime: dossier.regime, level: procedureLevel(dossier), on });
  return figure === undefined || figure.value === false || figure.value === null ? undefined : figure;
}

/** The level whose procedure is followed: 5 for levels 3 and 4 on the critical list (Đ20.4), else the proposed one. */
export const procedureLevel = ({
  track,
  proposedLevel,
}: Pick<Dossier, 'track' | 'proposedLevel'>): number | undefined => (track === 'L5' ? 5 : proposedLevel);
